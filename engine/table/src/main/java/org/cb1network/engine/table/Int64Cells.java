package org.cb1network.engine.table;

import java.io.IOException;
import java.util.Arrays;

/** Cells of {@link ColumnType#INT64}. */
final class Int64Cells extends Cells {
    long[] values = {};

    Int64Cells(TableSchema schema, Column column) {
        super(schema, column);
    }

    @Override
    Long get(int row) {
        return values[row];
    }

    @Override
    int capacity() {
        return values.length;
    }

    @Override
    void resize(int capacity) {
        values = Arrays.copyOf(values, capacity);
    }

    long[] toArray() {
        return Arrays.copyOf(values, size);
    }

    @Override
    void addInt64(long value) {
        if (size == values.length) {
            reserve(1);
        }
        values[size++] = value;
    }

    @Override
    void addObject(Object value) {
        addInt64(wholeNumber(value));
    }

    void addAll(long[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, values, size, more.length);
        size += more.length;
    }

    @Override
    void addRange(Cells other, int from, int to) {
        reserve(to - from);
        System.arraycopy(((Int64Cells) other).values, from, values, size, to - from);
        size += to - from;
    }

    @Override
    Cells pick(int[] rows) {
        Int64Cells picked = new Int64Cells(schema, column);
        picked.values = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked.values[i] = values[rows[i]];
        }
        picked.size = rows.length;
        return picked;
    }

    @Override
    long encodedBytes(int from, int to) {
        return 8L * (to - from);
    }

    @Override
    void encode(BatchBody body, int from, int to) {
        body.emptyBuffer();
        body.buffer(8 * (to - from), out -> out.asLongBuffer().put(values, from, to - from));
    }

    @Override
    long memoryBytes(long rows) {
        return 8 * rows;
    }

    @Override
    void decode(BatchBuffers buffers, int rows) throws IOException {
        reserve(rows);
        buffers.next(8L * rows).asLongBuffer().get(values, size, rows);
        size += rows;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Int64Cells that && Arrays.equals(values, 0, size, that.values, 0, that.size);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toArray());
    }
}
