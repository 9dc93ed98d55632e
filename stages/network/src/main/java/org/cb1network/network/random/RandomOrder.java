package org.cb1network.network.random;

import java.util.Arrays;

/**
 * The beginning of a random order of the numbers 0 ... size - 1, as far as one needs it.
 *
 * <p>Any beginning is a set drawn without replacement, all of them equally likely, and a shorter beginning is a random subset of a
 * longer one. Numbers are drawn with replacement, and those that came before are passed over: cheap as long as most of them are new.
 */
public final class RandomOrder {
    private static final int SHORT_PIECES = 1 << Short.SIZE;

    /** 1 at each number. Its length is a power of two, so that random bits are places in it. */
    private final byte[] all;
    /** 1 at each number that has not come. */
    private final byte[] left;

    private final int[] numbers;
    private int length;

    /**
     * Nothing is drawn yet.
     *
     * @param size at least 1 and at most 2^30
     */
    public RandomOrder(int size) {
        this.all = new byte[Math.max(2, 2 * Integer.highestOneBit(size - 1))];
        Arrays.fill(all, 0, size, (byte) 1);
        this.left = all.clone();
        // The last one that does not count is written, too.
        this.numbers = new int[size + 1];
    }

    /** Begins another order. */
    public void restart() {
        System.arraycopy(all, 0, left, 0, left.length);
        length = 0;
    }

    /**
     * Draws on until at least so many numbers are known.
     *
     * @param wanted at most as many as there are
     */
    public void extend(RandomStream random, int wanted) {
        while (length < wanted) {
            int word = random.available();
            random.use(
                    left.length <= SHORT_PIECES
                            ? takeShortPieces(random.words(), word, wanted)
                            : takeLongPieces(random.words(), word, wanted));
        }
    }

    /** The numbers in their order; those that were asked for count. */
    public int[] numbers() {
        return numbers;
    }

    private int takeShortPieces(long[] words, int from, int wanted) {
        byte[] isLeft = left;
        int[] drawn = numbers;
        int mask = isLeft.length - 1;
        int count = length;
        int next = from;
        do {
            long word = words[next++];
            int first = (int) word & mask;
            drawn[count] = first;
            count += isLeft[first];
            isLeft[first] = 0;
            int second = (int) (word >>> Short.SIZE) & mask;
            drawn[count] = second;
            count += isLeft[second];
            isLeft[second] = 0;
            int third = (int) (word >>> (2 * Short.SIZE)) & mask;
            drawn[count] = third;
            count += isLeft[third];
            isLeft[third] = 0;
            int fourth = (int) (word >>> (3 * Short.SIZE)) & mask;
            drawn[count] = fourth;
            count += isLeft[fourth];
            isLeft[fourth] = 0;
            // The length of the buffer is a constant here: the loop has no register left for it.
        } while (count < wanted && next % RandomStream.BUFFERED_WORDS != 0);
        length = count;
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
