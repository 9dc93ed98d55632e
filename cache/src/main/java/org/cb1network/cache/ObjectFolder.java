package org.cb1network.cache;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.regex.Pattern;

/** The objects of a store: read-only files named by the digest of their content, in 256 folders. */
final class ObjectFolder {

    private static final Pattern FILE = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern QUARANTINED = Pattern.compile("[0-9a-f]{64}\\.[0-9a-f]{8}");
    private static final int COPY_BUFFER_BYTES = 1 << 16;

    private final StoreFiles files;
    private final StoreLayout layout;
    private final Session session;
    private final DistinctWarnings warnings;

    ObjectFolder(StoreFiles files, StoreLayout layout, Session session, DistinctWarnings warnings) {
        this.files = files;
        this.layout = layout;
        this.session = session;
        this.warnings = warnings;
    }

    Path path(Digest digest) {
        return layout.objects().resolve(digest.hex());
    }

    /** Returns whether there is a file of the right name and length. Its content is not checked. */
    boolean isPresent(Digest digest, long length) {
        try {
            BasicFileAttributes attributes = files.attributes(path(digest));
            return attributes != null && attributes.isRegularFile() && attributes.size() == length;
        } catch (IOException e) {
            return false;
        }
    }

    /** The condition of an object. */
    enum Condition {
        SOUND,
        MISSING,
        DAMAGED,
        UNREADABLE
    }

    /**
     * Reads an object and compares it with its digest. Objects that cannot be read for other reasons, such as too many
     * open files, do not count as damaged.
     */
    Condition condition(Digest digest, long length) {
        try {
            BasicFileAttributes attributes = files.attributes(path(digest));
            if (attributes == null) {
                return Condition.MISSING;
            }
            boolean sound = attributes.isRegularFile()
                    && attributes.size() == length
                    && digestOf(path(digest)).equals(digest);
            return sound ? Condition.SOUND : Condition.DAMAGED;
        } catch (NoSuchFileException | FileNotFoundException e) {
            return isPresent(digest, length) ? Condition.UNREADABLE : Condition.MISSING;
        } catch (IOException e) {
            return Condition.UNREADABLE;
        }
    }

    /** Returns whether the object exists with the right content. */
    boolean isSound(Digest digest, long length) {
        return condition(digest, length) == Condition.SOUND;
    }

    boolean isSound(StoredOutput output) {
        return isSound(output.digest(), output.length());
    }

    Digest digestOf(Path file) throws IOException {
        try (StoreFiles.Input in = files.open(file)) {
            return Digest.of(new PositionedStream(in));
        }
    }

    /** Writes bytes to a temporary file of this session and forces it to disk. */
    Path stage(byte[] content) throws IOException {
        return stage(out -> out.write(Step.WRITE_TEMPORARY, content, 0, content.length));
    }

    /** Copies a file to a temporary file of this session and forces it to disk. */
    Path stageCopy(Path source) throws IOException {
        return stage(out -> {
            byte[] buffer = new byte[COPY_BUFFER_BYTES];
            try (InputStream in = new FileInputStream(source.toFile())) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    out.write(Step.WRITE_TEMPORARY, buffer, 0, n);
                }
            }
        });
    }

    /** Forces a temporary file of this session, written by the caller, to disk. */
    void force(Path temporary) throws IOException {
        try (StoreFiles.Output out = files.append(Step.WRITE_TEMPORARY, temporary)) {
            out.force(Step.FORCE_TEMPORARY);
        }
    }

    private interface Body {
        void writeTo(StoreFiles.Output out) throws IOException;
    }

    private Path stage(Body content) throws IOException {
        Path temporary = session.newName();
        try (StoreFiles.Output out = files.create(Step.CREATE_TEMPORARY, temporary)) {
            content.writeTo(out);
            out.force(Step.FORCE_TEMPORARY);
        } catch (IOException e) {
            session.discard(temporary);
            throw e;
        }
        return temporary;
    }

    /**
     * Puts a staged file into its final path. A sound object that is there already stays: to replace a file that another
     * process reads, FUSE and NFS first move it away, and for a moment the object is missing. Its time is renewed, so
     * that {@link #remove} sees that it is needed again.
     */
    void install(Path staged, Digest digest) throws IOException {
        if (keeps(digest, staged)) {
            session.discard(staged);
        } else {
            files.makeReadOnly(Step.PROTECT_OBJECT, staged);
            files.move(Step.MOVE_OBJECT, staged, path(digest));
            session.forget(staged);
        }
        files.forceFolder(Step.FORCE_OBJECT_FOLDER, layout.objects());
    }

    private boolean keeps(Digest digest, Path staged) {
        try {
            BasicFileAttributes attributes = files.attributes(staged);
            if (attributes == null || !isSound(digest, attributes.size())) {
                return false;
            }
            files.touch(Step.KEEP_OBJECT, path(digest));
            return true;
        } catch (IOException e) {
            // The object belongs to another user or has just been removed.
            return false;
        }
    }

    /** Moves a damaged object to quarantine, or warns that this failed. */
    void setAside(Digest digest) {
        String where = "The object " + layout.relative(path(digest));
        try {
            moveAside(digest);
            warnings.warn(StoreWarning.Kind.CORRUPT_OBJECT, where + " was damaged and was moved to quarantine/.");
        } catch (IOException e) {
            warnings.warn(
                    StoreWarning.Kind.CORRUPT_OBJECT,
                    where + " is damaged and could not be moved to quarantine/ (" + FileProblem.describe(e) + ").");
        }
    }

    /** Moves an object to quarantine, and back if another process has replaced it with a sound one meanwhile. */
    void moveAside(Digest digest) throws IOException {
        Path aside = layout.quarantine().resolve(quarantineName(digest));
        files.move(Step.SET_OBJECT_ASIDE, path(digest), aside);
        if (digestOf(aside).equals(digest)) {
            files.move(Step.SET_OBJECT_ASIDE, aside, path(digest));
        } else {
            files.touch(Step.SET_OBJECT_ASIDE, aside);
        }
    }

    /**
     * Removes an object that no entry names.
     *
     * @param seen the file's attributes when it was found unused; if another process has replaced the file since, it is
     *     kept
     * @return whether it was removed
     */
    boolean remove(Digest digest, BasicFileAttributes seen) throws IOException {
        Path retired = session.newName();
        files.move(Step.RETIRE_OBJECT, path(digest), retired);
        BasicFileAttributes now = files.attributes(retired);
        if (now != null && !now.lastModifiedTime().equals(seen.lastModifiedTime())) {
            files.move(Step.RETIRE_OBJECT, retired, path(digest));
            session.forget(retired);
            return false;
        }
        files.delete(Step.DELETE_OBJECT, retired);
        session.forget(retired);
        return true;
    }

    /** Returns whether the store gives names of this form to files that it sets aside. */
    static boolean isQuarantined(String name) {
        return QUARANTINED.matcher(name).matches() || Pack.isPack(name);
    }

    private String quarantineName(Digest digest) {
        return digest.hex() + "." + files.newName().substring(0, 8);
    }

    /** Receives every file below the folder of objects. */
    interface Visitor {

        void object(Digest digest, Path file, BasicFileAttributes attributes) throws IOException;

        default void foreign(Path file) throws IOException {}
    }

    void visit(Visitor visitor) throws IOException {
        for (String name : files.list(layout.objects()).stream().sorted().toList()) {
            Path file = layout.objects().resolve(name);
            BasicFileAttributes attributes = files.attributes(file);
            if (attributes == null) {
                continue;
            }
            if (FILE.matcher(name).matches() && attributes.isRegularFile()) {
                visitor.object(Digest.parse(name), file, attributes);
            } else {
                visitor.foreign(file);
            }
        }
    }

    /** Returns all bytes of a file if they fit into an array. */
    byte[] readAll(Path file, long length) throws IOException {
        if (length > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(
                    file + " has " + length + " bytes, too many for an array. Read the file instead.");
        }
        try (StoreFiles.Input in = files.open(file)) {
            byte[] content = new byte[(int) length];
            if (in.read(0, content, 0, content.length) < content.length || in.length() != length) {
                throw new FileSystemException(file.toString(), null, "its length is wrong");
            }
            return content;
        }
    }

    /** Reads a file sequentially. */
    private static final class PositionedStream extends InputStream {

        private final StoreFiles.Input in;
        private long position;

        private PositionedStream(StoreFiles.Input in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int n = in.read(position, bytes, offset, length);
            position += n;
            return n == 0 ? -1 : n;
        }
    }
}
