package org.cb1network.stages.network.kernel;

import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.spec.ExplicitConnections;
import org.cb1network.stages.network.spec.Spread;
import org.jspecify.annotations.Nullable;

/** Targets of all pre-synaptic neurons of a projection with what their synapses have of their own. */
final class SynapseRows {
    private final TargetRows rows;
    private final double @Nullable [] weights;
    private final int @Nullable [] delaySteps;

    /**
     * As given.
     *
     * @param rows places of the targets
     * @param weights of each synapse; null if all are equal
     * @param delaySteps of each synapse; null if all are equal
     */
    SynapseRows(TargetRows rows, double @Nullable [] weights, int @Nullable [] delaySteps) {
        this.rows = rows;
        this.weights = weights;
        this.delaySteps = delaySteps;
    }

    TargetRows rows() {
        return rows;
    }

    double @Nullable [] weights() {
        return weights;
    }

    /** Synapses that are listed. */
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
        return new SynapseRows(new TargetRows(starts, targets), weights, delaySteps);
    }

    /** The same with weights that are distributed around their mean. */
    SynapseRows withWeights(double mean, Spread spread, RandomStream random) {
        double[] drawn = new double[rows.targets().length];
        Arrays.setAll(drawn, i -> mean * spread.nextFactor(random));
        return new SynapseRows(rows, drawn, delaySteps);
    }

    /** The same with delays that are distributed around their mean, at least one step. */
    SynapseRows withDelays(double meanSteps, Spread spread, RandomStream random) {
        int[] drawn = new int[rows.targets().length];
        Arrays.setAll(drawn, i -> (int) Math.max(1, Math.rint(meanSteps * spread.nextFactor(random))));
        return new SynapseRows(rows, weights, drawn);
    }

    /** The synapses of each delay, which then have no delays of their own. */
    SortedMap<Integer, SynapseRows> byDelay(int commonSteps) {
        SortedMap<Integer, SynapseRows> parts = new TreeMap<>();
        if (delaySteps == null) {
            parts.put(commonSteps, this);
            return parts;
        }
        int[] delays = delaySteps;
        Arrays.stream(delays).distinct().forEach(steps -> parts.put(steps, part(delays, steps)));
        return parts;
    }

    private SynapseRows part(int[] delays, int steps) {
        int[] starts = new int[rows.starts().length];
        int[] targets = new int
                [(int) Arrays.stream(delays).filter(delay -> delay == steps).count()];
        double[] ofPart = weights == null ? null : new double[targets.length];
        int count = 0;
        for (int pre = 0; pre + 1 < starts.length; pre++) {
            for (int i = rows.starts()[pre]; i < rows.starts()[pre + 1]; i++) {
                if (delays[i] == steps) {
                    targets[count] = rows.targets()[i];
                    if (ofPart != null && weights != null) {
                        ofPart[count] = weights[i];
                    }
                    count++;
                }
            }
            starts[pre + 1] = count;
        }
        return new SynapseRows(new TargetRows(starts, targets), ofPart, null);
    }
}
