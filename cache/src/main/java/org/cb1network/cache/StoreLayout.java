package org.cb1network.cache;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The folders and fixed files of a store. It locates, checks and creates them. */
final class StoreLayout {

    static final int VERSION = 2;

    private static final String FORMAT_FILE = "FORMAT";
    private static final String PACKS = "packs";
    private static final String TITLE = "cb1-network store of results";
    private static final Pattern FORMAT = Pattern.compile("(" + TITLE + "\nformat (\\d{1,9})\n)check ([0-9a-f]{8})\n");
    private static final int LONGEST_FORMAT_BYTES = 4096;
    private static final int MOST_TRIES = 10;
    private static final String WRITTEN_ANEW =
            "It was rewritten if the store is writable. Entries and objects carry their own checksums.";

    /** Tells backup programs that they may skip the folder; see https://bford.info/cachedir/. */
    private static final String TAG = """
            Signature: 8a477f597d28d172789f06886806bc55
            # This folder holds results that can be computed again.
            # For information about cache directory tags see https://bford.info/cachedir/
            """;

    private final StoreFiles files;
    private final Path root;
    private final long node;
    private final Optional<String> whyReadOnly;

    private StoreLayout(StoreFiles files, Path root, Optional<String> whyReadOnly) {
        this.files = files;
        this.root = root;
        this.node = files.node(root);
        this.whyReadOnly = whyReadOnly;
    }

    Path root() {
        return root;
    }

    Path objects() {
        return root.resolve("objects");
    }

    Path packs() {
        return root.resolve(PACKS);
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
        return root.resolve(FORMAT_FILE);
    }

    Path tag() {
        return root.resolve("CACHEDIR.TAG");
    }

    private List<Path> folders() {
        return List.of(objects(), packs(), temporary(), quarantine());
    }

    /** Returns the number of the processes that share this store's locks with this one. */
    long node() {
        return node;
    }

    /** Returns whether a name in the root belongs to the store. */
    static boolean isOwn(String name) {
        return Set.of("objects", PACKS, "tmp", "quarantine", "leases", FORMAT_FILE, "CACHEDIR.TAG")
                        .contains(name)
                || name.startsWith("FORMAT.");
    }

    /**
     * Returns the names of the packs that are there, in order. A log that its process seals just now, which renames it, may be
     * missing under both names.
     */
    SortedSet<String> packNames() throws IOException {
        SortedSet<String> names = new TreeSet<>();
        for (String name : files.list(packs())) {
            if (Pack.isPack(name)) {
                names.add(name);
            }
        }
        return names;
    }

    /** Returns the store that is, or holds, a path, which need not exist. */
    static Optional<Path> around(Path path) {
        for (@Nullable Path folder = real(path); folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve(FORMAT_FILE)) && Files.isDirectory(folder.resolve(PACKS))) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }

    /** Returns a path without links, as far as it exists. */
    private static Path real(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        @Nullable Path existing = absolute;
        while (existing != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        try {
            return existing == null ? absolute : existing.toRealPath().resolve(existing.relativize(absolute));
        } catch (IOException e) {
            // It cannot be read, so it will not be written either.
            return absolute;
        }
    }

    /** Returns the path below the root, for messages. */
    String relative(Path path) {
        return root.relativize(path).toString();
    }

    /**
     * Finds a store or creates it.
     *
     * @throws StoreException if the path is something else, or is not writable and has no store
     */
    static StoreLayout open(StoreFiles files, Path requested, DistinctWarnings warnings) throws StoreException {
        Path root = existingRoot(requested);
        StoreLayout layout = new StoreLayout(files, root, whyReadOnly(files, root));
        boolean known = layout.check(warnings);
        if (layout.writable()) {
            layout.completeFrame(known);
        }
        return layout;
    }

    /**
     * Finds a store for reading. Nothing is created or changed.
     *
     * @throws StoreException if there is none
     */
    static StoreLayout openForReading(StoreFiles files, Path requested, DistinctWarnings warnings)
            throws StoreException {
        Path root = requested.toAbsolutePath().normalize();
        try {
            if (!Files.exists(root)
                    || (Files.isDirectory(root) && files.list(root).isEmpty())) {
                throw new StoreException(StoreException.Reason.NO_STORE, "There is no store at " + root + ".");
            }
            requireFolder(root);
            StoreLayout layout =
                    new StoreLayout(files, root.toRealPath(), Optional.of("it was opened for reading only"));
            layout.check(warnings);
            return layout;
        } catch (IOException e) {
            throw e instanceof StoreException known ? known : StoreFailures.writing(root, "read the folder", e);
        }
    }

    /** Returns the layout of a store that does not exist. */
    static StoreLayout absent(StoreFiles files, Path root) {
        return new StoreLayout(files, root, Optional.of("it is not there"));
    }

    private boolean check(DistinctWarnings warnings) throws StoreException {
        requireStore();
        checkKinds();
        return checkFormat(warnings);
    }

    boolean writable() {
        return whyReadOnly.isEmpty();
    }

    /**
     * Checks that results can be added.
     *
     * @throws StoreException if the store is read-only, with the reason
     */
    void requireWritable() throws StoreException {
        if (whyReadOnly.isPresent()) {
            throw new StoreException(
                    StoreException.Reason.READ_ONLY,
                    "The store " + root + " is read-only because "
                            + whyReadOnly.get()
                            + ". Results can be used but not added. Change the permissions of the folder"
                            + " (users who share it need a common group, and umask 002), or use another store.");
        }
    }

    /** Checks every folder in which files are created: a writable root does not imply writable subfolders. */
    private static Optional<String> whyReadOnly(StoreFiles files, Path root) {
        StoreLayout layout = new StoreLayout(files, root, Optional.empty());
        for (Path folder : layout.ownFolders()) {
            if (isRealFolder(folder) && !files.isWritable(folder)) {
                return Optional.of("you have no permission to write to " + folder);
            }
        }
        return Optional.empty();
    }

    private List<Path> ownFolders() {
        List<Path> folders = new ArrayList<>(folders());
        folders.add(0, root);
        return folders;
    }

    private static Path existingRoot(Path requested) throws StoreException {
        Path absolute = requested.toAbsolutePath().normalize();
        requireFolder(absolute);
        requireOutsideStores(absolute);
        try {
            if (!Files.isDirectory(absolute)) {
                Files.createDirectories(absolute);
            }
            return absolute.toRealPath();
        } catch (IOException e) {
            throw StoreFailures.writing(absolute, "create the folder", e);
        }
    }

    private static void requireOutsideStores(Path root) throws StoreException {
        @Nullable Path parent = real(root).getParent();
        Optional<Path> around = parent == null ? Optional.empty() : around(parent);
        if (around.isPresent()) {
            throw new StoreException(
                    StoreException.Reason.NOT_A_STORE,
                    "The folder " + root + " is in the store " + around.get() + ". Name a folder outside it.");
        }
    }

    private static void requireFolder(Path path) throws StoreException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new StoreException(
                    StoreException.Reason.NOT_A_DIRECTORY,
                    "The store " + path + " is a file, not a folder. Name another folder for the store.");
        }
    }

    /** Refuses to turn a folder with other contents into a store. */
    private void requireStore() throws StoreException {
        try {
            List<String> names = files.list(root);
            boolean store = names.contains(FORMAT_FILE) || (names.contains("objects") && names.contains(PACKS));
            if (!store && !names.stream().allMatch(StoreLayout::isOwn)) {
                throw new StoreException(
                        StoreException.Reason.NOT_A_STORE,
                        "The folder " + root + " has other contents and is not a store. Name an empty or new folder.");
            }
        } catch (IOException e) {
            throw reading(e);
        }
    }

    /** Checks that nothing is a link, which could lead reads and writes out of the store. */
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

    /** Returns whether the format file exists and is sound. */
    private boolean checkFormat(DistinctWarnings warnings) throws StoreException {
        byte[] content;
        try {
            BasicFileAttributes attributes = files.attributes(format());
            if (attributes == null) {
                if (files.attributes(packs()) != null) {
                    warnings.warn(StoreWarning.Kind.REPAIRED, "The file " + format() + " was missing. " + WRITTEN_ANEW);
                }
                return false;
            }
            content = SmallFiles.read(files, format(), LONGEST_FORMAT_BYTES);
        } catch (IOException e) {
            throw reading(e);
        }
        Matcher matcher = FORMAT.matcher(new String(content, StandardCharsets.US_ASCII));
        if (!matcher.matches() || !check(matcher.group(1)).equals(matcher.group(3))) {
            warnings.warn(StoreWarning.Kind.REPAIRED, "The file " + format() + " was damaged. " + WRITTEN_ANEW);
            return false;
        }
        int version = Integer.parseInt(matcher.group(2));
        if (version != VERSION) {
            String advice = version < VERSION
                    ? ". Delete the folder (its contents can be computed again) or name another store."
                    : ". Use a newer program or another store.";
            throw new StoreException(
                    StoreException.Reason.OTHER_VERSION,
                    "The store " + root + " has format " + version + "; this program needs format " + VERSION + advice);
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
            throw StoreFailures.writing(root, "create files and folders", e);
        }
    }

    /** Returns whether the backup exclusion file exists with the right content. */
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

    /** Tries again if the temporary file vanishes: the doctor of another process may take it for a leftover. */
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
        // The name begins with FORMAT, so that a leftover is recognized as the store's own file.
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
        return e instanceof StoreException known ? known : StoreFailures.writing(root, "read its files", e);
    }

    private static String check(String text) {
        CRC32C crc = new CRC32C();
        crc.update(ascii(text));
        return String.format("%08x", crc.getValue());
    }

    /** Returns whether a path is a real folder and not a link to one. */
    static boolean isRealFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }
}
