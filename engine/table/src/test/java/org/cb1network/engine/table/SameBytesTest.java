package org.cb1network.engine.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The bytes of a table depend only on its content. */
class SameBytesTest {

    @Test
    void aSmallTableHasTheSameBytesOnEveryJvm() throws Exception {
        assertEquals(
                "eb1b88acc920b77cf13a7c57760babea600aab646fe27e5a4a035ff2a7baaf81",
                sha256(ExampleTables.small().toBytes()));
    }

    /** A new version of zstd may change these bytes; caches written with the old version are then recomputed. */
    @Test
    void aCompressedTableHasTheSameBytesOnEveryJvm() throws Exception {
        assertEquals(
                "81bb000fe6fac3d686e15d6f365133387ebb14f26f8b5e48dcf26d4b7c65de4d",
                sha256(ExampleTables.large().toBytes()));
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }

    @Test
    void theBytesDoNotDependOnHowRowsAreAdded() throws IOException {
        Table table = ExampleTables.large();
        byte[] expected = table.toBytes();

        assertArrayEquals(expected, rowByRow(table), "row by row");
        for (long seed = 1; seed <= 5; seed++) {
            assertArrayEquals(expected, inPieces(table, seed), "pieces of seed " + seed);
        }
    }

    private static byte[] rowByRow(Table table) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter writer = TableWriter.open(out, table.schema())) {
            for (int row = 0; row < table.rows(); row++) {
                addRow(writer, table, row);
            }
        }
        return out.toByteArray();
    }

    private static void addRow(TableWriter writer, Table table, int row) throws IOException {
        writer.int32(0, table.int32("int32", row))
                .int64(1, table.int64("int64", row))
                .float64(2, table.float64("float64", row))
                .bool(3, table.bool("bool", row))
                .text(4, table.text("text", row))
                .endRow();
    }

    /** Splits rows into tables of random length, with a few single rows. */
    private static byte[] inPieces(Table table, long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TableWriter writer = TableWriter.open(out, table.schema())) {
            int from = 0;
            while (from < table.rows()) {
                int to = Math.min(table.rows(), from + random.nextInt(100_000));
                int first = from;
                writer.append(table.where(row -> row >= first && row < to));
                from = to;
                if (from < table.rows()) {
                    addRow(writer, table, from++);
                }
            }
        }
        return out.toByteArray();
    }

    @Test
    void everyNaNHasTheSameBits() {
        TableSchema schema = TableSchema.of("x", "", Column.float64("x", "1", ""));
        double[] others = {Double.longBitsToDouble(0x7ff8000000000001L), Double.longBitsToDouble(0xfff8000000000000L)};

        assertArrayEquals(
                Table.builder(schema)
                        .column("x", new double[] {Double.NaN, Double.NaN})
                        .build()
                        .toBytes(),
                Table.builder(schema).column("x", others).build().toBytes());
    }

    @Test
    void everyByteBetweenTheBuffersIsZero() throws IOException {
        for (Table table : List.of(ExampleTables.small(), ExampleTables.large())) {
            byte[] file = table.toBytes();
            for (ArrowFileParser.Batch batch : new ArrowFileParser(ByteSource.of(file), name -> true)
                    .parse()
                    .batches()) {
                assertGapsAreZero(
                        file, batch.columns().stream().flatMap(List::stream).toList());
            }
        }
    }

    private static void assertGapsAreZero(byte[] file, List<ArrowFileParser.Extent> buffers) {
        for (int i = 0; i + 1 < buffers.size(); i++) {
            int end = (int) buffers.get(i).position() + buffers.get(i).length();
            int next = (int) buffers.get(i + 1).position();
            assertEquals(next, ArrowFile.padded(end));
            assertArrayEquals(new byte[next - end], Arrays.copyOfRange(file, end, next));
        }
    }

    /** The writer reuses its memory for every batch: earlier content must not show. */
    @Test
    void aBatchDoesNotDependOnThePreviousOne() throws IOException {
        byte[] tail = ExampleTables.allTypes(5, 1).toBytes();
        byte[] afterOthers = Table.concat(
                        ExampleTables.ALL_TYPES,
                        List.of(ExampleTables.allTypes(TableWriter.BATCH_ROWS, 2), ExampleTables.allTypes(5, 1)))
                .toBytes();

        assertArrayEquals(lastBatch(tail), lastBatch(afterOthers));
    }

    private static byte[] lastBatch(byte[] file) throws IOException {
        List<ArrowFileParser.Batch> batches =
                new ArrowFileParser(ByteSource.of(file), name -> true).parse().batches();
        List<ArrowFileParser.Extent> buffers = batches.get(batches.size() - 1).columns().stream()
                .flatMap(List::stream)
                .toList();
        ArrowFileParser.Extent last = buffers.get(buffers.size() - 1);
        return Arrays.copyOfRange(
                file, (int) buffers.get(0).position(), ArrowFile.padded((int) last.position() + last.length()));
    }

    @Test
    void smallBatchesAreStoredAsTheyAreAndLargeOnesCompressed() throws IOException {
        byte[] file = ExampleTables.large().toBytes();
        List<ArrowFileParser.Batch> batches =
                new ArrowFileParser(ByteSource.of(file), name -> true).parse().batches();

        assertEquals(
                List.of(Compression.ZSTD, Compression.ZSTD, Compression.NONE),
                batches.stream().map(ArrowFileParser.Batch::compression).toList());
        assertFalse(file.length > 3_000_000, "compressed to " + file.length);
    }
}
