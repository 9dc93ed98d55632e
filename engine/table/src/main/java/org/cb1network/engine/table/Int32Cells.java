package org.cb1network.engine.table;

import java.io.IOException;
import java.util.Arrays;

/** Cells of {@link ColumnType#INT32}. */
final class Int32Cells extends Cells {
    int[] values = {};

    Int32Cells(TableSchema schema, Column column) {
        super(schema, column);
    }

    @Override
    Integer get(int row) {
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

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }

    @Override
    void addInt32(int value) {
        if (size == values.length) {
            reserve(1);
        }
        values[size++] = value;
    }

    @Override
    void addObject(Object value) {
        long whole = wholeNumber(value);
        if (whole != (int) whole) {
            throw unfit(value);
        }
        addInt32((int) whole);
    }

    void addAll(int[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, values, size, more.length);
        size += more.length;
    }

    @Override
    void addRange(Cells other, int from, int to) {
        reserve(to - from);
        System.arraycopy(((Int32Cells) other).values, from, values, size, to - from);
        size += to - from;
    }

    @Override
    Cells pick(int[] rows) {
        Int32Cells picked = new Int32Cells(schema, column);
        picked.values = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked.values[i] = values[rows[i]];
        }
        picked.size = rows.length;
        return picked;
    }

    @Override
    long encodedBytes(int from, int to) {
        return 4L * (to - from);
    }

    @Override
    void encode(BatchBody body, int from, int to) {
        body.emptyBuffer();
        body.buffer(4 * (to - from), out -> out.asIntBuffer().put(values, from, to - from));
    }

    @Override
    long memoryBytes(long rows) {
        return 4 * rows;
    }

    @Override
    void decode(BatchBuffers buffers, int rows) throws IOException {
        reserve(rows);
        buffers.next(4L * rows).asIntBuffer().get(values, size, rows);
        size += rows;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Int32Cells that && Arrays.equals(values, 0, size, that.values, 0, that.size);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toArray());
    }
}
