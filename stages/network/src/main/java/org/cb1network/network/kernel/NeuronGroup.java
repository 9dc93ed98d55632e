package org.cb1network.network.kernel;

import java.util.Arrays;
import org.cb1network.network.spec.Population;

/** One population in motion: its stretch of the arrays, and the spikes of the current step. */
final class NeuronGroup {
    private final int size;
    private final int first;
    private final int end;
    private final double thresholdMv;
    private final double resetMv;
    private final double stepPerCapacitance;
    private final double leak;
    private final double leakRest;
    private final Channel[] channels;
    private final RefractoryList refractory;
    private final double[] v;
    private final double[] scratch;
    private final double[] totalDrive;

    /** Slots of the neurons that spiked in this step, ascending. */
    private final int[] spiking;

    private int spikeCount;
    private boolean broken;

    /**
     * @param first slot of the first neuron
     * @param channels those through which the population gets any input
     * @param v membrane potentials of all populations
     * @param scratch room for intermediate values, as long as {@code v}; {@code totalDrive} likewise
     */
    NeuronGroup(
            Population population,
            double stepMs,
            int first,
            Channel[] channels,
            double[] v,
            double[] scratch,
            double[] totalDrive) {
        this.size = population.size();
        this.first = first;
        this.end = first + NeuronBlocks.padded(size);
        this.thresholdMv = population.thresholdMv();
        this.resetMv = population.resetMv();
        this.stepPerCapacitance = stepMs / population.capacitancePf();
        this.leak = stepPerCapacitance * population.leakNs();
        this.leakRest = leak * population.restMv();
        this.channels = channels;
        this.refractory = new RefractoryList(size, population.refractorySteps(stepMs));
        this.v = v;
        this.scratch = scratch;
        this.totalDrive = totalDrive;
        this.spiking = new int[size];
        Arrays.fill(v, first, end, population.restMv());
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

    /** Updates all neurons, finds those that spike and resets them. */
    void evolve(int step) {
        update();
        refractory.hold(v, resetMv, step);
        findSpikes();
        refractory.add(spiking, spikeCount, step);
    }

    private void update() {
        switch (channels.length) {
            case 0 -> NeuronBlocks.update(v, first, end, leak, leakRest);
            case 1 -> updateWithOne(channels[0]);
            case 2 -> updateWithTwo(channels[0], channels[1]);
            default -> updateWithMany();
        }
    }

    private void updateWithOne(Channel channel) {
        double pull = pull(channel);
        double drive = pull * channel.reversalMv();
        NeuronBlocks.update(v, channel.stored(), first, end, leak, leakRest, pull, drive);
    }

    private void updateWithTwo(Channel one, Channel other) {
        double gPull = pull(one);
        double gDrive = gPull * one.reversalMv();
        double hPull = pull(other);
        double hDrive = hPull * other.reversalMv();
        NeuronBlocks.update(v, one.stored(), other.stored(), first, end, leak, leakRest, gPull, gDrive, hPull, hDrive);
    }

    private void updateWithMany() {
        double[] totalPull = scratch;
        Arrays.fill(totalPull, first, end, leak);
        Arrays.fill(totalDrive, first, end, leakRest);
        for (Channel channel : channels) {
            double pull = pull(channel);
            double drive = pull * channel.reversalMv();
            NeuronBlocks.accumulate(channel.stored(), totalPull, totalDrive, first, end, pull, drive);
        }
        NeuronBlocks.update(v, totalPull, totalDrive, first, end);
    }

    private double pull(Channel channel) {
        return stepPerCapacitance * channel.scale();
    }

    private void findSpikes() {
        spikeCount = 0;
        int from = first;
        for (; from + NeuronBlocks.LARGE_BLOCK <= end; from += NeuronBlocks.LARGE_BLOCK) {
            NeuronBlocks.foldMaximaOfLargeBlock(v, scratch, from);
            findSpikes(from, from + NeuronBlocks.LARGE_BLOCK);
        }
        for (; from < end; from += NeuronBlocks.BLOCK) {
            NeuronBlocks.foldMaxima(v, scratch, from);
            findSpikes(from, from + NeuronBlocks.BLOCK);
        }
        if (spikeCount > 1) {
            Arrays.sort(spiking, 0, spikeCount);
        }
    }

    private void findSpikes(int from, int to) {
        for (int i = from; i < from + NeuronBlocks.COLUMNS; i++) {
            if (!(scratch[i] <= thresholdMv)) {
                findSpikesInColumn(i, Math.min(to, first + size));
            }
        }
    }

    private void findSpikesInColumn(int column, int to) {
        for (int i = column; i < to; i += NeuronBlocks.COLUMNS) {
            if (v[i] > thresholdMv) {
                spiking[spikeCount++] = i;
                v[i] = resetMv;
            } else if (Double.isNaN(v[i])) {
                broken = true;
            }
        }
    }
}
