package org.cb1network.network.kernel;

import java.util.Arrays;
import org.cb1network.network.spec.Population;

/** One population in motion: its stretch of the arrays, and the spikes of the current step. */
final class NeuronGroup {
    private static final int TOTALS_AT_A_TIME = 8;

    private final int size;
    private final int first;
    private final int end;
    private final double thresholdMv;
    private final double storedReset;
    private final double stepPerCapacitance;
    private final double leak;
    private final double leakRest;
    private final Channel[] channels;
    private final RefractoryList refractory;
    private final NeuronArrays arrays;
    private final double[] v;

    /** Slots of the neurons that spiked in this step, ascending. */
    private final int[] spiking;

    private int spikeCount;
    private boolean broken;

    /**
     * Puts all neurons to rest.
     *
     * @param first slot of the first neuron
     * @param channels those through which the population gets any input
     */
    NeuronGroup(Population population, double stepMs, int first, Channel[] channels, NeuronArrays arrays) {
        this.size = population.size();
        this.first = first;
        this.end = first + NeuronBlocks.padded(size);
        this.thresholdMv = population.thresholdMv();
        this.storedReset = NeuronBlocks.stored(population.resetMv(), thresholdMv);
        this.stepPerCapacitance = stepMs / population.capacitancePf();
        this.leak = stepPerCapacitance * population.leakNs();
        this.leakRest = leak * NeuronBlocks.stored(population.restMv(), thresholdMv);
        this.channels = channels;
        this.refractory = new RefractoryList(first, size, population.refractorySteps(stepMs));
        this.arrays = arrays;
        this.v = arrays.v();
        this.spiking = new int[size];
        Arrays.fill(v, first, end, NeuronBlocks.stored(population.restMv(), thresholdMv));
    }

    int size() {
        return size;
    }

    /** Slot of the first neuron. */
    int first() {
        return first;
    }

    int spikeCount() {
        return spikeCount;
    }

    /** Slots of the neurons that spiked, ascending; the first {@link #spikeCount()} count. */
    int[] spiking() {
        return spiking;
    }

    /** Whether a membrane potential has become NaN. */
    boolean isBroken() {
        return broken;
    }

    /** The membrane potential as it is now; the reset potential while a neuron is refractory. */
    double membraneMv(int neuron, int step) {
        int slot = first + neuron;
        return NeuronBlocks.potentialMv(refractory.holds(slot, step) ? storedReset : v[slot], thresholdMv);
    }

    /** Updates all neurons, finds those that spike and resets them. */
    void evolve(int step) {
        update();
        refractory.release(v, storedReset, step);
        findSpikes(step);
        refractory.add(spiking, spikeCount, step);
    }

    private void update() {
        double[] none = arrays.none();
        switch (channels.length) {
            case 0 -> update(none, none, 1 - leak, leakRest, 0, 0, 0, 0);
            case 1 ->
                update(channels[0].stored(), none, 1 - leak, leakRest, pull(channels[0]), drive(channels[0]), 0, 0);
            case 2 ->
                update(
                        channels[0].stored(),
                        channels[1].stored(),
                        1 - leak,
                        leakRest,
                        pull(channels[0]),
                        drive(channels[0]),
                        pull(channels[1]),
                        drive(channels[1]));
            default -> updateWithTotals();
        }
    }

    private void updateWithTotals() {
        Arrays.fill(arrays.totalPull(), first, end, leak);
        Arrays.fill(arrays.totalDrive(), first, end, leakRest);
        for (Channel channel : channels) {
            NeuronBlocks.accumulate(
                    channel.stored(),
                    arrays.totalPull(),
                    arrays.totalDrive(),
                    first,
                    end,
                    pull(channel),
                    drive(channel));
        }
        // As if the totals were two conductances, one that only pulls and one that only drives.
        update(arrays.totalPull(), arrays.totalDrive(), 1, 0, 1, 0, 0, 1);
    }

    private void update(
            double[] g,
            double[] h,
            double keep,
            double withRest,
            double gPull,
            double gDrive,
            double hPull,
            double hDrive) {
        double[] sums = arrays.sums();
        int from = first;
        for (; from + NeuronBlocks.LARGE_BLOCK <= end; from += NeuronBlocks.LARGE_BLOCK) {
            NeuronBlocks.updateLarge(v, g, h, sums, from, keep, withRest, gPull, gDrive, hPull, hDrive);
            NeuronBlocks.sumLarge(sums, from);
        }
        for (; from < end; from += NeuronBlocks.BLOCK) {
            NeuronBlocks.update(v, g, h, sums, from, keep, withRest, gPull, gDrive, hPull, hDrive);
            NeuronBlocks.sum(sums, from);
        }
    }

    /** How strongly one unit of the channel pulls a membrane potential towards its reversal potential in a step. */
    private double pull(Channel channel) {
        return stepPerCapacitance * channel.scale();
    }

    /** The pull times the reversal potential. */
    private double drive(Channel channel) {
        return pull(channel) * NeuronBlocks.stored(channel.reversalMv(), thresholdMv);
    }

    private void findSpikes(int step) {
        spikeCount = 0;
        int from = first;
        for (; from + NeuronBlocks.LARGE_BLOCK <= end; from += NeuronBlocks.LARGE_BLOCK) {
            findSpikes(from, NeuronBlocks.LARGE_TOTALS, NeuronBlocks.LARGE_COLUMNS, NeuronBlocks.LARGE_BLOCK, step);
        }
        for (; from < end; from += NeuronBlocks.BLOCK) {
            findSpikes(from, 0, NeuronBlocks.COLUMNS, NeuronBlocks.BLOCK, step);
        }
        if (spikeCount > 1) {
            Arrays.sort(spiking, 0, spikeCount);
        }
    }

    /**
     * Looks at the totals of a block, then at the columns that a total stands for, then at the neurons of the column.
     *
     * @param totals where they stand, beyond the first neuron
     */
    private void findSpikes(int from, int totals, int columns, int neurons, int step) {
        double[] sums = arrays.sums();
        int last = Math.min(from + neurons, first + size);
        for (int i = from + totals; i < from + totals + NeuronBlocks.COLUMNS; i += TOTALS_AT_A_TIME) {
            double left = (sums[i] + sums[i + 1]) + (sums[i + 2] + sums[i + 3]);
            double right = (sums[i + 4] + sums[i + 5]) + (sums[i + 6] + sums[i + 7]);
            // Not "above 0": that would miss NaN.
            if (!(left + right == 0)) {
                for (int column = i - totals; column < from + columns; column += NeuronBlocks.COLUMNS) {
                    findSpikesInColumns(column, last, columns, step);
                }
            }
        }
    }

    private void findSpikesInColumns(int from, int to, int columns, int step) {
        for (int column = from; column < from + TOTALS_AT_A_TIME; column++) {
            if (!(arrays.sums()[column] == 0)) {
                findSpikesInColumn(column, to, columns, step);
            }
        }
    }

    private void findSpikesInColumn(int column, int to, int columns, int step) {
        for (int i = column; i < to; i += columns) {
            if (v[i] > 0) {
                if (!refractory.holds(i, step)) {
                    spiking[spikeCount++] = i;
                }
                v[i] = storedReset;
            } else if (Double.isNaN(v[i])) {
                broken = true;
            }
        }
    }
}
