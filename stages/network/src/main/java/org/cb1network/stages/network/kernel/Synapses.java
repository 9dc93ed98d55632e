package org.cb1network.stages.network.kernel;

import java.util.stream.IntStream;
import org.cb1network.stages.network.random.BernoulliMask;
import org.cb1network.stages.network.random.RandomStream;
import org.jspecify.annotations.Nullable;

/** The synapses of one projection. */
final class Synapses implements Axons {
    private static final int SYNAPSES_PER_LINE = 16;
    private static final int LINES_READ_AHEAD = 4;

    private final ReceptorComponent component;
    /** The conductances of all targets. */
    private final double[] values;

    private final double weight;
    /** Of every weight. */
    private final double factor;

    /** In steps. Neuron i has the row i * (number of delays) + k for delay k. */
    private final int[] delays;

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
     * Creates synapses.
     *
     * @param action of an event
     * @param weight in the unit of the receptor, if the rows have none
     * @param rows of places in this input
     * @param probability that a spike releases at a synapse
     * @param dynamics null if the synapses have no short-term plasticity
     */
    Synapses(
            Action action,
            double weight,
            SynapseRows rows,
            double probability,
            RandomStream releaseRandom,
            @Nullable DynamicSynapses dynamics) {
        this.dynamics = dynamics;
        this.component = action.input().component();
        this.values = action.input().values();
        this.factor = action.factor();
        this.weight = factor * weight;
        this.delays = rows.delays();
        this.rowStart = rows.rows().starts();
        this.targets = rows.rows().targets();
        this.weights = rows.weights();
        this.release = probability < 1 ? new BernoulliMask(probability) : null;
        this.releaseRandom = releaseRandom;
    }

    @Override
    public int[] targets(int preNeuron, Slots places) {
        return IntStream.range(rowStart[preNeuron * delays.length], rowStart[(preNeuron + 1) * delays.length])
                .map(i -> targets[i])
                .filter(places::contain)
                .map(places::neuronAt)
                .sorted()
                .toArray();
    }

    @Override
    public int[] delays() {
        return delays;
    }

    @Override
    public long delivered() {
        return delivered;
    }

    /** The state of synapses that is not part of an input. A simulation that continues from it forks the stream. */
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

    @Override
    public void readAhead(int k, int[] spiking, int count) {
        int[] row = targets;
        int sum = 0;
        for (int i = 0; i < count; i++) {
            int r = spiking[i] * delays.length + k;
            int from = rowStart[r];
            int to = Math.min(rowStart[r + 1], from + LINES_READ_AHEAD * SYNAPSES_PER_LINE);
            for (int synapse = from; synapse < to; synapse += SYNAPSES_PER_LINE) {
                sum += row[synapse];
            }
        }
        readAhead = sum;
    }

    @Override
    public void propagate(int step, int k, int[] spiking, int count) {
        double units = component.unitsOf(weight);
        for (int i = 0; i < count; i++) {
            int row = spiking[i] * delays.length + k;
            int from = rowStart[row];
            int to = rowStart[row + 1];
            double fraction = dynamics == null ? 1 : dynamics.spike(row, step);
            if (release != null) {
                deliverReleased(release, from, to, fraction * units, fraction);
            } else if (weights == null) {
                deliver(from, to, fraction * units);
            } else {
                deliver(from, to, weights, component.unitsOf(factor * fraction));
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

    private void deliver(int from, int to, double[] ofSynapses, double unitsPerWeight) {
        double[] g = values;
        int[] row = targets;
        for (int i = from; i < to; i++) {
            g[row[i]] += unitsPerWeight * ofSynapses[i];
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
                deliverMarked(released, word, weights, component.unitsOf(factor * fraction));
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

    private void deliverMarked(long marked, int from, double[] ofSynapses, double unitsPerWeight) {
        double[] g = values;
        for (long rest = marked; rest != 0; rest &= rest - 1) {
            int i = from + Long.numberOfTrailingZeros(rest);
            g[targets[i]] += unitsPerWeight * ofSynapses[i];
        }
    }
}
