package org.cb1network.stages.analysis;

/**
 * For every ordered pair of neurons (a, b): how many spikes of a have a spike of b within the window.
 *
 * <p>One sweep through the spikes of the population in order of time keeps a bit set of the neurons that have a spike
 * within the window around the present one. That set is then added to the counters of the neuron that spiked: one
 * counter for each other neuron, kept bit-sliced (bit k of 64 counters in one word), so that one ripple-carry addition
 * counts for 64 neurons at once. The cost grows with spikes x neurons / 64 instead of with pairs x spikes per pair.
 */
final class CoincidenceCounts {

    /** Counters that share one word. */
    static final int LANES = Long.SIZE;

    private final int words;
    /** {@code planes[a][k * words + w]}: bit k of the counts of a against the neurons 64 w ... 64 w + 63. */
    private final long[][] planes;

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

    /** Writes the counts of neuron {@code a} against the neurons of one word. */
    void read(int a, int word, int[] counts) {
        long[] planesOfA = planes[a];
        for (int b = 0; b < LANES; b++) {
            counts[b] = 0;
        }
        for (int at = word, bit = 0; at < planesOfA.length; at += words, bit++) {
            long plane = planesOfA[at];
            for (int b = 0; b < LANES; b++) {
                counts[b] |= (int) ((plane >>> b) & 1L) << bit;
            }
        }
    }

    private void sweep(SpikeTrains trains, int windowSteps) {
        int spikes = trains.spikes();
        long[] active = new long[words];
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
            countOneFor(active, planes[trains.neuronOfSpike(s)]);
        }
    }

    private void countOneFor(long[] active, long[] planesOfA) {
        for (int word = 0; word < words; word++) {
            long carry = active[word];
            for (int at = word; carry != 0; at += words) {
                long plane = planesOfA[at];
                planesOfA[at] = plane ^ carry;
                carry &= plane;
            }
        }
    }
}
