package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.zip.Deflater;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A store crafted to do harm, with right checksums. It may have wrong results, because nobody can tell who computed
 * them, but nothing outside the store is read, changed or removed, digests are not trusted, and time and memory are
 * bounded.
 */
class HostileStoreTest {

    private static final String PACK = "0000000000000000-00000000deadbeef.old";

    private static final long SALT = 0xdeadbeefL;

    @TempDir
    private Path folder;

    private Path root;

    @BeforeEach
    void fill() throws IOException {
        root = folder.resolve("store");
        try (Store store = Samples.open(root)) {
            Samples.publish(store, "a");
            Samples.publish(store, "large b");
        }
    }

    /** Adds a pack of these records with right checksums. */
    private void plant(byte[]... records) throws IOException {
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        pack.writeBytes(Pack.head(SALT));
        for (byte[] record : records) {
            RecordHeader.place(record, SALT, pack.size());
            pack.writeBytes(record);
        }
        Files.write(root.resolve("packs").resolve(PACK), pack.toByteArray());
    }

    private static byte[] record(String name, byte[] body) {
        return RecordHeader.record(RecordHeader.ENTRY, Samples.key(name).digest(), 1, 1, body);
    }

    /** Opens the store, reads everything in it, repairs and collects. What was sound must remain sound. */
    private void live() throws IOException {
        for (int round = 0; round < 2; round++) {
            try (Store store = Samples.open(root, StoreListener.silent(), FaultyFiles.sound())) {
                for (CacheKey key : store.keys()) {
                    store.find(key);
                }
                Samples.examine(store, false);
                assertTrue(Samples.examine(store, true).healthy());
                Samples.collectGarbage(
                        store,
                        GcPolicy.builder()
                                .maxBytes(1 << 30)
                                .grace(Duration.ZERO)
                                .build());
                assertTrue(Samples.isReadable(store, "a"));
                assertTrue(Samples.isReadable(store, "large b"));
            }
        }
    }

    @Test
    void anObjectThatIsALinkIsNeitherReadNorChanged() throws IOException {
        Path outside = folder.resolve("outside");
        Path object = Samples.object(root, "large b");
        Files.move(object, outside);
        Files.createSymbolicLink(object, outside);
        byte[] before = Files.readAllBytes(outside);
        try (Store store = Samples.open(root)) {
            assertTrue(store.find(Samples.key("large b")).isEmpty(), "read through a link");
            Samples.publish(store, "large b");
            Samples.examine(store, true);
            assertTrue(Samples.isReadable(store, "large b"));
        }
        assertArrayEquals(before, Files.readAllBytes(outside));
    }

    @Test
    void bytesInARecordAreComparedWithTheDigestThatTheRecordItselfNames() throws IOException {
        CacheKey key = Samples.key("forged");
        StoredOutput output = new StoredOutput(key, "table", Digest.of(Samples.utf8("what it says it is")), 5);
        Entry entry = new Entry(key, Instant.EPOCH, new TreeMap<>(), new TreeMap<>(Map.of("table", output)));
        EntryRecord record = new EntryRecord(entry, new TreeMap<>(Map.of("table", Samples.utf8("other"))));
        plant(record.encode());
        try (Store store = Samples.open(root)) {
            StoredOutput found = store.find(key).orElseThrow().output("table");
            assertThrows(CorruptObjectException.class, () -> store.read(found));
            assertThrows(CorruptObjectException.class, () -> store.file(found));
        }
        live();
    }

    @Test
    void anObjectIsComparedWithTheDigestThatIsItsName() throws IOException {
        CacheKey key = Samples.key("forged");
        byte[] other = Samples.bytes(9, Samples.LARGE);
        StoredOutput output =
                new StoredOutput(key, "table", Digest.of(Samples.utf8("what it says it is")), other.length);
        Entry entry = new Entry(key, Instant.EPOCH, new TreeMap<>(), new TreeMap<>(Map.of("table", output)));
        plant(new EntryRecord(entry, new TreeMap<>()).encode());
        String hex = output.digest().hex();
        Files.write(root.resolve("objects").resolve(hex), other);
        try (Store store = Samples.open(root)) {
            StoredOutput found = store.find(key).orElseThrow().output("table");
            assertThrows(CorruptObjectException.class, () -> store.file(found));
            assertThrows(CorruptObjectException.class, () -> store.read(found));
        }
        live();
    }

    @Test
    void anyDeclaredRecordLengthIsSkippedQuickly() throws IOException {
        for (int length : new int[] {
            -1,
            Integer.MIN_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE - RecordHeader.BYTES + 1,
            // Negative lengths: back to the beginning of the pack, and to the record itself.
            Integer.MAX_VALUE - RecordHeader.BYTES - Pack.HEAD_BYTES,
            -RecordHeader.BYTES,
            RecordHeader.LONGEST_BODY_BYTES,
            RecordHeader.LONGEST_BODY_BYTES + 1
        }) {
            byte[] lying = record("lying", Samples.bytes(3, 200));
            ByteBuffer.wrap(lying).putInt(12, length);
            plant(record("before", new byte[8]), lying, record("behind", new byte[8]));
            try (Store store = Samples.open(root)) {
                assertTrue(store.find(Samples.key("lying")).isEmpty(), "length " + length);
                assertEquals(
                        0,
                        store.find(Samples.key("behind"))
                                .orElseThrow()
                                .outputs()
                                .size(),
                        "length " + length);
            }
            live();
        }
    }

    @Test
    void aSmallRecordCannotDemandMuchMemory() throws IOException {
        byte[] zeros = new byte[EntryRecord.LONGEST_DOCUMENT_BYTES];
        byte[] deflated = new byte[1 << 20];
        Deflater deflater = new Deflater();
        deflater.setInput(zeros);
        deflater.finish();
        int length = deflater.deflate(deflated);
        deflater.end();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(body);
        int documents = 3;
        out.writeInt(documents);
        for (int i = 0; i < documents; i++) {
            out.writeByte(1);
            out.writeByte('a' + i);
            out.writeBoolean(true);
            out.writeInt(zeros.length);
            out.writeInt(length);
            out.write(deflated, 0, length);
        }
        out.writeInt(0);
        byte[] bomb = record("bomb", body.toByteArray());
        assertNull(EntryRecord.decode(RecordHeader.of(bomb), bomb));
        plant(bomb);
        live();
    }

    @Test
    void aRecordWithNamesThatLeadElsewhereCountsAsDamaged() throws IOException {
        for (String name : List.of("../x", "/etc/x", "a/b", "..", ".x", "a\\b", "A", "")) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(body);
            out.writeInt(1);
            out.writeByte(name.length());
            out.write(name.getBytes(StandardCharsets.US_ASCII));
            out.writeBoolean(false);
            out.writeInt(0);
            out.writeInt(0);
            out.writeInt(0);
            plant(record("named", body.toByteArray()));
            try (Store store = Samples.open(root)) {
                assertFalse(store.find(Samples.key("named")).isPresent(), name);
            }
        }
        live();
    }

    @Test
    void randomBodiesWithRightChecksumsDoNoHarm() throws IOException {
        Entry sound;
        try (Store store = Samples.open(root)) {
            sound = store.find(Samples.key("a")).orElseThrow();
        }
        byte[] body = new EntryRecord(sound, new TreeMap<>()).encode();
        body = Arrays.copyOfRange(body, RecordHeader.BYTES, body.length);
        for (long seed = 1; seed <= Scale.trials(4); seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[][] records = new byte[20][];
            for (int i = 0; i < records.length; i++) {
                byte[] changed = random.nextBoolean() ? body.clone() : Samples.bytes(random.nextLong(), 300);
                for (int edits = random.nextInt(1, 4); edits > 0; edits--) {
                    changed[random.nextInt(changed.length)] = (byte) random.nextInt();
                }
                records[i] = record("random " + i, changed);
                assertDecodesOrNot(records[i], seed);
            }
            plant(records);
            live();
        }
    }

    private static void assertDecodesOrNot(byte[] record, long seed) {
        try {
            EntryRecord.decode(RecordHeader.of(record), record);
        } catch (RuntimeException e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    @Test
    void foldersWithTheNamesOfFilesAreLeftAlone() throws IOException {
        List<Path> folders = List.of(
                Samples.litter(root, 1),
                root.resolve("packs/0123456789abcdef-0123456789abcdef.log"),
                root.resolve("quarantine/" + "ab".repeat(32) + ".01234567"),
                root.resolve("FORMAT.0123456789abcdef"));
        for (Path one : folders) {
            Files.createDirectories(one);
            Files.writeString(one.resolve("mine"), "precious");
        }
        live();
        for (Path one : folders) {
            assertEquals("precious", Files.readString(one.resolve("mine")), one.toString());
        }
    }
}
