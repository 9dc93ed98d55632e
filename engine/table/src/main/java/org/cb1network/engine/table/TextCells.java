package org.cb1network.engine.table;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntToLongFunction;

/**
 * Cells of {@link ColumnType#TEXT}. Most columns repeat a few texts many times, so each of these texts is stored once
 * and the cells hold its number. A column of millions of names is therefore a plain array that the garbage collector
 * need not scan.
 */
final class TextCells extends Cells {

    private static final int VIEW_BYTES = 16;

    private int[] numbers = {};
    private Texts texts = new Texts();

    TextCells(TableSchema schema, Column column) {
        super(schema, column);
    }

    @Override
    String get(int row) {
        return texts.get(numbers[row]);
    }

    @Override
    int capacity() {
        return numbers.length;
    }

    @Override
    void resize(int capacity) {
        numbers = Arrays.copyOf(numbers, capacity);
    }

    @Override
    void clear() {
        super.clear();
        texts = new Texts();
    }

    /** Returns the cells as an unmodifiable list. */
    List<String> asList() {
        return new TextList(texts, numbers, size);
    }

    @Override
    void addText(String value) {
        addNumber(numberOf(value));
    }

    private int numberOf(String value) {
        int number = texts.find(value);
        if (number >= 0) {
            return number;
        }
        checkEncodable(value);
        return texts.add(value);
    }

    private void addNumber(int number) {
        if (size == numbers.length) {
            reserve(1);
        }
        numbers[size++] = number;
    }

    /**
     * Rejects half a surrogate pair, which has no UTF-8 form; encoded anyway, two different texts would give the same
     * bytes.
     */
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
        TextCells source = (TextCells) other;
        Numbering numbering = new Numbering(source.texts, texts);
        for (int i = from; i < to; i++) {
            numbers[size++] = numbering.of(source.numbers[i]);
        }
    }

    @Override
    Cells pick(int[] rows) {
        TextCells picked = new TextCells(schema, column);
        picked.reserve(rows.length);
        Numbering numbering = new Numbering(texts, picked.texts);
        for (int row : rows) {
            picked.numbers[picked.size++] = numbering.of(numbers[row]);
        }
        return picked;
    }

    @Override
    long encodedBytes(int from, int to) {
        long bytes = 4L * (to - from + 1);
        for (int i = from; i < to; i++) {
            bytes += utf8Length(get(i));
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
                end[0] += utf8Length(get(i));
                out.putInt(end[0]);
            }
        });
        body.buffer(end[0], out -> {
            for (int i = from; i < to; i++) {
                out.put(get(i).getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    @Override
    long memoryBytes(long rows) {
        return 16 * rows;
    }

    @Override
    void decode(BatchBuffers buffers, int rows) throws IOException {
        IntBuffer offsets = buffers.next(CellForm.UTF8.leastBytes(rows)).asIntBuffer();
        decode(buffers, rows, offsets::get);
    }

    /** Decodes cells like {@link #decode(BatchBuffers, int)}, but from {@link CellForm#LARGE_UTF8}. */
    void decodeLarge(BatchBuffers buffers, int rows) throws IOException {
        LongBuffer offsets = buffers.next(CellForm.LARGE_UTF8.leastBytes(rows)).asLongBuffer();
        decode(buffers, rows, offsets::get);
    }

    private void decode(BatchBuffers buffers, int rows, IntToLongFunction offsets) throws IOException {
        reserve(rows);
        byte[] bytes = array(buffers.next(0));
        RecentTexts recent = new RecentTexts(bytes);
        for (int i = 0; i < rows; i++) {
            long from = offsets.applyAsLong(i);
            long to = offsets.applyAsLong(i + 1);
            if (from < 0 || to < from || to > bytes.length) {
                throw buffers.broken("the text offsets of row " + i + " point outside the batch");
            }
            addNumber(numberOf(buffers, bytes, (int) from, (int) to, recent));
        }
    }

    /** Decodes cells like {@link #decode(BatchBuffers, int)}, but from {@link CellForm#UTF8_VIEW}. */
    void decodeViews(BatchBuffers buffers, int rows) throws IOException {
        reserve(rows);
        byte[] views = array(buffers.next(CellForm.UTF8_VIEW.leastBytes(rows)));
        ByteBuffer numbers = ByteBuffer.wrap(views).order(ByteOrder.LITTLE_ENDIAN);
        RecentTexts recentViews = new RecentTexts(views);
        List<byte[]> texts = new ArrayList<>();
        List<RecentTexts> recentTexts = new ArrayList<>();
        while (buffers.hasNext()) {
            texts.add(array(buffers.next(0)));
            recentTexts.add(new RecentTexts(texts.get(texts.size() - 1)));
        }
        for (int i = 0; i < rows; i++) {
            int view = VIEW_BYTES * i;
            int length = numbers.getInt(view);
            if (length >= 0 && length <= VIEW_BYTES - Integer.BYTES) {
                int from = view + Integer.BYTES;
                addNumber(numberOf(buffers, views, from, from + length, recentViews));
                continue;
            }
            int buffer = numbers.getInt(view + 2 * Integer.BYTES);
            int from = numbers.getInt(view + 3 * Integer.BYTES);
            if (length < 0
                    || buffer < 0
                    || buffer >= texts.size()
                    || from < 0
                    || from > texts.get(buffer).length - length) {
                throw buffers.broken("the text view of row " + i + " points outside the batch");
            }
            addNumber(numberOf(buffers, texts.get(buffer), from, from + length, recentTexts.get(buffer)));
        }
    }

    private int numberOf(BatchBuffers buffers, byte[] bytes, int from, int to, RecentTexts recent) throws IOException {
        int place = recent.place(from, to);
        int number = recent.find(place, from, to);
        if (number < 0) {
            number = numberOf(decodeUtf8(buffers, bytes, from, to));
            recent.put(place, from, to, number);
        }
        return number;
    }

    private static byte[] array(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** The most recently decoded texts, by their bytes. */
    private static final class RecentTexts {
        private static final int PLACES = 64;

        private final byte[] bytes;
        private final int[] starts = new int[PLACES];
        private final int[] ends = new int[PLACES];
        private final int[] numbers = new int[PLACES];

        RecentTexts(byte[] bytes) {
            this.bytes = bytes;
            Arrays.fill(numbers, -1);
        }

        /** Returns the slot of a text. */
        int place(int from, int to) {
            int hash = to - from;
            for (int i = from; i < to; i++) {
                hash = 31 * hash + bytes[i];
            }
            return hash & (PLACES - 1);
        }

        /** Returns the number of the text, or a negative number if its slot is empty or has another text. */
        int find(int place, int from, int to) {
            return Arrays.equals(bytes, starts[place], ends[place], bytes, from, to) ? numbers[place] : -1;
        }

        void put(int place, int from, int to, int number) {
            starts[place] = from;
            ends[place] = to;
            numbers[place] = number;
        }
    }

    private static String decodeUtf8(BatchBuffers buffers, byte[] bytes, int from, int to) throws IOException {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            // Either a genuine replacement character or a sign of invalid UTF-8.
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
        return other instanceof TextCells that && asList().equals(that.asList());
    }

    @Override
    public int hashCode() {
        return asList().hashCode();
    }

    /**
     * Texts by number. Only the first ones are deduplicated, which bounds the size of the map; later ones always get a
     * new number.
     */
    private static final class Texts {
        private static final int LOOKED_FOR = 1024;

        private final List<String> all = new ArrayList<>();
        private final Map<String, Integer> numbers = new HashMap<>();

        String get(int number) {
            return all.get(number);
        }

        int count() {
            return all.size();
        }

        /** Returns the number of a text; negative if it is unknown. */
        int find(String text) {
            return numbers.getOrDefault(text, -1);
        }

        int add(String text) {
            if (all.size() < LOOKED_FOR) {
                numbers.put(text, all.size());
            }
            all.add(text);
            return all.size() - 1;
        }
    }

    /** Renumbers a subset of texts. */
    private static final class Numbering {
        private final Texts from;
        private final Texts to;
        /** 1 plus the number, for texts that have been requested. */
        private final int[] known;

        Numbering(Texts from, Texts to) {
            this.from = from;
            this.to = to;
            this.known = new int[from.count()];
        }

        int of(int number) {
            if (known[number] == 0) {
                int found = to.find(from.get(number));
                known[number] = 1 + (found < 0 ? to.add(from.get(number)) : found);
            }
            return known[number] - 1;
        }
    }

    /** An unmodifiable list over the first cells of a column. */
    private static final class TextList extends AbstractList<String> implements RandomAccess {
        private final Texts texts;
        private final int[] numbers;
        private final int size;

        TextList(Texts texts, int[] numbers, int size) {
            this.texts = texts;
            this.numbers = numbers;
            this.size = size;
        }

        @Override
        public String get(int index) {
            return texts.get(numbers[Objects.checkIndex(index, size)]);
        }

        @Override
        public int size() {
            return size;
        }
    }
}
