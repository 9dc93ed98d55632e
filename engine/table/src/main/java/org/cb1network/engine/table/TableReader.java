package org.cb1network.engine.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * Reads an Arrow IPC file batch by batch, for tables that need not fit into memory.
 *
 * <pre>{@code
 * try (TableReader spikes = TableReader.open(file)) {
 *     for (Table batch : spikes) { ... }
 * }
 * }</pre>
 */
public final class TableReader implements AutoCloseable, Iterable<Table> {

    private final ByteSource source;
    private final ArrowFileParser.Contents contents;

    private TableReader(ByteSource source, ArrowFileParser.Contents contents) {
        this.source = source;
        this.contents = contents;
    }

    /**
     * Opens a file and checks all its metadata.
     *
     * @throws TableFormatException if it is not an Arrow file this project reads
     * @throws IOException if reading fails
     */
    public static TableReader open(Path file) throws IOException {
        return open(ByteSource.of(file));
    }

    /** Reads the bytes of a file that is in memory already; see {@link #open(Path)}. */
    public static TableReader open(byte[] ipc) throws IOException {
        return open(ByteSource.of(ipc));
    }

    static TableReader open(ByteSource source) throws IOException {
        try {
            return new TableReader(source, new ArrowFileParser(source).parse());
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** The schema of the file. */
    public TableSchema schema() {
        return contents.schema();
    }

    /** Number of rows of all batches together. */
    public long rows() {
        return contents.rows();
    }

    /**
     * The batches in order; each call begins anew.
     *
     * @return an iterator whose {@code next} throws {@link UncheckedIOException} if a batch is damaged or reading fails
     */
    @Override
    public Iterator<Table> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < contents.batches().size();
            }

            @Override
            public Table next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                try {
                    return batch(next++);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    private Table batch(int index) throws IOException {
        ArrowFileParser.Batch batch = contents.batches().get(index);
        Cells[] columns = newColumns(batch.rows());
        decode(batch, columns);
        return Table.of(schema(), columns);
    }

    /** All batches as one table. */
    Table readAll() throws IOException {
        if (rows() > Cells.MAX_ROWS) {
            throw new TableFormatException(
                    source.name(),
                    "it has " + rows() + " rows, more than a table in memory can have; read it in batches");
        }
        Cells[] columns = newColumns((int) rows());
        for (ArrowFileParser.Batch batch : contents.batches()) {
            decode(batch, columns);
        }
        return Table.of(schema(), columns);
    }

    private Cells[] newColumns(int rows) throws IOException {
        Cells[] columns = Cells.of(schema());
        checkMemory(columns, rows);
        for (Cells cells : columns) {
            cells.resize(rows);
        }
        return columns;
    }

    /** A compressed file may announce far more than its own size; say so before the memory is exhausted. */
    private void checkMemory(Cells[] columns, int rows) throws IOException {
        long bytes = 0;
        for (Cells cells : columns) {
            bytes += cells.memoryBytes(rows);
        }
        long heap = Runtime.getRuntime().maxMemory();
        if (bytes > heap) {
            throw new TableFormatException(
                    source.name(),
                    "its " + rows + " rows need " + (bytes >> 20) + " MiB, more than the " + (heap >> 20)
                            + " MiB of memory that Java may use; raise it with -Xmx");
        }
    }

    private void decode(ArrowFileParser.Batch batch, Cells[] columns) throws IOException {
        BatchBuffers buffers = new BatchBuffers(source, batch);
        for (Cells cells : columns) {
            buffers.skipValidity();
            cells.decode(buffers, batch.rows());
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
