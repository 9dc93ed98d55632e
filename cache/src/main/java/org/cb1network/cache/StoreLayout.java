package org.cb1network.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/** The folders and fixed files of a store: where they are, and that they are what they should be. */
final class StoreLayout {

    static final int VERSION = 1;

    private static final String TITLE = "cb1-network store of results";
    private static final Pattern FORMAT = Pattern.compile("(" + TITLE + "\nformat (\\d{1,9})\n)check ([0-9a-f]{8})\n");
    private static final int LONGEST_FORMAT_BYTES = 4096;
    private static final int MOST_TRIES = 10;
    private static final String WRITTEN_ANEW =
            "It was written anew if the store is writable. Entries and objects carry their own checksums.";

    /** See https://bford.info/cachedir/: by this file backup programs know that they may leave the folder out. */
    private static final String TAG = """
            Signature: 8a477f597d28d172789f06886806bc55
            # This folder holds results that can be computed again.
            # For information about cache directory tags see https://bford.info/cachedir/
            """;

    private final StoreFiles files;
    private final Path root;
    private final boolean writable;

    private StoreLayout(StoreFiles files, Path root) {
        this.files = files;
        this.root = root;
        this.writable = files.isWritable(root);
    }

    Path root() {
        return root;
    }

    Path objects() {
        return root.resolve("objects");
    }

    Path entries() {
        return root.resolve("entries");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path quarantine() {
        return root.resolve("quarantine");
    }

    Path leases() {
        return root.resolve("leases");
    }

    Path format() {
        return root.resolve("FORMAT");
    }

    Path tag() {
        return root.resolve("CACHEDIR.TAG");
    }

    private List<Path> folders() {
        return List.of(objects(), entries(), temporary(), quarantine());
    }

    /** Whether a name in the root belongs to the store. */
    static boolean isOwn(String name) {
        return Set.of("objects", "entries", "tmp", "quarantine", "leases", "FORMAT", "CACHEDIR.TAG")
                        .contains(name)
                || name.startsWith("FORMAT.");
    }

    /** Path below the root, for people. */
    String relative(Path path) {
        return root.relativize(path).toString();
    }

    /**
     * Finds a store or creates it.
     *
     * @throws StoreException if there is something else, or nothing that one may write to
     */
    static StoreLayout open(StoreFiles files, Path requested, Warnings warnings) throws StoreException {
        StoreLayout layout = new StoreLayout(files, existingRoot(requested));
        layout.requireStore();
        layout.checkKinds();
        boolean known = layout.checkFormat(warnings);
        if (layout.writable()) {
            layout.completeFrame(known);
        }
        return layout;
    }

    boolean writable() {
        return writable;
    }

    private static Path existingRoot(Path requested) throws StoreException {
        Path absolute = requested.toAbsolutePath().normalize();
        if (Files.exists(absolute) && !Files.isDirectory(absolute)) {
            throw new StoreException(
                    StoreException.Reason.NOT_A_DIRECTORY,
                    "The store " + absolute + " is a file, not a folder. Name another folder for the store.");
        }
        try {
            if (!Files.isDirectory(absolute)) {
                Files.createDirectories(absolute);
            }
            return absolute.toRealPath();
        } catch (IOException e) {
            throw Failures.writing(absolute, "create the folder", e);
        }
    }

    /** A folder full of other things is not turned into a store. */
    private void requireStore() throws StoreException {
        try {
            List<String> names = files.list(root);
            boolean store = names.contains("FORMAT") || (names.contains("objects") && names.contains("entries"));
            if (!store && !names.stream().allMatch(StoreLayout::isOwn)) {
                throw new StoreException(
                        StoreException.Reason.NOT_A_STORE,
                        "The folder " + root + " holds other things and is no store. Name an empty or a new folder.");
            }
        } catch (IOException e) {
            throw reading(e);
        }
    }

    /** Links could lead reads and writes out of the store. */
    private void checkKinds() throws StoreException {
        try {
            for (Path folder : folders()) {
                BasicFileAttributes attributes = files.attributes(folder);
                if (attributes != null && !attributes.isDirectory()) {
                    throw wrongKind(folder, attributes, "folder");
                }
            }
            for (Path file : List.of(format(), leases(), tag())) {
                BasicFileAttributes attributes = files.attributes(file);
                if (attributes != null && !attributes.isRegularFile()) {
                    throw wrongKind(file, attributes, "file");
                }
            }
        } catch (IOException e) {
            throw reading(e);
        }
    }

    private static StoreException wrongKind(Path path, BasicFileAttributes attributes, String right) {
        boolean link = attributes.isSymbolicLink();
        String wrong = link ? "link" : attributes.isDirectory() ? "folder" : "file";
        return new StoreException(
                link ? StoreException.Reason.UNSAFE : StoreException.Reason.NOT_A_DIRECTORY,
                path + " is a " + wrong + " where the store should have a " + right + ". Move it away.");
    }

    /** Whether the format file is there and sound. */
    private boolean checkFormat(Warnings warnings) throws StoreException {
        byte[] content;
        try {
            BasicFileAttributes attributes = files.attributes(format());
            if (attributes == null) {
                if (files.attributes(entries()) != null) {
                    warnings.warn(StoreWarning.Kind.MENDED, "The file " + format() + " was missing. " + WRITTEN_ANEW);
                }
                return false;
            }
            content = SmallFiles.read(files, format(), LONGEST_FORMAT_BYTES);
        } catch (IOException e) {
            throw reading(e);
        }
        Matcher matcher = FORMAT.matcher(new String(content, StandardCharsets.US_ASCII));
        if (!matcher.matches() || !check(matcher.group(1)).equals(matcher.group(3))) {
            warnings.warn(StoreWarning.Kind.MENDED, "The file " + format() + " was damaged. " + WRITTEN_ANEW);
            return false;
        }
        int version = Integer.parseInt(matcher.group(2));
        if (version != VERSION) {
            throw new StoreException(
                    StoreException.Reason.NEWER_VERSION,
                    "The store " + root + " has format " + version + ", this program knows format " + VERSION
                            + ". Use a newer program or another store.");
        }
        return true;
    }

    private void completeFrame(boolean formatKnown) throws StoreException {
        try {
            if (!formatKnown) {
                String text = TITLE + "\nformat " + VERSION + "\n";
                replace(Step.WRITE_FORMAT, format(), text + "check " + check(text) + "\n");
            }
            for (Path folder : folders()) {
                if (files.attributes(folder) == null) {
                    files.createFolder(Step.CREATE_FOLDER, folder);
                }
            }
            if (files.attributes(tag()) == null) {
                writeTag();
            }
        } catch (IOException e) {
            throw Failures.writing(root, "create files and folders", e);
        }
    }

    /** Whether the file that keeps backups away is there and as it should be. */
    boolean tagIsSound() throws IOException {
        return files.attributes(tag()) != null
                && Arrays.equals(SmallFiles.read(files, tag(), LONGEST_FORMAT_BYTES), ascii(TAG));
    }

    void writeTag() throws IOException {
        replace(Step.WRITE_TAG, tag(), TAG);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Tries again if the temporary file vanishes: to the doctor of another process it looks like one that was left behind. */
    private void replace(Step step, Path file, String content) throws IOException {
        for (int tries = 1; ; tries++) {
            try {
                replaceOnce(step, file, content);
                return;
            } catch (NoSuchFileException e) {
                if (tries == MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    private void replaceOnce(Step step, Path file, String content) throws IOException {
        // The name begins with FORMAT in any case, so that it counts as the store's own if it is left behind.
        Path temporary = root.resolve("FORMAT." + files.newName());
        byte[] bytes = ascii(content);
        try {
            try (StoreFiles.Output out = files.create(step, temporary)) {
                out.write(step, bytes, 0, bytes.length);
                out.force(step);
            }
            files.move(Step.MOVE_FORMAT, temporary, file);
        } catch (IOException e) {
            SmallFiles.deleteQuietly(files, Step.DELETE_TEMPORARY, temporary);
            throw e;
        }
    }

    private StoreException reading(IOException e) {
        return e instanceof StoreException known ? known : Failures.writing(root, "read the frame", e);
    }

    private static String check(String text) {
        CRC32C crc = new CRC32C();
        crc.update(ascii(text));
        return String.format("%08x", crc.getValue());
    }

    /** Whether a path is a real folder, not a link to one. */
    static boolean isRealFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
}
