package org.cb1network.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.IntBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

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

    static Cells of(ColumnType type) {
        return switch (type) {
            case INT32 -> new Int32Cells();
            case INT64 -> new Int64Cells();
            case FLOAT64 -> new Float64Cells();
            case BOOLEAN -> new BooleanCells();
            case TEXT -> new TextCells();
        };
    }

    abstract ColumnType type();

    abstract Object get(int row);

    abstract int capacity();

    abstract void resize(int capacity);

    /** Adds {@code other}'s cells {@code from} (inclusive) to {@code to} (exclusive); both are of one type. */
    abstract void addRange(Cells other, int from, int to);

    /** A new column of the named rows, in their order. */
    abstract Cells pick(int[] rows);

    /** Number of Arrow buffers of this column in a batch, the validity buffer (always empty) included. */
    int bufferCount() {
        return 2;
    }

    /** Bytes of the Arrow buffers of these rows, before padding and compression. */
    abstract long encodedBytes(int from, int to);

    /** Writes the Arrow buffers of these rows. */
    abstract void encode(BatchBody body, int from, int to);

    /** Smallest sizes of the Arrow buffers of so many rows, after the validity buffer. */
    abstract long[] leastBytes(long rows);

    /** Memory that so many cells take, references to text counted without the text. */
    abstract long memoryBytes(long rows);

    /** Adds {@code rows} cells from the Arrow buffers of a batch. */
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

    /** Adds a boxed value; whole numbers are accepted where a wider or a floating-point column takes them exactly. */
    abstract void addObject(Object value);

    final void clear() {
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

    final IllegalArgumentException mismatch(String given) {
        return new IllegalArgumentException("the column holds " + type().label() + ", not " + given);
    }

    final IllegalArgumentException unfit(Object value) {
        return new IllegalArgumentException("the column holds " + type().label() + ", not "
                + value.getClass().getSimpleName() + " (" + value + ")");
    }

    /** A whole number in a box, or an error. */
    final long wholeNumber(Object value) {
        if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        throw unfit(value);
    }

    /** Cells of {@link ColumnType#INT32}. */
    static final class Int32Cells extends Cells {
        int[] values = {};

        @Override
        ColumnType type() {
            return ColumnType.INT32;
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
            Int32Cells picked = new Int32Cells();
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
        long[] leastBytes(long rows) {
            return new long[] {4 * rows};
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

    /** Cells of {@link ColumnType#INT64}. */
    static final class Int64Cells extends Cells {
        long[] values = {};

        @Override
        ColumnType type() {
            return ColumnType.INT64;
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
            Int64Cells picked = new Int64Cells();
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
        long[] leastBytes(long rows) {
            return new long[] {8 * rows};
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

    /** Cells of {@link ColumnType#FLOAT64}. */
    static final class Float64Cells extends Cells {
        double[] values = {};

        @Override
        ColumnType type() {
            return ColumnType.FLOAT64;
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
            if ((long) number != whole) {
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
            Float64Cells picked = new Float64Cells();
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

        /** The bits of a NaN depend on the processor that made it; in a file there is one NaN. */
        private void unifyNaNs(ByteBuffer out, int from, int to) {
            for (int i = from; i < to; i++) {
                if (Double.isNaN(values[i])) {
                    out.putDouble(8 * (i - from), Double.NaN);
                }
            }
        }

        @Override
        long[] leastBytes(long rows) {
            return new long[] {8 * rows};
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

    /** Cells of {@link ColumnType#BOOLEAN}. */
    static final class BooleanCells extends Cells {
        boolean[] values = {};

        @Override
        ColumnType type() {
            return ColumnType.BOOLEAN;
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
            BooleanCells picked = new BooleanCells();
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

        /** Up to eight truth values as a byte, the first in the lowest bit. */
        private byte eight(int from, int to) {
            int bits = 0;
            for (int i = from; i < to; i++) {
                if (values[i]) {
                    bits |= 1 << (i - from);
                }
            }
            return (byte) bits;
        }

        @Override
        long[] leastBytes(long rows) {
            return new long[] {bitmapBytes(rows)};
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

    /** Cells of {@link ColumnType#TEXT}. */
    static final class TextCells extends Cells {
        String[] values = {};

        @Override
        ColumnType type() {
            return ColumnType.TEXT;
        }

        @Override
        String get(int row) {
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

        /** The cells as an unmodifiable list over this array. */
        List<String> asList() {
            return new TextList(values, size);
        }

        @Override
        void addText(String value) {
            checkEncodable(value);
            if (size == values.length) {
                reserve(1);
            }
            values[size++] = value;
        }

        /** Half a surrogate pair has no UTF-8 form; written as it is, two different texts would give the same bytes. */
        private static void checkEncodable(String text) {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (Character.isSurrogate(c)) {
                    boolean paired = Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
                    if (!paired) {
                        throw new IllegalArgumentException(
                                "the text has half a surrogate pair at position " + i + " and cannot be stored");
                    }
                    i++;
                }
            }
        }

        @Override
        void addObject(Object value) {
            if (!(value instanceof String text)) {
                throw unfit(value);
            }
            addText(text);
        }

        @Override
        void addRange(Cells other, int from, int to) {
            reserve(to - from);
            System.arraycopy(((TextCells) other).values, from, values, size, to - from);
            size += to - from;
        }

        @Override
        Cells pick(int[] rows) {
            TextCells picked = new TextCells();
            picked.values = new String[rows.length];
            for (int i = 0; i < rows.length; i++) {
                picked.values[i] = values[rows[i]];
            }
            picked.size = rows.length;
            return picked;
        }

        @Override
        int bufferCount() {
            return 3;
        }

        @Override
        long encodedBytes(int from, int to) {
            long bytes = 4L * (to - from + 1);
            for (int i = from; i < to; i++) {
                bytes += utf8Length(values[i]);
            }
            return bytes;
        }

        private static int utf8Length(String text) {
            int bytes = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                // Each half of a surrogate pair counts for two of the four bytes of its character.
                bytes += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
            return bytes;
        }

        @Override
        void encode(BatchBody body, int from, int to) {
            body.emptyBuffer();
            int[] end = {0};
            body.buffer(4 * (to - from + 1), out -> {
                out.putInt(0);
                for (int i = from; i < to; i++) {
                    end[0] += utf8Length(values[i]);
                    out.putInt(end[0]);
                }
            });
            body.buffer(end[0], out -> {
                for (int i = from; i < to; i++) {
                    out.put(values[i].getBytes(StandardCharsets.UTF_8));
                }
            });
        }

        @Override
        long[] leastBytes(long rows) {
            // Some writers leave out the only offset of an empty batch.
            return new long[] {rows == 0 ? 0 : 4 * (rows + 1), 0};
        }

        @Override
        long memoryBytes(long rows) {
            return 8 * rows;
        }

        @Override
        void decode(BatchBuffers buffers, int rows) throws IOException {
            reserve(rows);
            IntBuffer offsets = buffers.next(rows == 0 ? 0 : 4L * (rows + 1)).asIntBuffer();
            ByteBuffer data = buffers.next(0);
            if (rows == 0) {
                return;
            }
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            String last = "";
            int lastFrom = 0;
            int lastTo = 0;
            for (int i = 0; i < rows; i++) {
                int from = offsets.get(i);
                int to = offsets.get(i + 1);
                if (from < 0 || to < from || to > bytes.length) {
                    throw buffers.broken("the text offsets of row " + i + " point outside the batch");
                }
                // Neighbouring rows often hold the same word; one object is enough for a run of them.
                if (!Arrays.equals(bytes, lastFrom, lastTo, bytes, from, to)) {
                    last = decodeUtf8(buffers, bytes, from, to);
                }
                lastFrom = from;
                lastTo = to;
                values[size++] = last;
            }
        }

        private static String decodeUtf8(BatchBuffers buffers, byte[] bytes, int from, int to) throws IOException {
            String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
            if (text.indexOf('\uFFFD') >= 0) {
                // Either the replacement character itself or the mark of bytes that are no UTF-8.
                try {
                    CharBuffer strict =
                            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
                    return strict.toString();
                } catch (CharacterCodingException e) {
                    throw buffers.broken("a text is not valid UTF-8");
                }
            }
            return text;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof TextCells that && Arrays.equals(values, 0, size, that.values, 0, that.size);
        }

        @Override
        public int hashCode() {
            return asList().hashCode();
        }
    }

    /** An unmodifiable list over the first elements of an array. */
    private static final class TextList extends AbstractList<String> implements RandomAccess {
        private final String[] values;
        private final int size;

        TextList(String[] values, int size) {
            this.values = values;
            this.size = size;
        }

        @Override
        public String get(int index) {
            return values[java.util.Objects.checkIndex(index, size)];
        }

        @Override
        public int size() {
            return size;
        }
    }
}
