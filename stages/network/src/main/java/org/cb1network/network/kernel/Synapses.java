package org.cb1network.network.kernel;

import java.util.stream.IntStream;
import org.cb1network.network.random.BernoulliMask;
import org.cb1network.network.random.RandomStream;
import org.cb1network.network.spec.ExplicitConnections;
import org.cb1network.network.spec.FixedInDegree;
import org.cb1network.network.spec.Projection;
import org.jspecify.annotations.Nullable;

/** The synapses of one projection: for every pre-synaptic neuron a row of targets, ascending. */
final class Synapses {
    private static final int SYNAPSES_PER_LINE = 16;
    private static final int LINES_READ_AHEAD = 4;

    private final Channel channel;
    private final double weightNs;
    /** Row of neuron i: targets[rowStart[i]] ... targets[rowStart[i + 1] - 1]. */
    private final int[] rowStart;
    /** Slots of the post-synaptic neurons. */
    private final int[] targets;
    /** Weight of every synapse in nS, where they differ. */
    private final double @Nullable [] weightsNs;

    private final int preFirst;
    private final int postFirst;
    private final @Nullable BernoulliMask release;
    private final RandomStream releaseRandom;
    private long delivered;

    /** Of no use but that it needs what was read ahead, so that no compiler leaves the reading out. */
    @SuppressWarnings("UnusedVariable")
    private int readAhead;

    private Synapses(
            Channel channel,
            Projection projection,
            NeuronGroup pre,
            NeuronGroup post,
            int[] rowStart,
            int[] targets,
            double @Nullable [] weightsNs,
            RandomStream releaseRandom) {
        this.channel = channel;
        this.weightNs = projection.weightNs();
        this.preFirst = pre.first();
        this.postFirst = post.first();
        this.rowStart = rowStart;
        this.targets = targets;
        this.weightsNs = weightsNs;
        double probability = projection.releaseProbability();
        this.release = probability < 1 ? new BernoulliMask(probability) : null;
        this.releaseRandom = releaseRandom;
    }

    /** Connects two populations as the projection says. */
    static Synapses connect(
            Projection projection,
            NeuronGroup pre,
            NeuronGroup post,
            Channel channel,
            RandomStream connectivityRandom,
            RandomStream releaseRandom) {
        if (projection.connectivity() instanceof ExplicitConnections explicit) {
            return explicit(projection, explicit, pre, post, channel, releaseRandom);
        }
        int inDegree = ((FixedInDegree) projection.connectivity()).inDegree(pre.size());
        int[] sources = drawSources(pre, post, inDegree, connectivityRandom);
        int[] rowStart = countRows(sources, pre.size());
        int[] targets = new int[sources.length];
        int[] next = rowStart.clone();
        int synapse = 0;
        for (int neuron = 0; neuron < post.size(); neuron++) {
            int target = post.first() + neuron;
            for (int k = 0; k < inDegree; k++) {
                targets[next[sources[synapse++]]++] = target;
            }
        }
        return new Synapses(channel, projection, pre, post, rowStart, targets, null, releaseRandom);
    }

    /** The pre-synaptic neurons of all post-synaptic ones, {@code inDegree} after {@code inDegree}. */
    private static int[] drawSources(NeuronGroup pre, NeuronGroup post, int inDegree, RandomStream random) {
        int[] sources = new int[inDegree * post.size()];
        if (sources.length == 0) {
            return sources;
        }
        boolean recurrent = pre == post;
        random.fillBounded(recurrent ? pre.size() - 1 : pre.size(), sources, sources.length);
        if (recurrent) {
            int synapse = 0;
            for (int neuron = 0; neuron < post.size(); neuron++) {
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
            NeuronGroup pre,
            NeuronGroup post,
            Channel channel,
            RandomStream releaseRandom) {
        int count = connections.count();
        int[] sources = new int[count];
        for (int i = 0; i < count; i++) {
            sources[i] = connections.pre(i);
        }
        int[] rowStart = countRows(sources, pre.size());
        int[] next = rowStart.clone();
        int[] targets = new int[count];
        double[] weightsNs = new double[count];
        for (int i = 0; i < count; i++) {
            int place = next[sources[i]]++;
            targets[place] = post.first() + connections.post(i);
            weightsNs[place] = connections.weightNs(i);
        }
        return new Synapses(channel, projection, pre, post, rowStart, targets, weightsNs, releaseRandom);
    }

    /** Neurons that a pre-synaptic neuron connects to, ascending. */
    int[] targets(int preNeuron) {
        return IntStream.range(rowStart[preNeuron], rowStart[preNeuron + 1])
                .map(i -> targets[i] - postFirst)
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
            int neuron = spiking[i] - preFirst;
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
        double units = channel.unitsOf(weightNs);
        for (int i = 0; i < count; i++) {
            int neuron = spiking[i] - preFirst;
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
        double[] g = channel.stored();
        int[] row = targets;
        for (int i = from; i < to; i++) {
            g[row[i]] += units;
        }
        delivered += to - from;
    }

    private void deliver(int from, int to, double[] weights) {
        double[] g = channel.stored();
        for (int i = from; i < to; i++) {
            g[targets[i]] += channel.unitsOf(weights[i]);
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
        double[] g = channel.stored();
        int[] row = targets;
        for (long rest = marked; rest != 0; rest &= rest - 1) {
            g[row[from + Long.numberOfTrailingZeros(rest)]] += units;
        }
    }

    private void deliverMarked(long marked, int from, double[] weights) {
        double[] g = channel.stored();
        for (long rest = marked; rest != 0; rest &= rest - 1) {
            int i = from + Long.numberOfTrailingZeros(rest);
            g[targets[i]] += channel.unitsOf(weights[i]);
        }
    }
}
