package org.cb1network.stages.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * For every ordered pair of neurons (a, b): how many spikes of a have a spike of b within the window.
 *
 * <p>One sweep through the spikes of the population in order of time keeps a bit set of the neurons that have a spike
 * within the window around the present one. That set is then added to the counters of the neuron that spiked: one
 * counter for each other neuron, kept bit-sliced (bit k of 64 counters in one word), so that one ripple-carry addition
 * counts for 64 neurons at once. The cost grows with spikes x neurons / 64 instead of with pairs x spikes per pair.
 *
 * <p>Not for use by two threads at a time.
 */
final class CoincidenceCounts {

    /** Counters that share one word. */
    static final int LANES = Long.SIZE;

    private static final int BYTE = (1 << Byte.SIZE) - 1;

    /** The bits of a byte, each at the lower end of a byte of a word. */
    private static final long[] SPREAD =
            IntStream.rangeClosed(0, BYTE).mapToLong(CoincidenceCounts::spread).toArray();

    private final int words;
    /** {@code planes[a][k * words + w]}: bit k of the counts of a against the neurons 64 w ... 64 w + 63. */
    private final long[][] planes;
    /** Eight counters in each word, while a row is read. */
    private final long[] eights = new long[LANES / Byte.SIZE];

    private CoincidenceCounts(int words, long[][] planes) {
        this.words = words;
        this.planes = planes;
    }

    static CoincidenceCounts of(SpikeTrains trains, int windowSteps) {
        int neurons = trains.neurons();
        int words = (neurons + LANES - 1) / LANES;
        long[][] planes = new long[neurons][];
        for (int a = 0; a < neurons; a++) {
            int bitsOfLargestCount = Integer.SIZE - Integer.numberOfLeadingZeros(trains.spikes(a));
            planes[a] = new long[bitsOfLargestCount * words];
        }
        CoincidenceCounts counts = new CoincidenceCounts(words, planes);
        counts.sweep(trains, windowSteps);
        return counts;
    }

    /** Number of words, each of {@link #LANES} neurons, that a row of counts has. */
    int words() {
        return words;
    }

    /**
     * Writes the counts of neuron {@code a} against the neurons of one word. Eight counters at a time are put together, each in a byte
     * of a word, out of eight bits of every plane.
     */
    void read(int a, int word, int[] counts) {
        long[] planesOfA = planes[a];
        Arrays.fill(counts, 0);
        int bit = 0;
        for (int at = word; at < planesOfA.length; ) {
            Arrays.fill(eights, 0);
            int firstBit = bit;
            for (; at < planesOfA.length && bit < firstBit + Byte.SIZE; at += words, bit++) {
                long plane = planesOfA[at];
                for (int i = 0; i < eights.length; i++) {
                    eights[i] |= SPREAD[(int) (plane >>> (i * Byte.SIZE)) & BYTE] << (bit - firstBit);
                }
            }
            for (int b = 0; b < LANES; b++) {
                counts[b] |= ((int) (eights[b / Byte.SIZE] >>> (b % Byte.SIZE * Byte.SIZE)) & BYTE) << firstBit;
            }
        }
    }

    private static long spread(int bits) {
        long word = 0;
        for (int i = 0; i < Byte.SIZE; i++) {
            word |= (bits >>> i & 1L) << (i * Byte.SIZE);
        }
        return word;
    }

    private void sweep(SpikeTrains trains, int windowSteps) {
        int spikes = trains.spikes();
        long[] active = new long[words];
        long[] carries = new long[words];
        int[] spikesInWindow = new int[trains.neurons()];
        int entering = 0;
        int leaving = 0;
        for (int s = 0; s < spikes; s++) {
            long step = trains.stepOfSpike(s);
            while (entering < spikes && trains.stepOfSpike(entering) <= step + windowSteps) {
                int neuron = trains.neuronOfSpike(entering++);
                if (spikesInWindow[neuron]++ == 0) {
                    active[neuron / LANES] |= 1L << neuron;
                }
            }
            while (trains.stepOfSpike(leaving) < step - windowSteps) {
                int neuron = trains.neuronOfSpike(leaving++);
                if (--spikesInWindow[neuron] == 0) {
                    active[neuron / LANES] &= ~(1L << neuron);
                }
            }
            countOneFor(active, carries, planes[trains.neuronOfSpike(s)]);
        }
    }

    /** Plane by plane rather than word by word: how far a carry goes can be predicted for all words together, but not for one. */
    private void countOneFor(long[] active, long[] carries, long[] planesOfA) {
        System.arraycopy(active, 0, carries, 0, words);
        long left = 1;
        for (int start = 0; left != 0; start += words) {
            left = 0;
            for (int word = 0; word < words; word++) {
                long before = planesOfA[start + word];
                long carry = carries[word];
                planesOfA[start + word] = before ^ carry;
                carries[word] = before & carry;
                left |= before & carry;
            }
        }
    }
}
