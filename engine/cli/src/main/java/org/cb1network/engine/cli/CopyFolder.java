package org.cb1network.engine.cli;

import com.google.common.primitives.Longs;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.cache.WholeFile;
import org.jspecify.annotations.Nullable;

/**
 * A folder of copies of artifacts. A manifest says whose results they are and lists them with their digests, and in comments what the
 * files look like: what it lists and nobody yields any more is removed; other files in the folder are left alone, and moved aside where a
 * copy needs their name. A copy is listed before it is there, so that a killed process leaves none that its successor takes for another's.
 *
 * <p>A file that looks as listed, in length and time, is the one that is listed; any other is read. A file that is not older than the
 * manifest may have changed after it was looked at, in the same tick of the file system's clock, and is read, too.
 */
final class CopyFolder {

    private static final String MANIFEST = "MANIFEST";

    /** A line as {@code sha256sum -c} reads it: so many characters, two spaces and the name. */
    private static final int DIGEST_END = 2 * Digest.BYTES;

    /** A comment to that program: a hash sign, size in bytes, time in nanoseconds since 1970, and the name. */
    private static final int LOOKS_FIELDS = 4;

    private static final String OWNER = "# results of ";
    private static final String MOVED_ASIDE = ".kept";

    /** A larger artifact is copied as a file, not through memory. */
    private static final long MOST_BYTES_IN_MEMORY = 1 << 20;

    private final Path folder;
    private final Store store;
    private final String owner;

    /** The manifest as it was found, other lines included. */
    private final String found;

    /** When the manifest was written. */
    private final long writtenNanos;

    private final Map<String, Copy> before;
    private final Map<String, Copy> now;
    private final List<Path> movedAside = new ArrayList<>();
    private boolean changed;

    /**
     * What a file looks like from outside.
     *
     * @param size in bytes; negative for what is no regular file, such as a link
     * @param modifiedNanos when it was written, in nanoseconds since 1970
     */
    private record Looks(long size, long modifiedNanos) {

        private static final Looks NONE = new Looks(-1, 0);

        static Looks of(Path file) throws IOException {
            try {
                BasicFileAttributes attributes =
                        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
                return attributes.isRegularFile()
                        ? new Looks(
                                attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS))
                        : NONE;
            } catch (NoSuchFileException e) {
                return NONE;
            }
        }
    }

    private record Copy(String digest, Looks looks) {

        /** As {@code equals}, which the JVM would make at the start of every run, in tens of milliseconds. */
        boolean isSameAs(@Nullable Copy other) {
            return other != null
                    && digest.equals(other.digest)
                    && looks.size == other.looks.size
                    && looks.modifiedNanos == other.looks.modifiedNanos;
        }
    }

    private CopyFolder(
            Path folder, Store store, String owner, String found, Map<String, Copy> listed, long writtenNanos) {
        this.folder = folder;
        this.store = store;
        this.owner = owner;
        this.found = found;
        this.writtenNanos = writtenNanos;
        this.before = listed;
        this.now = isOf(owner, found) ? new TreeMap<>(listed) : new TreeMap<>();
    }

    /** Whether a manifest does not say that its results are another's. */
    private static boolean isOf(String owner, String manifest) {
        for (String line : manifest.split("\n", -1)) {
            if (line.startsWith(OWNER) && !line.equals(OWNER + owner)) {
                return false;
            }
        }
        return true;
    }

    /**
     * Reads the manifest, if there is one; lines that the program has not written are passed over, and are gone afterwards.
     *
     * @param whose whose results are copied, in one line; what is listed as another's does not stay beside them
     */
    static CopyFolder open(Path folder, Store store, String whose) throws IOException {
        Path manifest = folder.resolve(MANIFEST);
        long writtenNanos = Looks.of(manifest).modifiedNanos();
        // Not a strict decoder: a damaged byte makes a line that does not match, and no exception.
        String found =
                Files.isRegularFile(manifest) ? new String(Files.readAllBytes(manifest), StandardCharsets.UTF_8) : "";
        Map<String, String> digests = new TreeMap<>();
        Map<String, Looks> looks = new HashMap<>();
        // Patterns would take tens of milliseconds at the start of every run.
        for (String line : found.split("\n", -1)) {
            if (line.startsWith("# ")) {
                readLooks(line, looks);
            } else if (line.length() > DIGEST_END && line.startsWith("  ", DIGEST_END)) {
                digests.put(line.substring(DIGEST_END + 2), line.substring(0, DIGEST_END));
            }
        }
        Map<String, Copy> listed = new TreeMap<>();
        for (Map.Entry<String, String> copy : digests.entrySet()) {
            if (isName(copy.getKey()) && isDigest(copy.getValue())) {
                listed.put(copy.getKey(), new Copy(copy.getValue(), looks.getOrDefault(copy.getKey(), Looks.NONE)));
            }
        }
        return new CopyFolder(folder, store, withoutControls(whose), found, listed, writtenNanos);
    }

    private static void readLooks(String line, Map<String, Looks> looks) {
        String[] fields = line.split(" ", -1);
        Long size = fields.length == LOOKS_FIELDS ? Longs.tryParse(fields[1]) : null;
        Long modifiedNanos = size == null ? null : Longs.tryParse(fields[2]);
        if (size != null && size >= 0 && modifiedNanos != null) {
            looks.put(fields[LOOKS_FIELDS - 1], new Looks(size, modifiedNanos));
        }
    }

    /** Letters, digits, dots, underscores and hyphens, the first a letter or digit: no name of a file in another folder. */
    private static boolean isName(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!plain && (i == 0 || "._-".indexOf(c) < 0)) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    private static boolean isDigest(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ("0123456789abcdef".indexOf(text.charAt(i)) < 0) {
                return false;
            }
        }
        return true;
    }

    private static String withoutControls(String text) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            plain.append(Character.isISOControl(text.charAt(i)) ? ' ' : text.charAt(i));
        }
        return plain.toString();
    }

    /**
     * Makes sure that a copy is there.
     *
     * @return whether it was listed before, so that what was made from it may be there, too
     */
    boolean copy(String name, StoredOutput artifact) throws IOException {
        String digest = artifact.digest().hex();
        boolean listed = before.containsKey(name) && before.get(name).digest().equals(digest);
        if (isThere(name, digest)) {
            return listed;
        }
        if (artifact.length() <= MOST_BYTES_IN_MEMORY) {
            put(name, store.read(artifact));
        } else {
            // Its bytes are copied, not its read-only attribute.
            Path object = store.file(artifact);
            write(name, digest, temporary -> {
                try (OutputStream out = Files.newOutputStream(temporary)) {
                    Files.copy(object, out);
                }
            });
        }
        return listed;
    }

    /** Makes sure that a file made from artifacts is there. */
    void put(String name, byte[] content) throws IOException {
        write(name, Digest.of(content).hex(), temporary -> Files.write(temporary, content));
    }

    /** Whether a file that {@link #put} wrote is there still. */
    boolean keep(String name) throws IOException {
        Copy listed = before.get(name);
        return listed != null && isThere(name, listed.digest());
    }

    /** Whether a copy of a content is there. */
    boolean has(String name, StoredOutput artifact) throws IOException {
        return isThere(name, artifact.digest().hex());
    }

    private boolean isThere(String name, String digest) throws IOException {
        Path file = folder.resolve(name);
        // Looked at before it is read: who replaces it afterwards changes its looks.
        Copy copy = new Copy(digest, Looks.of(file));
        if (copy.looks().size() < 0) {
            return false;
        }
        if (!copy.isSameAs(before.get(name)) || copy.looks().modifiedNanos() >= writtenNanos) {
            if (!Digest.of(file).hex().equals(digest)) {
                return false;
            }
            // The manifest is written anew, so that the next run need not read the file again.
            changed = true;
        }
        now.put(name, copy);
        return true;
    }

    /** What the manifest lists, in one text; empty if it is another's, or if a file is not as it lists it. */
    Optional<String> listing() throws IOException {
        for (Map.Entry<String, Copy> copy : before.entrySet()) {
            if (!now.containsKey(copy.getKey())
                    || !isThere(copy.getKey(), copy.getValue().digest())) {
                return Optional.empty();
            }
        }
        return Optional.of(digests());
    }

    /** Lets {@link #finish} remove a copy, if the manifest lists it. */
    void remove(String name) {
        now.remove(name);
    }

    /** Removes the copies whose names are not among {@code wanted}, and writes the manifest. */
    void finish(Set<String> wanted) throws IOException {
        now.keySet().retainAll(wanted);
        for (String name : before.keySet()) {
            if (!now.containsKey(name)) {
                // Names in the manifest are plain: editing it by hand cannot delete files elsewhere.
                Files.deleteIfExists(folder.resolve(name));
            }
        }
        String manifest = manifest();
        if (changed || !manifest.equals(found)) {
            Files.createDirectories(folder);
            WholeFile.write(folder.resolve(MANIFEST), manifest.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String manifest() {
        String looks = now.entrySet().stream()
                .filter(copy -> copy.getValue().looks().size() >= 0)
                .map(copy -> "# " + copy.getValue().looks().size() + " "
                        + copy.getValue().looks().modifiedNanos() + " " + copy.getKey() + "\n")
                .collect(Collectors.joining());
        // A folder that never had a copy is not made for a manifest.
        return now.isEmpty() && before.isEmpty() ? "" : OWNER + owner + "\n" + digests() + looks;
    }

    private String digests() {
        StringBuilder digests = new StringBuilder();
        for (Map.Entry<String, Copy> copy : now.entrySet()) {
            digests.append(copy.getValue().digest())
                    .append("  ")
                    .append(copy.getKey())
                    .append('\n');
        }
        return digests.toString();
    }

    /** The files that were moved aside because a copy needed their name. */
    List<Path> movedAside() {
        return movedAside;
    }

    private void write(String name, String digest, WholeFile.Content content) throws IOException {
        changed = true;
        Files.createDirectories(folder);
        if (!before.containsKey(name)) {
            moveAside(folder.resolve(name));
            announce(digest + "  " + name + "\n");
        }
        WholeFile.write(folder.resolve(name), temporary -> {
            content.write(temporary);
            // Not when it is in its place: there another process may have replaced it.
            now.put(name, new Copy(digest, Looks.of(temporary)));
        });
    }

    /** Adds a line to the manifest; a link is replaced in the end, but never written through. */
    private void announce(String line) throws IOException {
        Path manifest = folder.resolve(MANIFEST);
        if (!Files.isSymbolicLink(manifest)) {
            Files.writeString(manifest, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    /** Makes room for a copy; a folder in its place is for the user to deal with. */
    private void moveAside(Path file) throws IOException {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS) || Files.isDirectory(file)) {
            return;
        }
        Path free = file.resolveSibling(file.getFileName() + MOVED_ASIDE);
        for (int number = 2; Files.exists(free, LinkOption.NOFOLLOW_LINKS); number++) {
            free = file.resolveSibling(file.getFileName() + MOVED_ASIDE + number);
        }
        movedAside.add(Files.move(file, free));
    }
}
