package org.cb1network.stages.network.record;

import java.util.ArrayList;
import java.util.List;

/** Membrane potentials of chosen neurons in mV: the sample of a step is the value before the step's update. */
public final class MembraneRecorder implements Recorder {
    private record Probe(Series series, int population, int neuron) {}

    private final List<NeuronSelection> selections;
    private final int everySteps;
    private final SampleSink sink;
    private final List<Probe> probes = new ArrayList<>();

    /**
     * Records these neurons.
     *
     * @param everySteps sampling interval in steps; step 0 is the first sample
     */
    public MembraneRecorder(List<NeuronSelection> selections, int everySteps, SampleSink sink) {
        if (everySteps < 1) {
            throw new IllegalArgumentException("a sampling interval of " + everySteps + " steps");
        }
        this.selections = List.copyOf(selections);
        this.everySteps = everySteps;
        this.sink = sink;
    }

    @Override
    public void begin(NetworkView network) {
        probes.clear();
        for (NeuronSelection selection : selections) {
            int population = network.description().indexOfPopulation(selection.population());
            for (int neuron : selection.indices(network.description())) {
                probes.add(new Probe(Series.of(selection.population(), neuron), population, neuron));
            }
        }
    }

    @Override
    public void beforeUpdate(NetworkView network) {
        if (network.step() % everySteps == 0) {
            for (Probe probe : probes) {
                sink.sample(probe.series(), network.step(), network.membraneMv(probe.population(), probe.neuron()));
            }
        }
    }
}
