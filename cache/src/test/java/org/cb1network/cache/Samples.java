package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Keys and contents for tests. The content of a key is a function of its name, as in a real computation. */
final class Samples {

    /** Size from which outputs are objects in tests, so that a test of objects does not need megabytes. */
    static final int PACKED_BELOW = EntryRecord.INLINE_BELOW_BYTES + 4_000;

    static final int LARGE = PACKED_BELOW + 4_000;
    static final int MEDIUM = EntryRecord.INLINE_BELOW_BYTES + 100;
    static final int SMALL = 600;

    private Samples() {}

    static Store open(Path root) throws StoreException {
        return open(root, StoreListener.silent());
    }

    static Store open(Path root, StoreListener listener) throws StoreException {
        return open(root, listener, new SystemFiles());
    }

    static Store open(Path root, StoreListener listener, StoreFiles files) throws StoreException {
        return Store.open(root, listener, files, PACKED_BELOW);
    }

    static GcReport collectGarbage(Store store, GcPolicy policy) throws StoreException {
        return store.collectGarbage(policy, bytes -> {});
    }

    /** Removes everything else, however new it is. */
    static GcReport collectAllBut(Store store, Set<CacheKey> keep) throws StoreException {
        return collectGarbage(
                store,
                GcPolicy.builder()
                        .keep(keep)
                        .onlyReachable(true)
                        .grace(Duration.ZERO)
                        .build());
    }

    static DoctorReport examine(Store store, boolean repair) throws StoreException {
        return store.examine(repair, bytes -> {});
    }

    static CacheKey key(String name) {
        return new CacheKey(Digest.of(utf8(name)));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Returns bytes derived from a seed. */
    static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /**
     * Returns the output "table" of a key: small, so that it is inline; a separate record if the name begins with
     * "medium", an object if it begins with "large".
     */
    static byte[] content(String name) {
        int length = name.startsWith("large") ? LARGE : name.startsWith("medium") ? MEDIUM : SMALL;
        return bytes(name.hashCode(), length);
    }

    static EntryDraft draft(String name) {
        return EntryDraft.builder()
                .document("preimage", utf8("preimage of " + name))
                .document("provenance", utf8("computed ".repeat(100)))
                .output("table", content(name))
                .output("log", utf8("log of " + name))
                .build();
    }

    static Entry publish(Store store, String name) throws IOException {
        return store.publish(key(name), draft(name));
    }

    /** Returns whether an entry can be found and read completely; if so, it must be right. */
    static boolean isReadable(Store store, String name) {
        Optional<Entry> entry = store.find(key(name));
        if (entry.isEmpty()) {
            return false;
        }
        try {
            assertArrayEquals(content(name), store.read(entry.get().output("table")), "content of " + name);
            assertArrayEquals(utf8("log of " + name), store.read(entry.get().output("log")), "log of " + name);
            assertArrayEquals(
                    utf8("preimage of " + name), entry.get().documents().get("preimage"), "preimage of " + name);
            return true;
        } catch (CorruptObjectException e) {
            return false;
        }
    }

    /** Creates a temporary file left over from a process of this node. */
    static Path litter(Path root, int number) {
        String node = HexFormat.of().toHexDigits(new SystemFiles().node(root));
        return root.resolve("tmp").resolve(node + "-0123456789abcdef-" + number + ".tmp");
    }

    /**
     * Creates the log of a process of this node that ended while writing its second record; the first is a use of this
     * key.
     */
    static void leaveLog(Path root, String name) throws IOException {
        String salt = "0123456789abcdef";
        Path file = root.resolve("packs").resolve(Pack.logName(new SystemFiles().node(root), salt));
        byte[] use = UseRecord.encode(new long[] {key(name).digest().first()}, new int[] {1}, 0, 1);
        Step step = Step.APPEND_RECORD;
        try (PackWriter writer =
                PackWriter.create(new SystemFiles(), file, step, step, step, HexFormat.fromHexDigitsToLong(salt))) {
            writer.append(use);
        }
        RecordHeader.place(use, HexFormat.fromHexDigitsToLong(salt), Files.size(file));
        Files.write(file, Arrays.copyOf(use, use.length - 3), StandardOpenOption.APPEND);
    }

    /** Returns all regular files below a folder, sorted. */
    static List<Path> files(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Path> packs(Path root) {
        return files(root.resolve("packs"));
    }

    static List<Path> objects(Path root) {
        return files(root.resolve("objects"));
    }

    static Path object(Path root, String name) {
        String hex = Digest.of(content(name)).hex();
        return root.resolve("objects").resolve(hex);
    }

    /** Changes a file without the store's knowledge. */
    static void overwrite(Path file, byte[] content) throws IOException {
        file.toFile().setWritable(true);
        Files.write(file, content);
    }

    static void flipBit(Path file, int position) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[position] ^= 0x10;
        overwrite(file, content);
    }

    /** Returns where a record of a key begins in a pack. */
    static int recordOf(Path pack, String name) throws IOException {
        return recordOf(pack, key(name).digest());
    }

    /** Returns where the record of a key or output begins in a pack. */
    static int recordOf(Path pack, Digest key) throws IOException {
        byte[] content = Files.readAllBytes(pack);
        byte[] bytes = key.bytes();
        for (int i = Pack.HEAD_BYTES; i + RecordHeader.BYTES <= content.length; i++) {
            if (Arrays.equals(content, i + 16, i + 16 + Digest.BYTES, bytes, 0, Digest.BYTES)) {
                return i;
            }
        }
        throw new AssertionError("no record of " + key.shortHex() + " in " + pack);
    }

    /** Collects warnings. */
    static final class Ear implements StoreListener {

        private final List<StoreWarning> heard = new ArrayList<>();

        @Override
        public synchronized void warning(StoreWarning warning) {
            heard.add(warning);
        }

        synchronized List<StoreWarning.Kind> kinds() {
            return heard.stream().map(StoreWarning::kind).toList();
        }

        synchronized List<StoreWarning> heard() {
            return List.copyOf(heard);
        }
    }
}
