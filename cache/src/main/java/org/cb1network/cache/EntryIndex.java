package org.cb1network.cache;

import java.util.Arrays;

/**
 * Maps each key to the location of its record and the time of its last use. It is a hash table over flat arrays that
 * needs about 40 bytes per entry. It holds only the first 16 bytes of each key, so the reader of a record must compare
 * the whole key.
 *
 * <p>Not safe for use by several threads.
 */
final class EntryIndex {

    static final long NOWHERE = -1;

    private static final int CHUNK_BITS = 14;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int FIRST_SLOTS = 1 << 10;

    /** Entry numbers plus one; 0 marks a free slot. Open addressing, at most three quarters full. */
    private int[] slots = new int[FIRST_SLOTS];

    /**
     * Two words of the key and the location for each entry. The array is chunked so that growing copies almost nothing.
     */
    private long[][] words = new long[0][];

    private int[][] uses = new int[0][];
    private int numbers;
    private int size;

    /** Returns number of entries that have a location. */
    int size() {
        return size;
    }

    /** Returns the location of a key's record, or {@link #NOWHERE}. */
    long location(Digest key) {
        int number = number(key);
        return number < 0 ? NOWHERE : location(number);
    }

    /** Sets the location of a key's record. */
    void put(Digest key, long location, int usedMinute) {
        int number = number(key);
        if (number < 0) {
            number = add(key);
        }
        if (location(number) == NOWHERE) {
            size++;
        }
        word(number, 2, location);
        uses[number >>> CHUNK_BITS][number & CHUNK - 1] = Math.max(used(number), usedMinute);
    }

    /** Removes the location of a key's record. */
    void remove(Digest key) {
        int number = number(key);
        if (number >= 0 && location(number) != NOWHERE) {
            word(number, 2, NOWHERE);
            size--;
        }
    }

    /** Returns the minute since 1970 in which a key was last used, or 0 for an unknown key. */
    int usedMinute(Digest key) {
        int number = number(key);
        return number < 0 ? 0 : used(number);
    }

    /** Returns the minute since 1970 in which a key with this first word was last used, or 0 if there is none. */
    int usedMinute(long firstWord) {
        int latest = 0;
        int mask = slots.length - 1;
        for (int slot = hash(firstWord) & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int number = slots[slot] - 1;
            if (word(number, 0) == firstWord && location(number) != NOWHERE) {
                latest = Math.max(latest, used(number));
            }
        }
        return latest;
    }

    /** Records a use of every key with this first word. */
    void use(long firstWord, int minute) {
        int mask = slots.length - 1;
        for (int slot = hash(firstWord) & mask; slots[slot] != 0; slot = slot + 1 & mask) {
            int number = slots[slot] - 1;
            if (word(number, 0) == firstWord) {
                int[] chunk = uses[number >>> CHUNK_BITS];
                chunk[number & CHUNK - 1] = Math.max(chunk[number & CHUNK - 1], minute);
            }
        }
    }

    private int number(Digest key) {
        int mask = slots.length - 1;
        for (int slot = hash(key.first()) & mask; slots[slot] != 0; slot = slot + 1 & mask) {
            int number = slots[slot] - 1;
            if (word(number, 0) == key.first() && word(number, 1) == key.second()) {
                return number;
            }
        }
        return -1;
    }

    private int add(Digest key) {
        if (numbers >= slots.length / 4 * 3) {
            growSlots();
        }
        int number = numbers++;
        if (number >>> CHUNK_BITS == words.length) {
            words = Arrays.copyOf(words, words.length + 1);
            words[words.length - 1] = new long[3 * CHUNK];
            uses = Arrays.copyOf(uses, uses.length + 1);
            uses[uses.length - 1] = new int[CHUNK];
        }
        word(number, 0, key.first());
        word(number, 1, key.second());
        word(number, 2, NOWHERE);
        occupy(number);
        return number;
    }

    private void growSlots() {
        slots = new int[2 * slots.length];
        for (int number = 0; number < numbers; number++) {
            occupy(number);
        }
    }

    private void occupy(int number) {
        int mask = slots.length - 1;
        int slot = hash(word(number, 0)) & mask;
        while (slots[slot] != 0) {
            slot = slot + 1 & mask;
        }
        slots[slot] = number + 1;
    }

    private long location(int number) {
        return word(number, 2);
    }

    private int used(int number) {
        return uses[number >>> CHUNK_BITS][number & CHUNK - 1];
    }

    private long word(int number, int which) {
        return words[number >>> CHUNK_BITS][3 * (number & CHUNK - 1) + which];
    }

    private void word(int number, int which, long value) {
        words[number >>> CHUNK_BITS][3 * (number & CHUNK - 1) + which] = value;
    }

    private static int hash(long firstWord) {
        return (int) (firstWord ^ firstWord >>> 32);
    }
}
