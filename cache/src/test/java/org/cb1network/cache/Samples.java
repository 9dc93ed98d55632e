package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Keys and contents for tests; the content of a key follows from its name, as it does for a real computation. */
final class Samples {

    static final int LARGE = Store.INLINE_BELOW_BYTES + 8_000;
    static final int SMALL = 600;

    private Samples() {}

    static CacheKey key(String name) {
        return new CacheKey(Digest.of(utf8(name)));
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Bytes that follow from a seed. */
    static byte[] bytes(long seed, int length) {
        byte[] bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }

    /** The output "table" of a key: small, or large if the name begins with "large". */
    static byte[] content(String name) {
        return bytes(name.hashCode(), name.startsWith("large") ? LARGE : SMALL);
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

    /** Whether an entry can be found and all of it be read; if it can, it must be right. */
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

    /** All regular files below a folder, sorted. */
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

    static List<Path> segments(Path root) {
        return files(root.resolve("entries"));
    }

    static List<Path> objects(Path root) {
        return files(root.resolve("objects"));
    }

    static Path object(Path root, String name) {
        String hex = Digest.of(content(name)).hex();
        return root.resolve("objects").resolve(hex.substring(0, 2)).resolve(hex.substring(2));
    }

    /** Changes a file behind the store's back. */
    static void overwrite(Path file, byte[] content) throws IOException {
        file.toFile().setWritable(true);
        Files.write(file, content);
    }

    static void flipBit(Path file, int position) throws IOException {
        byte[] content = Files.readAllBytes(file);
        content[position] ^= 0x10;
        overwrite(file, content);
    }

    /** Where a record begins in a segment. */
    static int recordOf(Path segment, String name) throws IOException {
        byte[] content = Files.readAllBytes(segment);
        byte[] key = key(name).digest().bytes();
        for (int i = Segment.HEADER_BYTES; i + RecordHeader.BYTES <= content.length; i++) {
            if (Arrays.equals(content, i + 16, i + 16 + Digest.BYTES, key, 0, Digest.BYTES)) {
                return i;
            }
        }
        throw new AssertionError("no record of " + name + " in " + segment);
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
