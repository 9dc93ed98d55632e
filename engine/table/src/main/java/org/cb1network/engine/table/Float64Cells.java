package org.cb1network.engine.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Cells of {@link ColumnType#FLOAT64}. */
final class Float64Cells extends Cells {
    double[] values = {};

    Float64Cells(TableSchema schema, Column column) {
        super(schema, column);
    }

    @Override
    Double get(int row) {
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

    double[] toArray() {
        return Arrays.copyOf(values, size);
    }

    @Override
    void addFloat64(double value) {
        if (size == values.length) {
            reserve(1);
        }
        values[size++] = value;
    }

    @Override
    void addObject(Object value) {
        if (value instanceof Double || value instanceof Float) {
            addFloat64(((Number) value).doubleValue());
            return;
        }
        long whole = wholeNumber(value);
        double number = whole;
        if ((long) number != whole || number == 0x1p63) {
            throw unfit(value);
        }
        addFloat64(number);
    }

    void addAll(double[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, values, size, more.length);
        size += more.length;
    }

    @Override
    void addRange(Cells other, int from, int to) {
        reserve(to - from);
        System.arraycopy(((Float64Cells) other).values, from, values, size, to - from);
        size += to - from;
    }

    @Override
    Cells pick(int[] rows) {
        Float64Cells picked = new Float64Cells(schema, column);
        picked.values = new double[rows.length];
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
        body.buffer(8 * (to - from), out -> {
            out.asDoubleBuffer().put(values, from, to - from);
            unifyNaNs(out, from, to);
        });
    }

    /** Writes every NaN with the same bits, because the bits of a NaN depend on the processor that made it. */
    private void unifyNaNs(ByteBuffer out, int from, int to) {
        for (int i = from; i < to; i++) {
            if (Double.isNaN(values[i])) {
                out.putDouble(8 * (i - from), Double.NaN);
            }
        }
    }

    @Override
    long memoryBytes(long rows) {
        return 8 * rows;
    }

    @Override
    void decode(BatchBuffers buffers, int rows) throws IOException {
        reserve(rows);
        buffers.next(8L * rows).asDoubleBuffer().get(values, size, rows);
        size += rows;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Float64Cells that && Arrays.equals(values, 0, size, that.values, 0, that.size);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toArray());
    }
}
