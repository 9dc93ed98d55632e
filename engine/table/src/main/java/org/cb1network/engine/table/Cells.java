package org.cb1network.engine.table;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one column: a growing array of primitives that can be encoded as buffers of an Arrow record batch.
 *
 * <p>Writers and builders add to it; a {@link Table} neither shares nor changes it.
 */
abstract class Cells {

    /** Maximum number of cells of a column in memory; some JVMs refuse slightly longer arrays. */
    static final int MAX_ROWS = Integer.MAX_VALUE - 8;

    private static final int FIRST_CAPACITY = 16;

    /** Number of cells. */
    int size;

    final TableSchema schema;
    final Column column;

    Cells(TableSchema schema, Column column) {
        this.schema = schema;
        this.column = column;
    }

    /** Returns an empty column of a schema. */
    static Cells of(TableSchema schema, Column column) {
        return switch (column.type()) {
            case INT32 -> new Int32Cells(schema, column);
            case INT64 -> new Int64Cells(schema, column);
            case FLOAT64 -> new Float64Cells(schema, column);
            case BOOLEAN -> new BooleanCells(schema, column);
            case TEXT -> new TextCells(schema, column);
        };
    }

    /** Returns empty columns for a whole schema. */
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

    /** Adds {@code other}'s cells from {@code from} (inclusive) to {@code to} (exclusive). Both have the same type. */
    abstract void addRange(Cells other, int from, int to);

    /** Returns a new column with the given rows in the given order. */
    abstract Cells pick(int[] rows);

    /** Returns the size of these rows' Arrow buffers in bytes, before padding and compression. */
    abstract long encodedBytes(int from, int to);

    /** Writes the Arrow buffers of these rows. */
    abstract void encode(BatchBody body, int from, int to);

    /** Returns the memory of the given number of cells in bytes. References to text are counted without the text. */
    abstract long memoryBytes(long rows);

    /** Adds {@code rows} cells from Arrow buffers in the format of {@link #encode}. */
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

    /** Adds a boxed value. Wider and floating-point columns accept whole numbers that they can hold exactly. */
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

    /** Returns the exception for a cell of another type than the column. */
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

    /** Returns a boxed whole number as a long, or throws. */
    final long wholeNumber(Object value) {
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        throw unfit(value);
    }
}
