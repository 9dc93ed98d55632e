package org.cb1network.engine.table;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

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
    private final Map<Long, Cells> dictionaries = new HashMap<>();

    private TableReader(ByteSource source, ArrowFileParser.Contents contents) throws IOException {
        this.source = source;
        this.contents = contents;
        for (ArrowFileParser.DictionaryBatch part : contents.dictionaries()) {
            Cells entries = dictionaries.computeIfAbsent(
                    part.stored().dictionary(),
                    id -> Cells.of(schema(), part.stored().column()));
            checkMemory(new Cells[] {entries}, part.batch().rows());
            decode(part.batch(), 0, part.stored().form(), entries);
        }
    }

    /**
     * Opens a file and checks all its metadata.
     *
     * @throws TableFormatException if it is not an Arrow file that this project can read
     * @throws IOException if reading fails
     */
    public static TableReader open(Path file) throws IOException {
        return open(ByteSource.of(file));
    }

    /**
     * Opens a file like {@link #open(Path)}, but reads only the named columns that exist. Other columns may have any
     * type and may have nulls.
     */
    public static TableReader open(Path file, Set<String> columns) throws IOException {
        return open(ByteSource.of(file), columns::contains);
    }

    static TableReader open(ByteSource source) throws IOException {
        return open(source, name -> true);
    }

    private static TableReader open(ByteSource source, Predicate<String> wanted) throws IOException {
        try {
            return new TableReader(source, new ArrowFileParser(source, wanted).parse());
        } catch (IOException | RuntimeException e) {
            source.close();
            throw e;
        }
    }

    /** Returns the schema of the columns that are read. */
    public TableSchema schema() {
        return contents.schema();
    }

    /** Returns the names of all columns of the file, including those that are not read. */
    public List<String> columnNames() {
        return contents.columnNames();
    }

    /** Returns the total number of rows of all batches. */
    public long rows() {
        return contents.rows();
    }

    /**
     * Returns the batches in order. Each call starts again at the first batch.
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

    /** Returns all batches as one table. */
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

    /** Checks the available memory: a compressed file may declare far more data than its own size. */
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
        for (int i = 0; i < columns.length; i++) {
            ArrowFileParser.StoredColumn stored = contents.columns().get(i);
            if (stored.indices() == null) {
                decode(batch, i, stored.form(), columns[i]);
            } else {
                decodeIndices(batch, i, stored, columns[i]);
            }
        }
    }

    private void decode(ArrowFileParser.Batch batch, int column, CellForm form, Cells cells) throws IOException {
        BatchBuffers buffers = new BatchBuffers(source, batch, column);
        buffers.skipValidity();
        form.decode(buffers, batch.rows(), cells);
    }

    /** Decodes cells that are positions in a dictionary. */
    private void decodeIndices(
            ArrowFileParser.Batch batch, int column, ArrowFileParser.StoredColumn stored, Cells cells)
            throws IOException {
        CellForm form = Objects.requireNonNull(stored.indices());
        Cells indices = Cells.of(schema(), new Column(stored.column().name(), form.type(), "", ""));
        decode(batch, column, form, indices);
        Cells entries = dictionaries.get(stored.dictionary());
        for (int row = 0; row < batch.rows(); row++) {
            long index = ((Number) indices.get(row)).longValue();
            if (entries == null || index < 0 || index >= entries.size) {
                throw new TableFormatException(
                        source.name(),
                        "column \"" + stored.column().name() + "\" points outside its dictionary in row " + row
                                + " of a batch");
            }
            cells.addObject(entries.get((int) index));
        }
    }

    @Override
    public void close() throws IOException {
        source.close();
    }
}
