package org.cb1network.stages.network.random;

import java.util.Arrays;

/**
 * The beginning of a random order of the numbers 0 ... size - 1, as far as one needs it.
 *
 * <p>Any beginning is a set drawn without replacement, all of them equally likely, and a shorter beginning is a random subset of a
 * longer one. Numbers are drawn with replacement, and those that came before are passed over: cheap as long as most of them are new.
 */
public final class RandomOrder {
    /** The largest size of an order that can be drawn to a place of one's choice, and repeated from there. */
    public static final int MOST_SHORT_NUMBERS = 1 << Character.SIZE;

    /** 1 at each number. Its length is a power of two, so that random bits are places in it. */
    private final byte[] all;
    /** 1 at each number that has not come, if {@code marked}. */
    private final byte[] left;

    private final boolean shortNumbers;
    /** The numbers, if they are not short. */
    private final int[] numbers;
    /** Where short numbers are drawn to if nothing else is asked for. */
    private final char[] own;

    /** The numbers, if they are short; somebody else's, not to be written, if {@code repeated}. */
    private char[] drawn;
    /** Place of the first short number. */
    private int first;
    /** How many numbers are known. */
    private int length;

    private boolean repeated;
    private boolean marked;

    /**
     * Nothing is drawn yet.
     *
     * @param size at least 1 and at most 2^30
     */
    public RandomOrder(int size) {
        this.all = new byte[Math.max(2, 2 * Integer.highestOneBit(size - 1))];
        Arrays.fill(all, 0, size, (byte) 1);
        this.left = all.clone();
        this.shortNumbers = size <= MOST_SHORT_NUMBERS;
        // The last one that does not count is written, too.
        this.numbers = new int[shortNumbers ? 0 : size + 1];
        this.own = new char[shortNumbers ? size + 1 : 0];
        this.drawn = own;
    }

    /** Begins another order. */
    public void restart() {
        restart(own, 0);
    }

    /**
     * Begins another order, to be drawn to some place; for sizes up to {@link #MOST_SHORT_NUMBERS}.
     *
     * @param place with room for all numbers and one more
     * @param from place of the first number
     */
    public void restart(char[] place, int from) {
        begin(place, from, 0, false);
    }

    /**
     * Begins with numbers that were drawn before by an order of the same size.
     *
     * @param place of the numbers; it stays as it is
     * @param from place of the first number
     * @param count how many there are
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
     * Draws on until at least so many numbers are known.
     *
     * @param wanted at most as many as there are
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

    /** How many numbers are known: a few more than were asked for, if random bits gave them. */
    public int length() {
        return length;
    }

    /** A known number by its place in the order. */
    public int number(int place) {
        return shortNumbers ? drawn[first + place] : numbers[place];
    }

    /** Adds an amount to the values of the first numbers, where that of number 0 is at {@code start}. */
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
