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
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Cells of {@link ColumnType#TEXT}. */
final class TextCells extends Cells {
    String[] values = {};

    TextCells(TableSchema schema, Column column) {
        super(schema, column);
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
    private void checkEncodable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean paired = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!paired) {
                    throw error("the text has half a surrogate pair at position " + i + " and cannot be stored");
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
        TextCells picked = new TextCells(schema, column);
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
        RecentTexts recent = new RecentTexts(bytes);
        for (int i = 0; i < rows; i++) {
            int from = offsets.get(i);
            int to = offsets.get(i + 1);
            if (from < 0 || to < from || to > bytes.length) {
                throw buffers.broken("the text offsets of row " + i + " point outside the batch");
            }
            int place = recent.place(from, to);
            String text = recent.find(place, from, to);
            if (text == null) {
                text = decodeUtf8(buffers, bytes, from, to);
                recent.put(place, from, to, text);
            }
            values[size++] = text;
        }
    }

    /** Texts met before: most columns hold a few words again and again, and one object is enough for each. */
    private static final class RecentTexts {
        private static final int PLACES = 64;

        private final byte[] bytes;
        private final int[] starts = new int[PLACES];
        private final int[] ends = new int[PLACES];
        private final @Nullable String[] texts = new @Nullable String[PLACES];

        RecentTexts(byte[] bytes) {
            this.bytes = bytes;
        }

        /** Where a text is kept, if it is. */
        int place(int from, int to) {
            int hash = to - from;
            for (int i = from; i < to; i++) {
                hash = 31 * hash + bytes[i];
            }
            return hash & (PLACES - 1);
        }

        @Nullable
        String find(int place, int from, int to) {
            return Arrays.equals(bytes, starts[place], ends[place], bytes, from, to) ? texts[place] : null;
        }

        void put(int place, int from, int to, String text) {
            starts[place] = from;
            ends[place] = to;
            texts[place] = text;
        }
    }

    private static String decodeUtf8(BatchBuffers buffers, byte[] bytes, int from, int to) throws IOException {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            // Either the replacement character itself or the mark of bytes that are no UTF-8.
            try {
                CharBuffer strict = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, to - from));
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
            return values[Objects.checkIndex(index, size)];
        }

        @Override
        public int size() {
            return size;
        }
    }
}
