package org.cb1network.network.kernel;

import java.util.stream.IntStream;
import org.cb1network.network.random.BernoulliMask;
import org.cb1network.network.random.RandomStream;
import org.cb1network.network.spec.ExplicitConnections;
import org.cb1network.network.spec.FixedInDegree;
import org.cb1network.network.spec.Projection;
import org.jspecify.annotations.Nullable;

/** The synapses of one projection: for every pre-synaptic neuron a row of targets; drawn ones ascend. */
final class Synapses {
    private static final int SYNAPSES_PER_LINE = 16;
    private static final int LINES_READ_AHEAD = 4;

    private final Conductance conductance;
    private final double weightNs;
    /** Row of neuron i: targets[rowStart[i]] ... targets[rowStart[i + 1] - 1]. */
    private final int[] rowStart;
    /** Where the conductances of the post-synaptic neurons are. */
    private final int[] targets;
    /** Weight of every synapse in nS, where they differ. */
    private final double @Nullable [] weightsNs;

    private final @Nullable BernoulliMask release;
    private final RandomStream releaseRandom;
    private long delivered;

    /** Of no use but that it needs what was read ahead, so that no compiler leaves the reading out. */
    @SuppressWarnings("UnusedVariable")
    private int readAhead;

    private Synapses(
            Conductance conductance,
            Projection projection,
            int[] rowStart,
            int[] targets,
            double @Nullable [] weightsNs,
            RandomStream releaseRandom) {
        this.conductance = conductance;
        this.weightNs = projection.weightNs();
        this.rowStart = rowStart;
        this.targets = targets;
        this.weightsNs = weightsNs;
        double probability = projection.releaseProbability();
        this.release = probability < 1 ? new BernoulliMask(probability) : null;
        this.releaseRandom = releaseRandom;
    }

    /**
     * Connects two populations as the projection says.
     *
     * @param preSize neurons of the pre-synaptic population
     * @param conductance of the post-synaptic one
     */
    static Synapses connect(
            Projection projection,
            int preSize,
            Conductance conductance,
            RandomStream connectivityRandom,
            RandomStream releaseRandom) {
        if (projection.connectivity() instanceof ExplicitConnections explicit) {
            return explicit(projection, explicit, preSize, conductance, releaseRandom);
        }
        int inDegree = ((FixedInDegree) projection.connectivity()).inDegree(preSize);
        Slots places = conductance.places();
        boolean recurrent = projection.pre().equals(projection.post());
        int[] sources = drawSources(preSize, places.size(), inDegree, recurrent, connectivityRandom);
        int[] rowStart = countRows(sources, preSize);
        int[] targets = new int[sources.length];
        int[] next = rowStart.clone();
        int synapse = 0;
        for (int neuron = 0; neuron < places.size(); neuron++) {
            int target = places.of(neuron);
            for (int k = 0; k < inDegree; k++) {
                targets[next[sources[synapse++]]++] = target;
            }
        }
        return new Synapses(conductance, projection, rowStart, targets, null, releaseRandom);
    }

    /** The pre-synaptic neurons of all post-synaptic ones, {@code inDegree} after {@code inDegree}. */
    private static int[] drawSources(int preSize, int postSize, int inDegree, boolean recurrent, RandomStream random) {
        int[] sources = new int[inDegree * postSize];
        if (sources.length == 0) {
            return sources;
        }
        random.fillBounded(recurrent ? preSize - 1 : preSize, sources, sources.length);
        if (recurrent) {
            int synapse = 0;
            for (int neuron = 0; neuron < postSize; neuron++) {
                for (int k = 0; k < inDegree; k++, synapse++) {
                    // One of the others: skipping the neuron itself keeps them equally likely.
                    sources[synapse] += sources[synapse] >= neuron ? 1 : 0;
                }
            }
        }
        return sources;
    }

    private static int[] countRows(int[] sources, int preSize) {
        int[] rowStart = new int[preSize + 1];
        for (int source : sources) {
            rowStart[source + 1]++;
        }
        for (int i = 0; i < preSize; i++) {
            rowStart[i + 1] += rowStart[i];
        }
        return rowStart;
    }

    private static Synapses explicit(
            Projection projection,
            ExplicitConnections connections,
            int preSize,
            Conductance conductance,
            RandomStream releaseRandom) {
        int count = connections.count();
        int[] sources = new int[count];
        for (int i = 0; i < count; i++) {
            sources[i] = connections.pre(i);
        }
        int[] rowStart = countRows(sources, preSize);
        int[] next = rowStart.clone();
        int[] targets = new int[count];
        double[] weightsNs = new double[count];
        for (int i = 0; i < count; i++) {
            int place = next[sources[i]]++;
            targets[place] = conductance.places().of(connections.post(i));
            weightsNs[place] = connections.weightNs(i);
        }
        return new Synapses(conductance, projection, rowStart, targets, weightsNs, releaseRandom);
    }

    /** Neurons that a pre-synaptic neuron connects to, ascending. */
    int[] targets(int preNeuron) {
        return IntStream.range(rowStart[preNeuron], rowStart[preNeuron + 1])
                .map(i -> conductance.places().neuronAt(targets[i]))
                .sorted()
                .toArray();
    }

    /** Synaptic events delivered since the beginning. */
    long delivered() {
        return delivered;
    }

    /**
     * Reads a number of each of the first cache lines of the rows of the neurons that spiked. Rows lie far apart in memory, more than
     * the nearer caches hold: read ahead, their beginnings are waited for all at once, not one after the other, and from there on the
     * processor reads ahead by itself.
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

    /** Delivers the spikes of this step. */
    void propagate(int[] spiking, int count) {
        double units = conductance.unitsOf(weightNs);
        for (int i = 0; i < count; i++) {
            int neuron = spiking[i];
            int from = rowStart[neuron];
            int to = rowStart[neuron + 1];
            if (release != null) {
                deliverReleased(release, from, to, units);
            } else if (weightsNs == null) {
                deliver(from, to, units);
            } else {
                deliver(from, to, weightsNs);
            }
        }
    }

    private void deliver(int from, int to, double units) {
        double[] g = conductance.values();
        int[] row = targets;
        for (int i = from; i < to; i++) {
            g[row[i]] += units;
        }
        delivered += to - from;
    }

    private void deliver(int from, int to, double[] weights) {
        double[] g = conductance.values();
        for (int i = from; i < to; i++) {
            g[targets[i]] += conductance.unitsOf(weights[i]);
        }
        delivered += to - from;
    }

    private void deliverReleased(BernoulliMask mask, int from, int to, double units) {
        for (int word = from; word < to; word += Long.SIZE) {
            long released = mask.draw(releaseRandom);
            if (to - word < Long.SIZE) {
                released &= (1L << (to - word)) - 1;
            }
            delivered += Long.bitCount(released);
            if (weightsNs == null) {
                deliverMarked(released, word, units);
            } else {
                deliverMarked(released, word, weightsNs);
            }
        }
    }

    private void deliverMarked(long marked, int from, double units) {
        double[] g = conductance.values();
        int[] row = targets;
        for (long rest = marked; rest != 0; rest &= rest - 1) {
            g[row[from + Long.numberOfTrailingZeros(rest)]] += units;
        }
    }

    private void deliverMarked(long marked, int from, double[] weights) {
        double[] g = conductance.values();
        for (long rest = marked; rest != 0; rest &= rest - 1) {
            int i = from + Long.numberOfTrailingZeros(rest);
            g[targets[i]] += conductance.unitsOf(weights[i]);
        }
    }
}
