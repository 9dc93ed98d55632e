package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoredOutput;
import org.cb1network.cache.WholeFile;

/**
 * A folder of copies of artifacts. A manifest lists them with their digests: what it lists and nobody yields any more is removed;
 * other files in the folder are left alone.
 */
final class CopyFolder {

    private static final String MANIFEST = "MANIFEST";
    private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([A-Za-z0-9][A-Za-z0-9._-]*)");

    /** A larger artifact is copied as a file, not by way of memory. */
    private static final long MOST_BYTES_IN_MEMORY = 1 << 20;

    private final Path folder;
    private final Store store;
    private final Map<String, String> before;
    private final Map<String, String> now;

    /** The manifest as it was found, other lines included. */
    private final String found;

    /** What this run has made sure of; the others are of stages that it has not run. */
    private final Set<String> made = new TreeSet<>();

    /** When the manifest was written; a file that has not been touched since is as the manifest says. */
    private final FileTime written;

    private boolean changed;

    private CopyFolder(Path folder, Store store, String found, Map<String, String> listed, FileTime written) {
        this.folder = folder;
        this.store = store;
        this.found = found;
        this.before = listed;
        this.now = new TreeMap<>(listed);
        this.written = written;
    }

    /** Reads the manifest, if there is one; lines that the program has not written are passed over, and are gone afterwards. */
    static CopyFolder open(Path folder, Store store) throws IOException {
        Map<String, String> digests = new TreeMap<>();
        Path manifest = folder.resolve(MANIFEST);
        // Not a strict decoder: a damaged byte makes a line that does not match, and no exception.
        String found =
                Files.isRegularFile(manifest) ? new String(Files.readAllBytes(manifest), StandardCharsets.UTF_8) : "";
        found.lines()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .forEach(line -> digests.put(line.group(2), line.group(1)));
        return new CopyFolder(folder, store, found, digests, modified(manifest));
    }

    /** Makes sure that a copy is there. Returns whether it had to be written. */
    boolean copy(String name, StoredOutput artifact) throws IOException {
        now.put(name, artifact.digest().hex());
        made.add(name);
        Path file = folder.resolve(name);
        if (isCopy(file, name, artifact)) {
            return false;
        }
        if (artifact.length() <= MOST_BYTES_IN_MEMORY) {
            write(name, store.read(artifact));
        } else {
            // Its bytes are copied, not its read-only attribute.
            Path object = store.file(artifact);
            write(file, temporary -> {
                try (OutputStream out = Files.newOutputStream(temporary)) {
                    Files.copy(object, out);
                }
            });
        }
        return true;
    }

    private boolean isCopy(Path file, String name, StoredOutput artifact) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) || Files.size(file) != artifact.length()) {
            return false;
        }
        boolean untouched = modified(file).compareTo(written) <= 0;
        if (untouched && artifact.digest().hex().equals(before.get(name))) {
            return true;
        }
        // The manifest is written anew, so that the next run need not read the file again.
        changed = true;
        return Digest.of(file).equals(artifact.digest());
    }

    private static FileTime modified(Path file) throws IOException {
        return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
    }

    /** Makes sure that a file made from artifacts is there. */
    void put(String name, byte[] content) throws IOException {
        now.put(name, Digest.of(content).hex());
        made.add(name);
        write(name, content);
    }

    /** Whether a file that {@link #put} wrote is there still. */
    boolean keep(String name) {
        boolean kept = now.containsKey(name) && Files.isRegularFile(folder.resolve(name), LinkOption.NOFOLLOW_LINKS);
        if (kept) {
            made.add(name);
        }
        return kept;
    }

    /**
     * Removes the copies whose names are not among {@code wanted}, and writes the manifest.
     *
     * @return the files that this run has made sure of, and the manifest, each with the digest of what it has to be
     */
    Map<Path, Digest> finish(Set<String> wanted) throws IOException {
        for (String name : List.copyOf(now.keySet())) {
            if (!wanted.contains(name)) {
                now.remove(name);
                made.remove(name);
                // Names in the manifest are plain: whoever edits it by hand does not lose files elsewhere by it.
                Files.deleteIfExists(folder.resolve(name));
            }
        }
        StringBuilder lines = new StringBuilder();
        now.forEach(
                (name, digest) -> lines.append(digest).append("  ").append(name).append('\n'));
        String manifest = lines.toString();
        if (changed || !manifest.equals(found)) {
            write(MANIFEST, manifest.getBytes(StandardCharsets.UTF_8));
        }
        Map<Path, Digest> files = new TreeMap<>();
        made.forEach(name -> files.put(folder.resolve(name), Digest.parse(Objects.requireNonNull(now.get(name)))));
        if (!now.isEmpty()) {
            files.put(folder.resolve(MANIFEST), Digest.of(manifest.getBytes(StandardCharsets.UTF_8)));
        }
        return files;
    }

    private void write(String name, byte[] content) throws IOException {
        write(folder.resolve(name), temporary -> Files.write(temporary, content));
    }

    private void write(Path file, WholeFile.Content content) throws IOException {
        changed = true;
        Files.createDirectories(folder);
        WholeFile.write(file, content);
    }
}
