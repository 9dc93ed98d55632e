package org.cb1network.engine.table;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one column: a growing array of primitives that knows how it lies in an Arrow record batch.
 *
 * <p>Writers and builders add to it; a {@link Table} keeps it to itself and never adds again.
 */
abstract class Cells {

    /** The most cells a column can have in memory; some JVMs refuse arrays of the last few sizes. */
    static final int MAX_ROWS = Integer.MAX_VALUE - 8;

    private static final int FIRST_CAPACITY = 16;

    /** How many cells there are. */
    int size;

    final TableSchema schema;
    final Column column;

    Cells(TableSchema schema, Column column) {
        this.schema = schema;
        this.column = column;
    }

    /** No cells yet for a column of a schema. */
    static Cells of(TableSchema schema, Column column) {
        return switch (column.type()) {
            case INT32 -> new Int32Cells(schema, column);
            case INT64 -> new Int64Cells(schema, column);
            case FLOAT64 -> new Float64Cells(schema, column);
            case BOOLEAN -> new BooleanCells(schema, column);
            case TEXT -> new TextCells(schema, column);
        };
    }

    /** Empty columns for all of a schema. */
    static Cells[] of(TableSchema schema) {
        Cells[] columns = new Cells[schema.columns().size()];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = of(schema, schema.columns().get(i));
        }
        return columns;
    }

    final ColumnType type() {
        return column.type();
    }

    abstract Object get(int row);

    abstract int capacity();

    abstract void resize(int capacity);

    /** Adds {@code other}'s cells {@code from} (inclusive) to {@code to} (exclusive); both are of one type. */
    abstract void addRange(Cells other, int from, int to);

    /** A new column of the named rows, in their order. */
    abstract Cells pick(int[] rows);

    /** Bytes of the Arrow buffers of these rows, before padding and compression. */
    abstract long encodedBytes(int from, int to);

    /** Writes the Arrow buffers of these rows. */
    abstract void encode(BatchBody body, int from, int to);

    /** Memory that so many cells take, references to text counted without the text. */
    abstract long memoryBytes(long rows);

    /** Adds {@code rows} cells from Arrow buffers as {@link #encode} writes them. */
    abstract void decode(BatchBuffers buffers, int rows) throws IOException;

    void addInt32(int value) {
        throw mismatch("int32");
    }

    void addInt64(long value) {
        throw mismatch("int64");
    }

    void addFloat64(double value) {
        throw mismatch("float64");
    }

    void addBool(boolean value) {
        throw mismatch("bool");
    }

    void addText(String value) {
        throw mismatch("text");
    }

    /** Adds a boxed value; see {@link #addObject}. */
    final void addBoxed(@Nullable Object value) {
        if (value == null) {
            throw error("a cell cannot be null; a missing number is NaN, a missing text is empty");
        }
        addObject(value);
    }

    /** Adds a boxed value; whole numbers are accepted where a wider or a floating-point column takes them exactly. */
    abstract void addObject(Object value);

    void clear() {
        size = 0;
    }

    final void reserve(int more) {
        long needed = (long) size + more;
        if (needed > capacity()) {
            grow(needed);
        }
    }

    private void grow(long needed) {
        if (needed > MAX_ROWS) {
            throw new IllegalArgumentException(
                    "A table in memory has at most " + MAX_ROWS + " rows; stream larger ones");
        }
        long doubled = Math.max(FIRST_CAPACITY, 2L * capacity());
        resize((int) Math.min(MAX_ROWS, Math.max(needed, doubled)));
    }

    /** The error of a cell that is given to, or wanted from, a column of another type. */
    final IllegalArgumentException mismatch(String other) {
        return error("the column holds " + type().label() + ", not " + other);
    }

    final IllegalArgumentException unfit(Object value) {
        return mismatch(value.getClass().getSimpleName() + " (" + value + ")");
    }

    final IllegalArgumentException error(String problem) {
        return new IllegalArgumentException(
                "Table \"" + schema.name() + "\", column \"" + column.name() + "\": " + problem);
    }

    /** A whole number in a box, or an error. */
    final long wholeNumber(Object value) {
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        throw unfit(value);
    }
}
