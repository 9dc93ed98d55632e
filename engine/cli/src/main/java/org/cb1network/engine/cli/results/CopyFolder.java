package org.cb1network.engine.cli.results;

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
import org.cb1network.cache.FileProblem;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.cache.WholeFile;
import org.jspecify.annotations.Nullable;

/**
 * A folder of copies of artifacts. Its manifest names the owner of the results and lists the copies with their digests and, in comments,
 * their sizes and times. Listed copies that the pipeline no longer yields are removed. Other files are left alone, or moved aside if a
 * copy needs their name. A copy is listed before it is written, so a killed process leaves no copy that is not listed.
 *
 * <p>A file with the listed size and time is taken to be the listed one; any other is read. A file that is not older than the manifest
 * may have changed within the same tick of the file system's clock, and is also read.
 */
public final class CopyFolder {

    private static final String MANIFEST = "MANIFEST";

    /** Length of the digest in a line for {@code sha256sum -c}; two spaces and the name follow. */
    private static final int DIGEST_END = 2 * Digest.BYTES;

    /** Number of fields in a comment line: a hash sign, size in bytes, time in nanoseconds since 1970, and the name. */
    private static final int LOOKS_FIELDS = 4;

    private static final String OWNER = "# results of ";
    private static final String MOVED_ASIDE = ".kept";

    private final Path folder;
    private final Store store;
    private final String owner;

    /** The manifest as found, including lines of others. */
    private final String found;

    /** When the manifest was written. */
    private final long writtenNanos;

    private final Map<String, Copy> before;
    private final Map<String, Copy> now;
    private final List<Path> movedAside = new ArrayList<>();
    private boolean changed;

    /**
     * Size and time of a file.
     *
     * @param size in bytes; negative if it is not a regular file but, for example, a link
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

        /**
         * Compares like the {@code equals} of a record, which the JVM would take tens of milliseconds to generate at
         * every start.
         */
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

    /** Returns whether a manifest does not name another owner. */
    private static boolean isOf(String owner, String manifest) {
        for (String line : manifest.split("\n", -1)) {
            if (line.startsWith(OWNER) && !line.equals(OWNER + owner)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the owner that the manifest of a folder names; empty if the folder has no manifest. */
    public static Optional<String> owner(Path folder) throws IOException {
        Path manifest = folder.resolve(MANIFEST);
        if (!Files.isRegularFile(manifest)) {
            return Optional.empty();
        }
        return new String(Files.readAllBytes(manifest), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith(OWNER))
                .map(line -> line.substring(OWNER.length()))
                .findFirst();
    }

    /**
     * Reads the manifest, if there is one. Lines that this program has not written are ignored and dropped.
     *
     * @param whose owner of the results, on one line; copies of another owner are removed
     */
    public static CopyFolder open(Path folder, Store store, String whose) throws IOException {
        Path manifest = folder.resolve(MANIFEST);
        long writtenNanos = Looks.of(manifest).modifiedNanos();
        String found = text(manifest);
        return new CopyFolder(folder, store, withoutControls(whose), found, listed(found), writtenNanos);
    }

    /** Returns the names of the copies that the manifest of a folder lists; empty if it has no manifest. */
    public static Optional<Set<String>> names(Path folder) throws IOException {
        Path manifest = folder.resolve(MANIFEST);
        return Files.isRegularFile(manifest)
                ? Optional.of(listed(text(manifest)).keySet())
                : Optional.empty();
    }

    /** Not a strict decoder: a damaged byte makes a line that does not match, and no exception. */
    private static String text(Path manifest) throws IOException {
        return Files.isRegularFile(manifest) ? new String(Files.readAllBytes(manifest), StandardCharsets.UTF_8) : "";
    }

    private static Map<String, Copy> listed(String found) {
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
        return listed;
    }

    private static void readLooks(String line, Map<String, Looks> looks) {
        String[] fields = line.split(" ", -1);
        Long size = fields.length == LOOKS_FIELDS ? Longs.tryParse(fields[1]) : null;
        Long modifiedNanos = size == null ? null : Longs.tryParse(fields[2]);
        if (size != null && size >= 0 && modifiedNanos != null) {
            looks.put(fields[LOOKS_FIELDS - 1], new Looks(size, modifiedNanos));
        }
    }

    /**
     * Returns whether a text has only letters, digits, dots, underscores and hyphens, the first a letter or digit. Such
     * a name cannot lead to another folder.
     */
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
     * Writes a copy unless it exists.
     *
     * @return whether it was listed before, so files made from it may exist, too
     */
    public boolean copy(String name, StoredOutput artifact) throws IOException {
        String digest = artifact.digest().hex();
        boolean listed = before.containsKey(name) && before.get(name).digest().equals(digest);
        if (isThere(name, digest)) {
            return listed;
        }
        if (artifact.length() < Store.PACKED_BELOW_BYTES) {
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

    /** Writes a file made from artifacts. */
    public void put(String name, byte[] content) throws IOException {
        write(name, Digest.of(content).hex(), temporary -> Files.write(temporary, content));
    }

    /** Returns whether a file written by {@link #put} still exists. */
    public boolean keep(String name) throws IOException {
        Copy listed = before.get(name);
        return listed != null && isThere(name, listed.digest());
    }

    /** Returns whether a file of this owner is there as listed. */
    public boolean has(String name) throws IOException {
        Copy own = now.get(name);
        return own != null && isThere(name, own.digest());
    }

    /** Returns the number of listed files that are there, of whatever owner and content. */
    public int present() {
        return (int) before.keySet().stream()
                .filter(name -> Files.exists(folder.resolve(name)))
                .count();
    }

    /** Returns whether a copy of a content exists. */
    public boolean has(String name, StoredOutput artifact) throws IOException {
        return isThere(name, artifact.digest().hex());
    }

    private boolean isThere(String name, String digest) throws IOException {
        Path file = folder.resolve(name);
        // Size and time are taken before it is read, so a later replacement is noticed.
        Copy copy = new Copy(digest, Looks.of(file));
        if (copy.looks().size() < 0) {
            return false;
        }
        if (!copy.isSameAs(before.get(name)) || copy.looks().modifiedNanos() >= writtenNanos) {
            if (!Digest.of(file).hex().equals(digest)) {
                return false;
            }
            // The manifest is rewritten so that the next run need not read the file again.
            changed = true;
        }
        now.put(name, copy);
        return true;
    }

    /** Returns the listed copies as one text; empty if the owner differs or a file is not as listed. */
    public Optional<String> listing() throws IOException {
        for (Map.Entry<String, Copy> copy : before.entrySet()) {
            if (!now.containsKey(copy.getKey())
                    || !isThere(copy.getKey(), copy.getValue().digest())) {
                return Optional.empty();
            }
        }
        return Optional.of(digests());
    }

    /** Lets {@link #finish} remove a copy, if the manifest lists it. */
    public void remove(String name) {
        now.remove(name);
    }

    /** Removes the copies whose names are not among {@code wanted}, and writes the manifest. */
    public void finish(Set<String> wanted) throws IOException {
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
        // A folder without copies needs no manifest.
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

    /** Returns the files that were moved aside because a copy needed their name. */
    public List<Path> movedAside() {
        return movedAside;
    }

    private void write(String name, String digest, WholeFile.Body content) throws IOException {
        changed = true;
        Files.createDirectories(folder);
        if (!before.containsKey(name)) {
            moveAside(name);
            announce(digest + "  " + name + "\n");
        }
        WholeFile.write(folder.resolve(name), temporary -> {
            content.write(temporary);
            // Before it is moved into place, where another process may replace it.
            now.put(name, new Copy(digest, Looks.of(temporary)));
        });
    }

    /** Adds a line to the manifest. A link is eventually replaced, but never followed. */
    private void announce(String line) throws IOException {
        Path manifest = folder.resolve(MANIFEST);
        if (!Files.isSymbolicLink(manifest)) {
            FileProblem.naming(
                    manifest,
                    () -> Files.writeString(manifest, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        }
    }

    /**
     * Moves a file aside that the manifest does not list, or that is not as listed. Listed files of another owner are left to
     * {@link #finish}.
     */
    public void moveAsideUnlessListed(String name) throws IOException {
        Copy own = now.get(name);
        if (own == null ? !before.containsKey(name) : !isThere(name, own.digest())) {
            moveAside(name);
        }
    }

    /** Moves another file out of the way. A folder in its place is an error that the user must resolve. */
    public void moveAside(String name) throws IOException {
        Path file = folder.resolve(name);
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
