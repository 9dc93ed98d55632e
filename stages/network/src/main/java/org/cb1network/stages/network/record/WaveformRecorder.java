package org.cb1network.stages.network.record;

import java.util.List;
import org.cb1network.stages.network.spec.Network;

/** Rates of the afferents in Hz. */
public final class WaveformRecorder implements Recorder {
    private final List<String> afferents;
    private final int everySteps;
    private final SampleSink sink;
    private List<Series> series = List.of();
    private int[] indices = {};

    /**
     * Records these afferents; an empty list stands for all.
     *
     * @param everySteps sampling interval in steps; step 0 is the first sample
     */
    public WaveformRecorder(List<String> afferents, int everySteps, SampleSink sink) {
        if (everySteps < 1) {
            throw new IllegalArgumentException("a sampling interval of " + everySteps + " steps");
        }
        this.afferents = List.copyOf(afferents);
        this.everySteps = everySteps;
        this.sink = sink;
    }

    @Override
    public boolean looksAtState() {
        return false;
    }

    @Override
    public void begin(NetworkView network) {
        Network description = network.description();
        List<String> names = afferents.isEmpty() ? description.afferents() : afferents;
        series = names.stream().map(Series::of).toList();
        indices = names.stream().mapToInt(description::indexOfAfferent).toArray();
    }

    @Override
    public void beforeUpdate(NetworkView network) {
        if (network.step() % everySteps == 0) {
            for (int i = 0; i < indices.length; i++) {
                sink.sample(series.get(i), network.step(), network.afferentRateHz(indices[i]));
            }
        }
    }
}
