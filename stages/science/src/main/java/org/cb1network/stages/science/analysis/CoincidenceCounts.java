package org.cb1network.stages.science.analysis;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Counts, for every ordered pair of neurons (a, b), the spikes of a that have a spike of b within the window.
 *
 * <p>One sweep through the spikes of the population in order of time maintains a bit set of the neurons that have a
 * spike within the window around the current spike. That set is added to the counters of the spiking neuron: one
 * counter for each other neuron, stored bit-sliced (bit k of 64 counters in one word), so that one ripple-carry
 * addition counts for 64 neurons at once. The cost is proportional to spikes x neurons / 64 instead of pairs x spikes
 * per pair.
 *
 * <p>Not safe for use by several threads.
 */
final class CoincidenceCounts {

    /** Number of counters that share one word. */
    static final int LANES = Long.SIZE;

    private static final int BYTE = (1 << Byte.SIZE) - 1;

    /** Spreads the bits of a byte over the bytes of a word, each to its lowest bit. */
    private static final long[] SPREAD =
            IntStream.rangeClosed(0, BYTE).mapToLong(CoincidenceCounts::spread).toArray();

    private final int words;
    /** {@code planes[a][k][w]}: bit k of the counts of a against the neurons 64 w ... 64 w + 63. */
    private final long[][][] planes;
    /** Up to eight planes of one word, while a row is read. */
    private final long[] planesOfWord = new long[Byte.SIZE];

    private CoincidenceCounts(int words, long[][][] planes) {
        this.words = words;
        this.planes = planes;
    }

    static CoincidenceCounts of(PopulationSpikes trains, int windowSteps) {
        int neurons = trains.neurons();
        int words = (neurons + LANES - 1) / LANES;
        long[][][] planes = new long[neurons][][];
        for (int a = 0; a < neurons; a++) {
            planes[a] = new long[bitsOf(trains.spikes(a))][words];
        }
        CoincidenceCounts counts = new CoincidenceCounts(words, planes);
        counts.sweep(trains, windowSteps);
        return counts;
    }

    /** Returns the number of words, each for {@link #LANES} neurons, in a row of counts. */
    int words() {
        return words;
    }

    /**
     * Writes the counts of neuron {@code a} against the neurons of one word. Eight counters at a time are assembled,
     * each in a byte of a word, from eight bits of up to eight planes.
     */
    void read(int a, int word, int[] counts) {
        long[][] planesOfA = planes[a];
        Arrays.fill(counts, 0);
        for (int firstBit = 0; firstBit < planesOfA.length; firstBit += Byte.SIZE) {
            int bits = Math.min(planesOfA.length - firstBit, Byte.SIZE);
            for (int bit = 0; bit < bits; bit++) {
                planesOfWord[bit] = planesOfA[firstBit + bit][word];
            }
            for (int lane = 0; lane < LANES; lane += Byte.SIZE) {
                long eight = 0;
                for (int bit = 0; bit < bits; bit++) {
                    eight |= SPREAD[(int) (planesOfWord[bit] >>> lane) & BYTE] << bit;
                }
                for (int i = 0; i < Byte.SIZE; i++) {
                    counts[lane + i] |= ((int) (eight >>> (i * Byte.SIZE)) & BYTE) << firstBit;
                }
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

    private void sweep(PopulationSpikes trains, int windowSteps) {
        int spikes = trains.spikes();
        long[] active = new long[words];
        long[] carry = new long[words];
        long[] nextCarry = new long[words];
        int[] spikesSoFar = new int[trains.neurons()];
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
            int neuron = trains.neuronOfSpike(s);
            System.arraycopy(active, 0, carry, 0, words);
            countOneFor(planes[neuron], bitsOf(++spikesSoFar[neuron]), carry, nextCarry);
        }
    }

    private static int bitsOf(int largestCount) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(largestCount);
    }

    /**
     * Adds plane by plane, so that many words are added at once. It processes as many planes as the counts can need so
     * far, wherever the carries end.
     */
    private static void countOneFor(long[][] planesOfA, int bits, long[] carry, long[] nextCarry) {
        long[] in = carry;
        long[] out = nextCarry;
        for (int bit = 0; bit < bits; bit++) {
            and(planesOfA[bit], in, out);
            addWithoutCarry(planesOfA[bit], in);
            long[] next = out;
            out = in;
            in = next;
        }
    }

    // One store per loop, at the index of the loads: the JVM vectorizes such loops.

    private static void and(long[] plane, long[] carry, long[] result) {
        for (int word = 0; word < result.length; word++) {
            result[word] = plane[word] & carry[word];
        }
    }

    private static void addWithoutCarry(long[] plane, long[] carry) {
        for (int word = 0; word < plane.length; word++) {
            plane[word] ^= carry[word];
        }
    }
}
