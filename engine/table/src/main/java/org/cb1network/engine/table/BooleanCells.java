package org.cb1network.engine.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Cells of {@link ColumnType#BOOLEAN}. */
final class BooleanCells extends Cells {
    boolean[] values = {};

    BooleanCells(TableSchema schema, Column column) {
        super(schema, column);
    }

    @Override
    Boolean get(int row) {
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

    boolean[] toArray() {
        return Arrays.copyOf(values, size);
    }

    @Override
    void addBool(boolean value) {
        if (size == values.length) {
            reserve(1);
        }
        values[size++] = value;
    }

    @Override
    void addObject(Object value) {
        if (!(value instanceof Boolean truth)) {
            throw unfit(value);
        }
        addBool(truth);
    }

    void addAll(boolean[] more) {
        reserve(more.length);
        System.arraycopy(more, 0, values, size, more.length);
        size += more.length;
    }

    @Override
    void addRange(Cells other, int from, int to) {
        reserve(to - from);
        System.arraycopy(((BooleanCells) other).values, from, values, size, to - from);
        size += to - from;
    }

    @Override
    Cells pick(int[] rows) {
        BooleanCells picked = new BooleanCells(schema, column);
        picked.values = new boolean[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked.values[i] = values[rows[i]];
        }
        picked.size = rows.length;
        return picked;
    }

    @Override
    long encodedBytes(int from, int to) {
        return bitmapBytes(to - from);
    }

    @Override
    void encode(BatchBody body, int from, int to) {
        body.emptyBuffer();
        body.buffer((int) bitmapBytes(to - from), out -> {
            for (int i = from; i < to; i += 8) {
                out.put(eight(i, Math.min(to, i + 8)));
            }
        });
    }

    /** Packs up to eight truth values into a byte, the first in the lowest bit. */
    private byte eight(int from, int to) {
        int bits = 0;
        for (int i = from; i < to; i++) {
            if (values[i]) {
                bits |= 1 << (i - from);
            }
        }
        return (byte) bits;
    }

    private static long bitmapBytes(long rows) {
        return (rows + 7) / 8;
    }

    @Override
    long memoryBytes(long rows) {
        return rows;
    }

    @Override
    void decode(BatchBuffers buffers, int rows) throws IOException {
        reserve(rows);
        ByteBuffer bits = buffers.next(bitmapBytes(rows));
        for (int i = 0; i < rows; i++) {
            values[size++] = (bits.get(i >> 3) >> (i & 7) & 1) != 0;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BooleanCells that && Arrays.equals(values, 0, size, that.values, 0, that.size);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(toArray());
    }
}
