package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EntryRecordTest {

    private static final CacheKey KEY = Samples.key("key");

    private static EntryRecord sample() {
        TreeMap<String, byte[]> documents = new TreeMap<>();
        documents.put("preimage", Samples.utf8("short"));
        documents.put("provenance", Samples.utf8("long ".repeat(1000)));
        documents.put("noise", Samples.bytes(1, 2000));
        documents.put("empty", new byte[0]);
        TreeMap<String, StoredOutput> outputs = new TreeMap<>();
        byte[] inline = Samples.bytes(2, 100);
        outputs.put("inline", new StoredOutput(KEY, "inline", Digest.of(inline), 100));
        outputs.put("object", new StoredOutput(KEY, "object", Digest.of(new byte[0]), 1L << 40));
        TreeMap<String, byte[]> inlined = new TreeMap<>();
        inlined.put("inline", inline);
        return new EntryRecord(new Entry(KEY, Instant.ofEpochMilli(1234567890123L), documents, outputs), inlined);
    }

    private static EntryRecord decode(byte[] record) {
        return EntryRecord.decode(RecordHeader.of(record), record);
    }

    @Test
    void anEntryIsRestoredFromItsRecord() {
        EntryRecord sample = sample();
        EntryRecord back = decode(sample.encode());
        assertEquals(sample.entry().key(), back.entry().key());
        assertEquals(sample.entry().storedAt(), back.entry().storedAt());
        assertEquals(sample.entry().outputs(), back.entry().outputs());
        assertEquals(
                sample.entry().documents().keySet(), back.entry().documents().keySet());
        sample.entry()
                .documents()
                .forEach((name, content) ->
                        assertArrayEquals(content, back.entry().documents().get(name)));
        assertArrayEquals(sample.inline().get("inline"), back.inline().get("inline"));
        assertTrue(!back.separate().isEmpty());
        assertTrue(back.inlineIsSound());
    }

    @Test
    void longDocumentsAreDeflated() {
        assertTrue(sample().encode().length < 3500);
    }

    @Test
    void everyFlippedBitIsDetected() {
        byte[] record = sample().encode();
        RecordHeader.place(record, 77, 1000);
        for (int position = 0; position < record.length; position++) {
            record[position] ^= 4;
            RecordHeader header = RecordHeader.parse(record, 0, 77, 1000);
            boolean believed = header != null && header.matches(record);
            assertFalse(believed, "bit in byte " + position);
            record[position] ^= 4;
        }
    }

    @Test
    void aRecordBelongsToItsPlace() {
        byte[] record = sample().encode();
        RecordHeader.place(record, 77, 1000);
        assertEquals(KEY.digest(), RecordHeader.parse(record, 0, 77, 1000).key());
        assertNull(RecordHeader.parse(record, 0, 77, 1001));
        assertNull(RecordHeader.parse(record, 0, 78, 1000));
    }

    @Test
    void contentsAreComparedByNamesAndBytes() {
        TreeMap<String, StoredOutput> outputs = new TreeMap<>(sample().entry().outputs());
        long before = EntryRecord.contents(outputs);
        outputs.put("inline", new StoredOutput(KEY, "inline", Digest.of(new byte[1]), 100));
        assertNotEquals(before, EntryRecord.contents(outputs));
    }

    /** Checksums do not protect against an attacker who can compute them. */
    @Test
    void anyBodyIsDecodedOrRejectedInBoundedMemory() {
        SplittableRandom random = new SplittableRandom(5);
        byte[] sound = sample().encode();
        for (int i = 0; i < Scale.trials(3_000); i++) {
            byte[] record = sound.clone();
            for (int changes = random.nextInt(1, 4); changes > 0; changes--) {
                record[random.nextInt(RecordHeader.BYTES, record.length)] = (byte) random.nextInt();
            }
            EntryRecord decoded = decode(record);
            if (decoded != null) {
                assertTrue(decoded.entry().outputs().keySet().stream().allMatch(Names::allowed));
            }
        }
        for (int length = RecordHeader.BYTES; length < sound.length; length++) {
            byte[] cut = Arrays.copyOf(sound, length);
            ByteBuffer.wrap(cut).putInt(12, length - RecordHeader.BYTES);
            assertNull(decode(cut));
        }
    }

    @Test
    void namesThatLeadOutOfAFolderAreRejected() {
        for (String name : new String[] {"..", "../x", "a/b", "/etc", "", "A", ".hidden", "a..b", "x".repeat(101)}) {
            assertFalse(Names.allowed(name), name);
        }
        for (String name : new String[] {"rates", "spike-train.arrow", "a_b", "0", "x".repeat(100)}) {
            assertTrue(Names.allowed(name), name);
        }
    }
}
