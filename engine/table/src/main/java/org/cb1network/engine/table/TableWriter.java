package org.cb1network.engine.table;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes rows to an Arrow IPC file as they arrive. It holds at most one batch of rows in memory.
 *
 * <p>The bytes depend only on the schema and the rows, not on whether rows were added one by one or in tables. A row is written cell by cell and ended with {@link #endRow()}:
 *
 * <pre>{@code
 * try (TableWriter spikes = TableWriter.open(out, schema)) {
 *     spikes.int32(0, neuron).int32(1, step).endRow();
 * }
 * }</pre>
 *
 * <p>{@link #close()} completes the file even after an exception, so a caller that fails halfway must delete the file.
 * Not safe for use by several threads.
 */
public final class TableWriter implements AutoCloseable {

    /** Rows of every batch of a file except the last. */
    public static final int BATCH_ROWS = 65_536;

    private final OutputStream out;
    private final TableSchema schema;
    private final Cells[] pending;
    private final BatchBody body = new BatchBody();
    private final List<ArrowFile.BlockPosition> batches = new ArrayList<>();
    private long position;
    private long writtenRows;
    private int pendingRows;
    private boolean closed;

    private TableWriter(OutputStream out, TableSchema schema) {
        this.out = out;
        this.schema = schema;
        this.pending = Cells.of(schema);
    }

    /**
     * Begins a file.
     *
     * @param out stream for the bytes; need not be buffered, and is closed by {@link #close()}
     * @throws IOException if writing the beginning of the file fails
     */
    public static TableWriter open(OutputStream out, TableSchema schema) throws IOException {
        TableWriter writer = new TableWriter(out, schema);
        writer.write(ArrowFile.MAGIC);
        writer.pad();
        writer.writeMessage(ArrowFile.schemaMessage(schema));
        return writer;
    }

    /** Returns the schema of the file. */
    public TableSchema schema() {
        return schema;
    }

    /** Returns the number of rows ended so far. */
    public long rows() {
        return writtenRows + pendingRows;
    }

    /**
     * Sets the current row's cell in an {@link ColumnType#INT32} column.
     *
     * @throws IllegalArgumentException if the column has another type
     */
    public TableWriter int32(int column, int value) {
        pending[column].addInt32(value);
        return this;
    }

    /** Sets the current row's cell in an {@link ColumnType#INT64} column. */
    public TableWriter int64(int column, long value) {
        pending[column].addInt64(value);
        return this;
    }

    /** Sets the current row's cell in a {@link ColumnType#FLOAT64} column. */
    public TableWriter float64(int column, double value) {
        pending[column].addFloat64(value);
        return this;
    }

    /** Sets the current row's cell in a {@link ColumnType#BOOLEAN} column. */
    public TableWriter bool(int column, boolean value) {
        pending[column].addBool(value);
        return this;
    }

    /** Sets the current row's cell in a {@link ColumnType#TEXT} column. */
    public TableWriter text(int column, String value) {
        pending[column].addText(value);
        return this;
    }

    /**
     * Ends the current row.
     *
     * @throws IllegalStateException if a cell of the row was not set, or set twice
     * @throws IOException if writing a full batch fails
     */
    public void endRow() throws IOException {
        checkOpen();
        int expected = pendingRows + 1;
        for (int i = 0; i < pending.length; i++) {
            if (pending[i].size != expected) {
                throw new IllegalStateException("Row " + rows() + " of table \"" + schema.name() + "\": column \""
                        + schema.columns().get(i).name() + "\" was set " + (pending[i].size - pendingRows)
                        + " times, not once");
            }
        }
        pendingRows = expected;
        if (pendingRows == BATCH_ROWS) {
            flushPending();
        }
    }

    /**
     * Writes a whole row. Convenient for small tables.
     *
     * @param cells one per column, as accepted by {@link Table.Builder#row}
     * @throws IllegalArgumentException if a cell does not fit its column; the file cannot be continued then
     * @throws IOException if writing a full batch fails
     */
    public void row(List<?> cells) throws IOException {
        if (cells.size() != pending.length) {
            throw new IllegalArgumentException("A row of table \"" + schema.name() + "\" has " + pending.length
                    + " cells, not " + cells.size() + ": " + cells);
        }
        for (int i = 0; i < pending.length; i++) {
            pending[i].addBoxed(cells.get(i));
        }
        endRow();
    }

    /**
     * Appends all rows of a table, which is the fast way for many rows.
     *
     * @throws IllegalArgumentException if its columns differ from those of this file
     * @throws IllegalStateException if a row has been begun and not ended
     */
    public void append(Table rows) throws IOException {
        checkOpen();
        checkBetweenRows();
        rows.schema().requireSameColumns(schema);
        Cells[] columns = rows.cells();
        int from = 0;
        while (from < rows.rows()) {
            int to = (int) Math.min(rows.rows(), (long) from + BATCH_ROWS - pendingRows);
            if (to - from == BATCH_ROWS) {
                writeBatch(columns, from, to);
            } else {
                addPending(columns, from, to);
            }
            from = to;
        }
    }

    private void addPending(Cells[] columns, int from, int to) throws IOException {
        for (int i = 0; i < pending.length; i++) {
            pending[i].addRange(columns[i], from, to);
        }
        pendingRows += to - from;
        if (pendingRows == BATCH_ROWS) {
            flushPending();
        }
    }

    /** Completes the file and closes the stream. Closing again has no effect. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            checkBetweenRows();
            if (pendingRows > 0) {
                flushPending();
            }
            writeEnd();
        }
    }

    private void flushPending() throws IOException {
        writeBatch(pending, 0, pendingRows);
        for (Cells cells : pending) {
            cells.clear();
        }
        pendingRows = 0;
    }

    private void writeBatch(Cells[] columns, int from, int to) throws IOException {
        long uncompressedBytes = 0;
        for (Cells cells : columns) {
            uncompressedBytes += cells.encodedBytes(from, to);
        }
        body.begin(uncompressedBytes);
        for (Cells cells : columns) {
            cells.encode(body, from, to);
        }
        long start = position;
        int metadataBytes = writeMessage(ArrowFile.batchMessage(columns, to - from, body));
        out.write(body.bytes(), 0, body.size());
        position += body.size();
        batches.add(new ArrowFile.BlockPosition(start, metadataBytes, body.size()));
        writtenRows += to - from;
    }

    /** Writes a message and returns the number of bytes written, including prefix and padding. */
    private int writeMessage(ByteBuffer message) throws IOException {
        int length = ArrowFile.padded(message.remaining());
        writePrefix(length);
        write(message);
        pad();
        return ArrowFile.MESSAGE_PREFIX_BYTES + length;
    }

    private void writeEnd() throws IOException {
        writePrefix(0);
        ByteBuffer footer = ArrowFile.footer(schema, batches);
        int footerBytes = footer.remaining();
        write(footer);
        write(littleEndian(4).putInt(0, footerBytes));
        write(ArrowFile.MAGIC);
    }

    private void writePrefix(int messageBytes) throws IOException {
        write(littleEndian(ArrowFile.MESSAGE_PREFIX_BYTES)
                .putInt(0, ArrowFile.CONTINUATION)
                .putInt(4, messageBytes));
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void write(ByteBuffer bytes) throws IOException {
        out.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
        position += bytes.remaining();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }

    private void pad() throws IOException {
        int missing = (int) -position & (ArrowFile.ALIGNMENT - 1);
        write(new byte[missing]);
    }

    private void checkOpen() {
        if (closed) {
            throw new IllegalStateException("Table \"" + schema.name() + "\" is closed and accepts no more rows");
        }
    }

    private void checkBetweenRows() {
        for (Cells cells : pending) {
            if (cells.size != pendingRows) {
                throw new IllegalStateException(
                        "Row " + rows() + " of table \"" + schema.name() + "\" has been begun and not ended");
            }
        }
    }
}
