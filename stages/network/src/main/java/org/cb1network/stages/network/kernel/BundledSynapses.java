package org.cb1network.stages.network.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * The synapses of several projections of one population whose weights and delays are distributed. Each projection on its own would divide
 * the row of a neuron into many short ones, which take longer to find than to deliver.
 *
 * <p>A synapse is one number, so that its target and its weight are next to each other in memory: the place of the target in the upper half,
 * the weight in single precision in the lower half. Fields are written once for many rows, because another thread's may be next to them in memory.
 */
final class BundledSynapses implements Axons {
    private static final int SYNAPSES_PER_LINE = 8;
    private static final int LINES_READ_AHEAD = 8;

    private final ReceptorComponent component;
    private final double[] values;
    private final double factor;
    private final int[] delays;
    /** Neuron i has the row i * (number of delays) + k for delay k. */
    private final int[] rowStart;

    private final long[] synapses;
    private long delivered;

    /** Depends on the numbers that were read ahead, so that no compiler removes the reading; not used otherwise. */
    @SuppressWarnings("UnusedVariable")
    private long readAhead;

    /**
     * Joins projections.
     *
     * @param action of an event in any of the post-synaptic populations, which all have its component, values and factor
     * @param projections of one population, with weights; a row has the synapses of the first projection first
     * @param places of the targets of each projection whose synapses are taken
     */
    BundledSynapses(Action action, List<SynapseRows> projections, List<Slots> places) {
        this.component = action.input().component();
        this.values = action.input().values();
        this.factor = action.factor();
        this.delays = projections.stream()
                .flatMapToInt(rows -> Arrays.stream(rows.delays()))
                .distinct()
                .sorted()
                .toArray();
        long count = 0;
        for (int p = 0; p < projections.size(); p++) {
            count += projections.get(p).count(places.get(p));
        }
        this.synapses = new long[Math.toIntExact(count)];
        this.rowStart = new int[Math.multiplyExact(projections.get(0).preSize(), delays.length) + 1];
        int end = 0;
        for (int row = 0; row + 1 < rowStart.length; row++) {
            for (int p = 0; p < projections.size(); p++) {
                end = append(projections.get(p), places.get(p), row / delays.length, delays[row % delays.length], end);
            }
            rowStart[row + 1] = end;
        }
    }

    private int append(SynapseRows projection, Slots places, int neuron, int delay, int end) {
        int k = Arrays.binarySearch(projection.delays(), delay);
        if (k < 0) {
            return end;
        }
        double[] weights = Objects.requireNonNull(projection.weights());
        int row = neuron * projection.delays().length + k;
        int from = projection.rows().starts()[row];
        int to = projection.rows().starts()[row + 1];
        int next = end;
        for (int i = from; i < to; i++) {
            int target = projection.rows().targets()[i];
            if (places.contain(target)) {
                synapses[next++] = (long) target << Integer.SIZE
                        | Integer.toUnsignedLong(Float.floatToRawIntBits((float) weights[i]));
            }
        }
        return next;
    }

    @Override
    public int[] targets(int preNeuron, Slots places) {
        return IntStream.range(rowStart[preNeuron * delays.length], rowStart[(preNeuron + 1) * delays.length])
                .map(i -> (int) (synapses[i] >>> Integer.SIZE))
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

    @Override
    public void readAhead(int k, int[] spiking, int count) {
        long[] all = synapses;
        long sum = 0;
        for (int i = 0; i < count; i++) {
            int row = spiking[i] * delays.length + k;
            int from = rowStart[row];
            int to = Math.min(rowStart[row + 1], from + LINES_READ_AHEAD * SYNAPSES_PER_LINE);
            for (int synapse = from; synapse < to; synapse += SYNAPSES_PER_LINE) {
                sum += all[synapse];
            }
        }
        if (count > 0) {
            readAhead = sum;
        }
    }

    @Override
    public void propagate(int step, int k, int[] spiking, int count) {
        double unitsPerWeight = component.unitsOf(factor);
        long events = 0;
        for (int i = 0; i < count; i++) {
            int row = spiking[i] * delays.length + k;
            deliver(rowStart[row], rowStart[row + 1], unitsPerWeight);
            events += rowStart[row + 1] - rowStart[row];
        }
        if (events > 0) {
            delivered += events;
        }
    }

    private void deliver(int from, int to, double unitsPerWeight) {
        double[] g = values;
        long[] all = synapses;
        for (int i = from; i < to; i++) {
            long synapse = all[i];
            g[(int) (synapse >>> Integer.SIZE)] += unitsPerWeight * Float.intBitsToFloat((int) synapse);
        }
    }
}
