package org.cb1network.stages.network.record;

import java.util.List;
import org.cb1network.stages.network.spec.Network;

/**
 * Population rates in bins of whole steps: spikes of the bin / (neurons * bin), in Hz. The sample of a bin has the step at
 * which the bin begins. If the simulation ends within a bin, the sample is the mean over the steps before the end.
 */
public final class RateRecorder implements Recorder {
    private final List<String> populations;
    private final int binSteps;
    private final SampleSink sink;
    private List<String> names = List.of();
    private int[] indices = {};
    private long[] counts = {};

    /**
     * Records these populations; an empty list stands for all.
     *
     * @param binSteps bin width in steps, 1 for the rate of every step
     */
    public RateRecorder(List<String> populations, int binSteps, SampleSink sink) {
        if (binSteps < 1) {
            throw new IllegalArgumentException("a bin of " + binSteps + " steps");
        }
        this.populations = List.copyOf(populations);
        this.binSteps = binSteps;
        this.sink = sink;
    }

    @Override
    public boolean looksAtState() {
        return false;
    }

    @Override
    public void begin(NetworkView network) {
        Network description = network.description();
        names = populations.isEmpty() ? description.populations() : populations;
        indices = names.stream().mapToInt(description::indexOfPopulation).toArray();
        counts = new long[indices.length];
    }

    @Override
    public void afterDelivery(NetworkView network) {
        for (int i = 0; i < indices.length; i++) {
            counts[i] += network.spikeCount(indices[i]);
        }
        int stepsInBin = network.step() % binSteps + 1;
        if (stepsInBin == binSteps) {
            emit(network, network.step() + 1 - binSteps, binSteps);
        }
    }

    @Override
    public void end(NetworkView network) {
        int stepsInBin = network.step() % binSteps;
        if (stepsInBin > 0) {
            emit(network, network.step() - stepsInBin, stepsInBin);
        }
    }

    private void emit(NetworkView network, int firstStep, int steps) {
        for (int i = 0; i < indices.length; i++) {
            int size = network.description().population(names.get(i)).size();
            double binMs = steps * network.description().stepMs();
            double rateHz = counts[i] / (size * binMs) * 1000;
            sink.sample(Series.of(names.get(i)), firstStep, rateHz);
            counts[i] = 0;
        }
    }
}
