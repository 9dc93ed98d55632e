package org.cb1network.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PackScannerTest {

    private static final long SALT = 0x123456789ABCDEFL;

    /** Bytes that grow. */
    private static final class Memory implements StoreFiles.Input {

        private byte[] bytes = new byte[0];

        @Override
        public int read(long position, byte[] to, int offset, int length) {
            int n = (int) Math.max(0, Math.min(length, bytes.length - position));
            System.arraycopy(bytes, (int) Math.min(position, bytes.length), to, offset, n);
            return n;
        }

        byte[] record(long position, RecordHeader header) {
            return Arrays.copyOfRange(bytes, (int) position, (int) position + header.length());
        }

        @Override
        public long length() {
            return bytes.length;
        }

        @Override
        public void close() {}
    }

    private static byte[] record(int number, long position, int bodyLength) {
        byte[] record = RecordHeader.record(
                RecordHeader.ENTRY, new Digest(number, 0, 0, 0), 0, 0, Samples.bytes(number, bodyLength));
        RecordHeader.place(record, SALT, position);
        return record;
    }

    private static byte[] records(int count, SplittableRandom random) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < count; i++) {
            out.writeBytes(record(i, out.size(), random.nextInt(2000)));
        }
        return out.toByteArray();
    }

    private static List<Long> scan(byte[] bytes) throws IOException {
        Memory memory = new Memory();
        memory.bytes = bytes;
        List<Long> found = new ArrayList<>();
        PackScanner scanner = new PackScanner(memory, SALT);
        scanner.scan(0, (header, position) -> {
            if (header.matches(memory.record(position, header))) {
                found.add(header.key().first());
            }
        });
        return found;
    }

    @Test
    void allRecordsAreFoundInOrder() throws IOException {
        byte[] bytes = records(1000, new SplittableRandom(1));
        List<Long> found = scan(bytes);
        assertEquals(1000, found.size());
        assertEquals(999L, found.get(999));
    }

    @Test
    void damageCostsOnlyTheRecordsThatItTouches() throws IOException {
        SplittableRandom random = new SplittableRandom(2);
        byte[] sound = records(100, new SplittableRandom(3));
        for (int trial = 0; trial < 300; trial++) {
            byte[] bytes = sound.clone();
            int from = random.nextInt(bytes.length - 3000);
            int length = random.nextInt(1, 3000);
            Arrays.fill(bytes, from, from + length, (byte) random.nextInt());
            List<Long> found = scan(bytes);
            // 3000 bytes touch this many records of 1100 bytes on average; each has at least 100 bytes.
            assertTrue(found.size() >= 100 - 31, "trial " + trial);
            assertEquals(found.stream().sorted().distinct().toList(), found, "trial " + trial);
        }
    }

    @Test
    void recordsAfterATruncatedOneAreFound() throws IOException {
        byte[] first = record(1, 0, 1000);
        int cut = 400;
        byte[] second = record(2, cut, 300);
        byte[] third = record(3, cut + second.length, 3000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first, 0, cut);
        out.writeBytes(second);
        out.writeBytes(third);
        assertEquals(List.of(2L, 3L), scan(out.toByteArray()));
    }

    @Test
    void aRecordWithinTheContentOfAnotherIsNotBelieved() throws IOException {
        byte[] planted = record(666, 0, 50);
        byte[] outer = RecordHeader.record(RecordHeader.ENTRY, new Digest(1, 0, 0, 0), 0, 0, planted);
        RecordHeader.place(outer, SALT, 0);
        outer[20] ^= 1;
        assertEquals(List.of(), scan(outer));
    }

    @Test
    void recordsAppendedLaterAreFoundByContinuing() throws IOException {
        byte[] all = records(50, new SplittableRandom(4));
        SplittableRandom random = new SplittableRandom(5);
        Memory memory = new Memory();
        List<Long> found = new ArrayList<>();
        long position = 0;
        for (int length = 0; length < all.length; length = Math.min(all.length, length + random.nextInt(1, 900))) {
            memory.bytes = Arrays.copyOf(all, length);
            position = new PackScanner(memory, SALT)
                    .scan(position, (header, at) -> found.add(header.key().first()));
        }
        memory.bytes = all;
        new PackScanner(memory, SALT)
                .scan(position, (header, at) -> found.add(header.key().first()));
        assertEquals(50, found.size());
        assertEquals(found.stream().sorted().distinct().toList(), found);
    }
}
