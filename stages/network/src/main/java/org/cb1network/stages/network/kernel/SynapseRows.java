package org.cb1network.stages.network.kernel;

import java.util.Arrays;
import java.util.BitSet;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.random.Spread;
import org.cb1network.stages.network.spec.ExplicitConnections;
import org.cb1network.stages.network.spec.TimeSteps;
import org.jspecify.annotations.Nullable;

/** The synapses of a projection: the targets of every pre-synaptic neuron in the order of their delays. */
final class SynapseRows {
    private final TargetRows rows;
    private final double @Nullable [] weights;
    private final int[] delays;

    private SynapseRows(TargetRows rows, double @Nullable [] weights, int[] delays) {
        this.rows = rows;
        this.weights = weights;
        this.delays = delays;
    }

    /** Synapses of equal weight and delay. */
    SynapseRows(TargetRows rows, int delaySteps) {
        this(rows, null, new int[] {delaySteps});
    }

    /** Returns the targets. Those of neuron i with delay k of {@link #delays()} are row i * (number of delays) + k. */
    TargetRows rows() {
        return rows;
    }

    /** Returns the weight of each synapse; null if all are equal. */
    double @Nullable [] weights() {
        return weights;
    }

    /** Returns the delays that occur, in steps, ascending. */
    int[] delays() {
        return delays;
    }

    /** Returns synapses that are listed. */
    static SynapseRows of(ExplicitConnections connections, int preSize, Slots places) {
        int count = connections.count();
        int[] sources = new int[count];
        for (int i = 0; i < count; i++) {
            sources[i] = connections.pre(i);
        }
        int[] starts = TargetRows.startsOf(sources, preSize);
        int[] next = starts.clone();
        int[] targets = new int[count];
        double[] weights = new double[count];
        int[] delaySteps = new int[count];
        for (int i = 0; i < count; i++) {
            int place = next[sources[i]]++;
            targets[place] = places.of(connections.post(i));
            weights[place] = connections.weight(i);
            delaySteps[place] = connections.delaySteps(i);
        }
        return sorted(new TargetRows(starts, targets), weights, delaySteps);
    }

    /** Returns the same with weights that are distributed around their mean. To be called before {@link #withDelays}. */
    SynapseRows withWeights(double mean, Spread spread, RandomStream random) {
        double[] drawn = new double[rows.targets().length];
        Arrays.setAll(drawn, i -> mean * spread.nextFactor(random));
        return new SynapseRows(rows, drawn, delays);
    }

    /** Returns the same with delays that are distributed around their mean, at least one step. */
    SynapseRows withDelays(double meanSteps, Spread spread, RandomStream random) {
        int[] drawn = new int[rows.targets().length];
        Arrays.setAll(drawn, i ->
                (int) Math.min(TimeSteps.LONGEST_DELAY, Math.max(1, Math.rint(meanSteps * spread.nextFactor(random)))));
        return sorted(rows, weights, drawn);
    }

    /** Sorts every row by the delays of its synapses; synapses of one delay keep their order. */
    private static SynapseRows sorted(TargetRows rows, double @Nullable [] weights, int[] delaySteps) {
        BitSet occurring = new BitSet();
        for (int steps : delaySteps) {
            occurring.set(steps);
        }
        int[] delays = occurring.stream().toArray();
        if (delays.length <= 1) {
            return new SynapseRows(rows, weights, delays.length == 0 ? new int[1] : delays);
        }
        int[] indexOf = new int[occurring.length()];
        for (int k = 0; k < delays.length; k++) {
            indexOf[delays[k]] = k;
        }
        int[] from = rows.starts();
        int[] starts = new int[Math.multiplyExact(from.length - 1, delays.length) + 1];
        int[] targets = new int[delaySteps.length];
        double[] sortedWeights = weights == null ? null : new double[delaySteps.length];
        int[] next = new int[delays.length + 1];
        for (int pre = 0; pre + 1 < from.length; pre++) {
            Arrays.fill(next, 0);
            for (int i = from[pre]; i < from[pre + 1]; i++) {
                next[indexOf[delaySteps[i]] + 1]++;
            }
            next[0] = from[pre];
            for (int k = 0; k < delays.length; k++) {
                next[k + 1] += next[k];
                starts[pre * delays.length + k + 1] = next[k + 1];
            }
            for (int i = from[pre]; i < from[pre + 1]; i++) {
                int place = next[indexOf[delaySteps[i]]]++;
                targets[place] = rows.targets()[i];
                if (sortedWeights != null && weights != null) {
                    sortedWeights[place] = weights[i];
                }
            }
        }
        return new SynapseRows(new TargetRows(starts, targets), sortedWeights, delays);
    }

    /** Returns the number of synapses with targets at these places. */
    int count(Slots places) {
        int count = 0;
        for (int target : rows.targets()) {
            count += places.contain(target) ? 1 : 0;
        }
        return count;
    }

    /** Returns the synapses with targets at these places. */
    SynapseRows onto(Slots places) {
        int[] from = rows.starts();
        int[] starts = new int[from.length];
        int[] targets = new int[count(places)];
        double[] ofTargets = weights == null ? null : new double[targets.length];
        int count = 0;
        for (int row = 0; row + 1 < from.length; row++) {
            for (int i = from[row]; i < from[row + 1]; i++) {
                if (places.contain(rows.targets()[i])) {
                    targets[count] = rows.targets()[i];
                    if (ofTargets != null && weights != null) {
                        ofTargets[count] = weights[i];
                    }
                    count++;
                }
            }
            starts[row + 1] = count;
        }
        return new SynapseRows(new TargetRows(starts, targets), ofTargets, delays);
    }

    /** Returns the number of pre-synaptic neurons. */
    int preSize() {
        return (rows.starts().length - 1) / delays.length;
    }
}
