package org.cb1network.stages.network.kernel;

import java.util.stream.IntStream;
import org.cb1network.stages.network.random.BernoulliMask;
import org.cb1network.stages.network.random.RandomStream;
import org.jspecify.annotations.Nullable;

/** The synapses of one projection: a row of targets for every pre-synaptic neuron. Drawn targets are in ascending order. */
final class Synapses {
    private static final int SYNAPSES_PER_LINE = 16;
    private static final int LINES_READ_AHEAD = 4;

    private final Channel channel;
    /** The conductances of all targets. */
    private final double[] values;

    private final Slots places;
    private final double weight;
    /** Numbers of the rows. */
    private final int[] rowStart;

    private final int[] targets;
    /** Weight of every synapse, if weights differ. */
    private final double @Nullable [] weights;

    private final @Nullable DynamicSynapses dynamics;
    private final @Nullable BernoulliMask release;
    private RandomStream releaseRandom;
    private long delivered;

    /** Depends on the numbers that were read ahead, so that no compiler removes the reading; not used otherwise. */
    @SuppressWarnings("UnusedVariable")
    private int readAhead;

    /**
     * Creates synapses onto one population.
     *
     * @param conductance of the post-synaptic population
     * @param weight in the unit of the receptor, if the rows have none
     * @param rows of places of this conductance, without delays of their own
     * @param probability that a spike releases at a synapse
     * @param dynamics null if the synapses have no short-term plasticity
     */
    Synapses(
            Conductance conductance,
            double weight,
            SynapseRows rows,
            double probability,
            RandomStream releaseRandom,
            @Nullable DynamicSynapses dynamics) {
        this.dynamics = dynamics;
        this.channel = conductance.channel();
        this.values = conductance.values();
        this.places = conductance.places();
        this.weight = weight;
        this.rowStart = rows.rows().starts();
        this.targets = rows.rows().targets();
        this.weights = rows.weights();
        this.release = probability < 1 ? new BernoulliMask(probability) : null;
        this.releaseRandom = releaseRandom;
    }

    /** Returns the targets of a pre-synaptic neuron, in ascending order. */
    int[] targets(int preNeuron) {
        return IntStream.range(rowStart[preNeuron], rowStart[preNeuron + 1])
                .map(i -> places.neuronAt(targets[i]))
                .sorted()
                .toArray();
    }

    /** Returns the number of synaptic events delivered so far. */
    long delivered() {
        return delivered;
    }

    /** The state of synapses that is not part of a conductance. A simulation that continues from it forks the stream. */
    record Progress(RandomStream release, long delivered) {
        /** Returns its size in bytes. */
        static final long BYTES = 5000;
    }

    /** Returns the current state. */
    Progress progress() {
        return new Progress(releaseRandom.fork(), delivered);
    }

    /** Continues from a state. */
    void resume(Progress progress) {
        releaseRandom = progress.release.fork();
        delivered = progress.delivered;
    }

    /**
     * Reads one number of each of the first cache lines of the rows of the neurons that spiked. The rows exceed the inner caches. Reading
     * ahead loads their beginnings concurrently instead of one after the other; after that the processor prefetches by itself.
     */
    void readAhead(int[] spiking, int count) {
        int[] row = targets;
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int neuron = spiking[i];
            int from = rowStart[neuron];
            int to = Math.min(rowStart[neuron + 1], from + LINES_READ_AHEAD * SYNAPSES_PER_LINE);
            for (int synapse = from; synapse < to; synapse += SYNAPSES_PER_LINE) {
                sum += row[synapse];
            }
        }
        readAhead = sum;
    }

    /** Delivers spikes that act in this step. */
    void propagate(int step, int[] spiking, int count) {
        double units = channel.unitsOf(weight);
        for (int i = 0; i < count; i++) {
            int neuron = spiking[i];
            int from = rowStart[neuron];
            int to = rowStart[neuron + 1];
            double fraction = dynamics == null ? 1 : dynamics.spike(neuron, step);
            if (release != null) {
                deliverReleased(release, from, to, fraction * units, fraction);
            } else if (weights == null) {
                deliver(from, to, fraction * units);
            } else {
                deliver(from, to, weights, fraction);
            }
        }
    }

    private void deliver(int from, int to, double units) {
        double[] g = values;
        int[] row = targets;
        for (int i = from; i < to; i++) {
            g[row[i]] += units;
        }
        delivered += to - from;
    }

    private void deliver(int from, int to, double[] ofSynapses, double fraction) {
        double[] g = values;
        for (int i = from; i < to; i++) {
            g[targets[i]] += channel.unitsOf(fraction * ofSynapses[i]);
        }
        delivered += to - from;
    }

    private void deliverReleased(BernoulliMask mask, int from, int to, double units, double fraction) {
        for (int word = from; word < to; word += Long.SIZE) {
            long released = mask.draw(releaseRandom);
            if (to - word < Long.SIZE) {
                released &= (1L << (to - word)) - 1;
            }
            delivered += Long.bitCount(released);
            if (weights == null) {
                deliverMarked(released, word, units);
            } else {
                deliverMarked(released, word, weights, fraction);
            }
        }
    }

    private void deliverMarked(long marked, int from, double units) {
        double[] g = values;
        int[] row = targets;
        for (long rest = marked; rest != 0; rest &= rest - 1) {
            g[row[from + Long.numberOfTrailingZeros(rest)]] += units;
        }
    }

    private void deliverMarked(long marked, int from, double[] ofSynapses, double fraction) {
        double[] g = values;
        for (long rest = marked; rest != 0; rest &= rest - 1) {
            int i = from + Long.numberOfTrailingZeros(rest);
            g[targets[i]] += channel.unitsOf(fraction * ofSynapses[i]);
        }
    }
}
