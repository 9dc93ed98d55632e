package org.cb1network.stages.science.simulation;

import java.util.stream.LongStream;
import org.cb1network.stages.network.record.NetworkView;
import org.cb1network.stages.network.record.Recorder;

/** Counts the spikes of every population, in total and after the discarded time. */
final class MeanRates implements Recorder {

    private static final double MS_PER_SECOND = 1000;

    private final int discardedSteps;
    private long[] before = {};
    private long[] after = {};
    private double[] neuronSecondsPerStep = {};
    private int steps;

    MeanRates(int discardedSteps) {
        this.discardedSteps = discardedSteps;
    }

    @Override
    public boolean looksAtState() {
        return false;
    }

    @Override
    public void begin(NetworkView network) {
        double secondsPerStep = network.description().stepMs() / MS_PER_SECOND;
        neuronSecondsPerStep = network.description().model().populations().values().stream()
                .mapToDouble(population -> population.size() * secondsPerStep)
                .toArray();
        before = new long[neuronSecondsPerStep.length];
        after = new long[neuronSecondsPerStep.length];
    }

    @Override
    public void afterDelivery(NetworkView network) {
        long[] counts = network.step() < discardedSteps ? before : after;
        for (int i = 0; i < counts.length; i++) {
            counts[i] += network.spikeCount(i);
        }
    }

    @Override
    public void end(NetworkView network) {
        steps = network.step();
    }

    /** Returns the number of spikes after the discarded time. */
    long spikes(int population) {
        return after[population];
    }

    /** Returns the mean rate after the discarded time, in Hz. */
    double rateHz(int population) {
        return after[population] / (neuronSecondsPerStep[population] * (steps - discardedSteps));
    }

    /** Returns whether there was no spike at all. */
    boolean isSilent() {
        return LongStream.concat(LongStream.of(before), LongStream.of(after)).sum() == 0;
    }

    /** Returns the mean rate over the whole simulation, in Hz. */
    double wholeRateHz(int population) {
        return (before[population] + after[population]) / (neuronSecondsPerStep[population] * steps);
    }
}
