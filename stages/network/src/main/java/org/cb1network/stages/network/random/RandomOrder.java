package org.cb1network.stages.network.random;

import java.util.Arrays;

/**
 * The beginning of a random order of the numbers 0 ... size - 1, drawn as far as it is needed.
 *
 * <p>A beginning is a set drawn without replacement, all sets being equally likely, and a shorter beginning is a random subset of a
 * longer one. Numbers are drawn with replacement, and repeated ones are skipped, which is cheap while most are new.
 */
public final class RandomOrder {
    /** The largest size of an order that can be drawn into an array of the caller and repeated from there. */
    public static final int MOST_SHORT_NUMBERS = 1 << Character.SIZE;

    /** 1 at each number. Its length is a power of two, so that random bits are places in it. */
    private final byte[] all;
    /** 1 at each number that has not been drawn, if {@code marked}. */
    private final byte[] left;

    private final boolean shortNumbers;
    /** The numbers, if they are ints. */
    private final int[] numbers;
    /** The default array for short numbers. */
    private final char[] own;

    /** The numbers, if they are shorts; a read-only array of another object if {@code repeated}. */
    private char[] drawn;
    /** Index of the first short number. */
    private int first;
    /** Number of drawn numbers. */
    private int length;

    private boolean repeated;
    private boolean marked;

    /**
     * Creates an order of which nothing is drawn yet.
     *
     * @param size at least 1 and at most 2^30
     */
    public RandomOrder(int size) {
        this.all = new byte[Math.max(2, 2 * Integer.highestOneBit(size - 1))];
        Arrays.fill(all, 0, size, (byte) 1);
        this.left = all.clone();
        this.shortNumbers = size <= MOST_SHORT_NUMBERS;
        // The last number, which does not count, is also written.
        this.numbers = new int[shortNumbers ? 0 : size + 1];
        this.own = new char[shortNumbers ? size + 1 : 0];
        this.drawn = own;
    }

    /** Starts another order. */
    public void restart() {
        restart(own, 0);
    }

    /**
     * Starts another order that is drawn into the given array; for sizes up to {@link #MOST_SHORT_NUMBERS}.
     *
     * @param place an array with room for all numbers and one more
     * @param from index of the first number
     */
    public void restart(char[] place, int from) {
        begin(place, from, 0, false);
    }

    /**
     * Starts with numbers that an order of the same size has drawn before.
     *
     * @param place array of the numbers, which is not changed
     * @param from place of the first number
     * @param count their number
     */
    public void repeat(char[] place, int from, int count) {
        begin(place, from, count, true);
    }

    private void begin(char[] place, int from, int count, boolean again) {
        drawn = place;
        first = from;
        length = count;
        repeated = again;
        marked = false;
    }

    /**
     * Draws until at least the given number of numbers is known.
     *
     * @param wanted at most the size
     */
    public void extend(RandomStream random, int wanted) {
        if (length < wanted && !marked) {
            mark();
        }
        while (length < wanted) {
            int word = random.available();
            random.use(
                    shortNumbers
                            ? takeShortPieces(random.words(), word, wanted)
                            : takeLongPieces(random.words(), word, wanted));
        }
    }

    private void mark() {
        System.arraycopy(all, 0, left, 0, left.length);
        if (repeated) {
            System.arraycopy(drawn, first, own, 0, length);
            drawn = own;
            first = 0;
            repeated = false;
        }
        for (int i = 0; i < length; i++) {
            left[number(i)] = 0;
        }
        marked = true;
    }

    /** Returns the number of drawn numbers, which may be slightly more than requested. */
    public int length() {
        return length;
    }

    /** Returns a drawn number by its position in the order. */
    public int number(int place) {
        return shortNumbers ? drawn[first + place] : numbers[place];
    }

    /** Adds an amount to the values of the first numbers; the value of number 0 is at {@code start}. */
    public void add(double amount, int count, double[] values, int start) {
        if (shortNumbers) {
            char[] places = drawn;
            for (int i = first; i < first + count; i++) {
                values[start + places[i]] += amount;
            }
        } else {
            for (int i = 0; i < count; i++) {
                values[start + numbers[i]] += amount;
            }
        }
    }

    private int takeShortPieces(long[] words, int from, int wanted) {
        byte[] isLeft = left;
        char[] places = drawn;
        int mask = isLeft.length - 1;
        int end = first + length;
        int enough = first + wanted;
        int next = from;
        do {
            long word = words[next++];
            int one = (int) word & mask;
            places[end] = (char) one;
            end += isLeft[one];
            isLeft[one] = 0;
            int two = (int) (word >>> Short.SIZE) & mask;
            places[end] = (char) two;
            end += isLeft[two];
            isLeft[two] = 0;
            int three = (int) (word >>> (2 * Short.SIZE)) & mask;
            places[end] = (char) three;
            end += isLeft[three];
            isLeft[three] = 0;
            int four = (int) (word >>> (3 * Short.SIZE)) & mask;
            places[end] = (char) four;
            end += isLeft[four];
            isLeft[four] = 0;
            // The length of the buffer is a constant here: the loop has no register left for it.
        } while (end < enough && next % RandomStream.BUFFERED_WORDS != 0);
        length = end - first;
        return next;
    }

    private int takeLongPieces(long[] words, int from, int wanted) {
        int mask = left.length - 1;
        int count = length;
        int next = from;
        do {
            long word = words[next++];
            for (int piece = 0; piece < 2; piece++) {
                int number = (int) word & mask;
                numbers[count] = number;
                count += left[number];
                left[number] = 0;
                word >>>= Integer.SIZE;
            }
        } while (count < wanted && next % RandomStream.BUFFERED_WORDS != 0);
        length = count;
        return next;
    }
}
