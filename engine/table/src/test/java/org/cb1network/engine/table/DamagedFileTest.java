package org.cb1network.engine.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged or dishonest file gives an error message: no other exception, no exhausted memory. */
class DamagedFileTest {

    private static final TableSchema NUMBERS = TableSchema.of("numbers", "", Column.int32("n", "1", ""));
    private static final TableSchema WORDS = TableSchema.of("words", "", Column.text("word", ""));

    @Test
    void theMessageNamesTheFile(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("rates.arrow"), "condition,rate\nV1,3.5\n");

        TableFormatException e = assertThrows(TableFormatException.class, () -> Table.read(file));
        assertEquals(file + ": this is not an Arrow file", e.getMessage());
    }

    @Test
    void aMissingFileIsNotATableFormatProblem(@TempDir Path directory) {
        assertThrows(NoSuchFileException.class, () -> Table.read(directory.resolve("none.arrow")));
    }

    @Test
    void anEmptyFileIsRejected() {
        assertRefused(new byte[0], "the file is empty");
    }

    @Test
    void theStreamFormatIsDistinguishedFromGarbage() throws IOException {
        byte[] file = ExampleTables.small().toBytes();

        assertRefused(Arrays.copyOfRange(file, 8, file.length), "this looks like the Arrow stream format");
    }

    @Test
    void everyTruncationIsDetected() throws IOException {
        byte[] file = ExampleTables.small().toBytes();
        for (int length = 0; length < file.length; length++) {
            byte[] truncated = Arrays.copyOf(file, length);
            assertThrows(TableFormatException.class, () -> Table.read(truncated), "of " + length + " bytes");
        }
    }

    @Test
    void aFileThatWasNotCompletedIsRejected() throws IOException {
        byte[] file = ExampleTables.small().toBytes();

        assertRefused(Arrays.copyOf(file, file.length - 100), "truncated or was not completed");
    }

    @Test
    void aChangedByteGivesEitherATableOrAMessage() throws IOException {
        byte[] small = ExampleTables.small().toBytes();
        for (int position = 0; position < small.length; position++) {
            for (int mask : new int[] {1, 0x80, 0xff}) {
                assertTableOrMessage(changed(small, position, mask), "byte " + position + " xor " + mask);
            }
        }
    }

    @Test
    void aFewChangedBytesInACompressedFileGiveEitherATableOrAMessage() throws IOException {
        byte[] large = ExampleTables.allTypes(5000, 3).toBytes();
        for (long seed = 1; seed <= 500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] damaged = large;
            for (int i = 0; i < 4; i++) {
                damaged = changed(damaged, random.nextInt(large.length), 1 + random.nextInt(255));
            }
            assertTableOrMessage(damaged, "seed " + seed);
        }
    }

    private static byte[] changed(byte[] file, int position, int mask) {
        byte[] changed = file.clone();
        changed[position] ^= (byte) mask;
        return changed;
    }

    private static void assertTableOrMessage(byte[] file, String which) {
        try {
            Table.read(file);
        } catch (TableFormatException e) {
            assertTrue(e.getMessage().startsWith("table in memory: "), which);
        } catch (IOException | RuntimeException | Error e) {
            throw new AssertionError(which, e);
        }
    }

    @Test
    void aBillionRowsNeedTheirBytes() throws IOException {
        byte[] file = file(NUMBERS, 1_000_000_000, 0, body -> numbers(body, 10));

        assertRefused(file, "record batch 0 declares more rows than it has bytes for in column \"n\"");
    }

    @Test
    void aBillionCompressedRowsNeedAtLeastTheBytesOfTheTightestCompression() throws IOException {
        byte[] file = file(NUMBERS, 1_000_000_000, BatchBody.COMPRESSED_FROM_BYTES, body -> numbers(body, 1000));

        assertRefused(file, "record batch 0 declares more rows than it has bytes for in column \"n\"");
    }

    @Test
    void aCompressedBufferThatHoldsFewerBytesThanItsRowsIsRejected() throws IOException {
        byte[] file = file(NUMBERS, 1001, BatchBody.COMPRESSED_FROM_BYTES, body -> numbers(body, 1000));

        assertRefused(file, "a column is shorter than declared");
    }

    @Test
    void aCompressedBufferWithAWrongLengthIsRejected() throws IOException {
        byte[] file = file(NUMBERS, 1000, BatchBody.COMPRESSED_FROM_BYTES, body -> numbers(body, 1000));
        int position = (int) new ArrowFileParser(ByteSource.of(file), name -> true)
                .parse()
                .batches()
                .get(0)
                .columns()
                .get(0)
                .get(1)
                .position();
        for (long lie : new long[] {4001, 100_000, 1L << 40, Long.MIN_VALUE, Long.MAX_VALUE, -2}) {
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putLong(position, lie);
            assertRefused(file, "a compressed column ");
        }
    }

    @Test
    void anImpossibleFooterLengthIsRejected() throws IOException {
        byte[] file = ExampleTables.small().toBytes();
        for (int length : new int[] {0, -1, Integer.MIN_VALUE, Integer.MAX_VALUE, file.length}) {
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(file.length - 10, length);
            assertRefused(file, "declares a footer of " + length + " bytes");
        }
    }

    @Test
    void batchesOutsideTheFileOrOverlappingAreRejected() throws IOException {
        List<ArrowFile.BlockPosition> outside = List.of(new ArrowFile.BlockPosition(8, 64, 1L << 40));
        List<ArrowFile.BlockPosition> negative = List.of(new ArrowFile.BlockPosition(-8, 64, 64));
        List<ArrowFile.BlockPosition> overflow =
                List.of(new ArrowFile.BlockPosition(Long.MAX_VALUE, 64, Long.MAX_VALUE));

        assertRefused(footerOnly(outside), "record batch 0 lies outside the file");
        assertRefused(footerOnly(negative), "record batch 0 lies outside the file");
        assertRefused(footerOnly(overflow), "record batch 0 lies outside the file");
    }

    @Test
    void textOffsetsThatPointOutsideOrBackwardsAreRejected() throws IOException {
        for (int[] offsets : new int[][] {{0, 4, 100}, {0, 4, 2}, {-1, 0, 4}, {0, Integer.MIN_VALUE, 4}}) {
            byte[] file = file(WORDS, 2, 0, body -> words(body, offsets, "abcdef".getBytes(StandardCharsets.UTF_8)));

            assertRefused(file, "point outside the batch");
        }
    }

    @Test
    void bytesThatAreNotUtf8AreRejected() throws IOException {
        byte[] file = file(WORDS, 1, 0, body -> words(body, new int[] {0, 2}, new byte[] {(byte) 0xc3, 0x28}));

        assertRefused(file, "not valid UTF-8");
    }

    @Test
    void theReplacementCharacterItselfIsText() throws IOException {
        Table table = Table.builder(WORDS).row("a\uFFFDb").build();

        assertEquals(table, Table.read(table.toBytes()));
    }

    @Test
    void anUnexpectedSchemaIsReportedByItsFirstDifference(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("numbers.arrow");
        Table.builder(NUMBERS).row(1).build().write(file);
        TableSchema expected = TableSchema.of("numbers", "", Column.float64("n", "Hz", ""));

        TableFormatException e = assertThrows(TableFormatException.class, () -> Table.read(file, expected));
        assertEquals(
                file
                        + ": this is not a table of \"numbers\": column 1 is \"n\" (int32 in 1) where \"n\" (float64 in Hz)"
                        + " is expected",
                e.getMessage());
    }

    private static void numbers(BatchBody body, int count) {
        body.emptyBuffer();
        body.buffer(4 * count, out -> {
            while (out.hasRemaining()) {
                out.putInt(7);
            }
        });
    }

    private static void words(BatchBody body, int[] offsets, byte[] letters) {
        body.emptyBuffer();
        body.buffer(4 * offsets.length, out -> out.asIntBuffer().put(offsets));
        body.buffer(letters.length, out -> out.put(letters));
    }

    /** Returns a file with one batch that declares {@code rows} rows, whatever {@code fill} writes to its buffers. */
    private static byte[] file(TableSchema schema, int rows, long declaredBytes, Consumer<BatchBody> fill)
            throws IOException {
        BatchBody body = new BatchBody();
        body.begin(declaredBytes);
        fill.accept(body);
        ByteBuffer message = ArrowFile.batchMessage(Cells.of(schema), rows, body);
        int metadataBytes = ArrowFile.MESSAGE_PREFIX_BYTES + ArrowFile.padded(message.remaining());
        ByteBuffer batch = ByteBuffer.allocate(metadataBytes + body.size()).order(ByteOrder.LITTLE_ENDIAN);
        batch.putInt(ArrowFile.CONTINUATION).putInt(metadataBytes - ArrowFile.MESSAGE_PREFIX_BYTES);
        batch.put(message).position(metadataBytes).put(body.bytes(), 0, body.size());
        return file(schema, batch.array(), List.of(new ArrowFile.BlockPosition(8, metadataBytes, body.size())));
    }

    private static byte[] footerOnly(List<ArrowFile.BlockPosition> batches) throws IOException {
        return file(NUMBERS, new byte[256], batches);
    }

    private static byte[] file(TableSchema schema, byte[] content, List<ArrowFile.BlockPosition> batches)
            throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.write(Arrays.copyOf(ArrowFile.MAGIC, 8));
        file.write(content);
        ByteBuffer footer = ArrowFile.footer(schema, batches);
        int length = footer.remaining();
        file.write(footer.array(), footer.arrayOffset() + footer.position(), length);
        file.write(ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(length)
                .array());
        file.write(ArrowFile.MAGIC);
        return file.toByteArray();
    }

    private static void assertRefused(byte[] file, String problem) {
        TableFormatException e = assertThrows(TableFormatException.class, () -> Table.read(file));
        assertTrue(e.getMessage().contains(problem), e.getMessage());
    }
}
