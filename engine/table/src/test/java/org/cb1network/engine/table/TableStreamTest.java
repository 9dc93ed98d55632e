package org.cb1network.engine.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as streams of rows: {@link TableWriter} and {@link TableReader}. */
class TableStreamTest {

    private static final TableSchema SPIKES = ExampleTables.SPIKES;

    @Test
    void batchesAreReadOneByOneAndTogetherFormTheTable(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("spikes.arrow");
        Table spikes = ExampleTables.spikes(150_000, 1);
        spikes.write(file);

        try (TableReader reader = TableReader.open(file)) {
            assertEquals(SPIKES, reader.schema());
            assertEquals(150_000, reader.rows());
            List<Table> batches = new ArrayList<>();
            reader.forEach(batches::add);
            assertEquals(
                    List.of(65_536, 65_536, 18_928),
                    batches.stream().map(Table::rows).toList());
            assertEquals(spikes, Table.concat(SPIKES, batches));
            assertEquals(batches.get(0), reader.iterator().next(), "reading begins anew");
        }
    }

    @Test
    void aTableWithoutRowsHasNoBatches(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("spikes.arrow");
        Table.builder(SPIKES).build().write(file);

        try (TableReader reader = TableReader.open(file)) {
            Iterator<Table> batches = reader.iterator();
            assertEquals(0, reader.rows());
            assertFalse(batches.hasNext());
            assertThrows(NoSuchElementException.class, batches::next);
        }
        assertEquals(Table.builder(SPIKES).build(), Table.read(file));
    }

    @Test
    void aDamagedBatchIsReportedWhenItIsReached(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("spikes.arrow");
        byte[] bytes = ExampleTables.spikes(150_000, 1).toBytes();
        long second = new ArrowFileParser(ByteSource.of(bytes), name -> true)
                .parse()
                .batches()
                .get(1)
                .columns()
                .get(0)
                .get(1)
                .position();
        bytes[(int) second + BatchBody.LENGTH_PREFIX_BYTES] ^= 0x55;
        Files.write(file, bytes);

        try (TableReader reader = TableReader.open(file)) {
            Iterator<Table> batches = reader.iterator();
            assertEquals(65_536, batches.next().rows());
            UncheckedIOException e = assertThrows(UncheckedIOException.class, batches::next);
            assertEquals(file + ": a compressed column is damaged", e.getCause().getMessage());
        }
    }

    @Test
    void rowsAreCountedWhenTheyEnd() throws IOException {
        try (TableWriter writer = TableWriter.open(new ByteArrayOutputStream(), SPIKES)) {
            assertEquals(0, writer.rows());
            writer.int32(0, 1).int32(1, 2).endRow();
            assertEquals(1, writer.rows());
            writer.append(ExampleTables.spikes(100_000, 1));
            assertEquals(100_001, writer.rows());
        }
    }

    @Test
    void aRowWithAMissingOrDuplicateCellIsRejected() throws IOException {
        TableWriter lacking = TableWriter.open(new ByteArrayOutputStream(), SPIKES);
        lacking.int32(0, 1).int32(1, 2).endRow();
        lacking.int32(0, 1);
        Exception missing = assertThrows(IllegalStateException.class, lacking::endRow);
        assertEquals("Row 1 of table \"spikes\": column \"step\" was set 0 times, not once", missing.getMessage());
        assertThrows(IllegalStateException.class, () -> lacking.append(ExampleTables.spikes(1, 1)));
        assertThrows(IllegalStateException.class, lacking::close);

        TableWriter doubled = TableWriter.open(new ByteArrayOutputStream(), SPIKES);
        doubled.int32(0, 1).int32(0, 1).int32(1, 2);
        Exception twice = assertThrows(IllegalStateException.class, doubled::endRow);
        assertEquals("Row 0 of table \"spikes\": column \"neuron\" was set 2 times, not once", twice.getMessage());
    }

    @Test
    void aCellOfAnotherTypeIsRejectedWithTheNameOfTheColumn() throws IOException {
        try (TableWriter writer = TableWriter.open(new ByteArrayOutputStream(), SPIKES)) {
            Exception e = assertThrows(IllegalArgumentException.class, () -> writer.float64(1, 0.5));
            assertEquals("Table \"spikes\", column \"step\": the column holds int32, not float64", e.getMessage());
        }
    }

    @Test
    void rowsOfAnotherTableAreRejectedWithTheFirstDifference() throws IOException {
        TableSchema other =
                TableSchema.of("spikes", "", Column.int32("neuron", "1", ""), Column.int32("step", "ms", ""));
        try (TableWriter writer = TableWriter.open(new ByteArrayOutputStream(), SPIKES)) {
            Exception e = assertThrows(
                    IllegalArgumentException.class,
                    () -> writer.append(Table.builder(other).build()));
            assertTrue(
                    e.getMessage()
                            .endsWith(
                                    "column 2 is \"step\" (int32 in ms) where \"step\" (int32 in 0.1 ms) is expected"),
                    e.getMessage());
        }
    }

    @Test
    void aClosedWriterAcceptsNoRowsAndMayBeClosedAgain() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        TableWriter writer = TableWriter.open(out, SPIKES);
        writer.close();
        int length = out.size();

        assertThrows(IllegalStateException.class, () -> writer.append(ExampleTables.spikes(1, 1)));
        writer.close();
        assertEquals(length, out.size());
    }

    @Test
    void theStreamIsClosedEvenIfTheFileCannotBeCompleted() throws IOException {
        boolean[] closed = {false};
        OutputStream full = new OutputStream() {
            private int room = 1000;

            @Override
            public void write(int b) throws IOException {
                if (room-- == 0) {
                    throw new IOException("No space left on device");
                }
            }

            @Override
            public void close() {
                closed[0] = true;
            }
        };
        TableWriter writer = TableWriter.open(full, SPIKES);

        assertThrows(IOException.class, () -> {
            writer.append(ExampleTables.spikes(100, 1));
            writer.close();
        });
        assertTrue(closed[0]);
    }
}
