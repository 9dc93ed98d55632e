package org.cb1network.stages.network.record;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Receptor;

/**
 * Conductances of chosen neurons in nS, one series per neuron and receptor of conductances, before the step's update.
 * Receptors with the same constants show their sum, see {@link NetworkView#conductanceNs}.
 */
public final class ConductanceRecorder implements Recorder {
    private record Probe(Series series, int population, int receptor, int neuron) {}

    private final List<NeuronSelection> selections;
    private final int everySteps;
    private final SampleSink sink;
    private final List<Probe> probes = new ArrayList<>();

    /**
     * Records these neurons.
     *
     * @param everySteps sampling interval in steps; step 0 is the first sample
     */
    public ConductanceRecorder(List<NeuronSelection> selections, int everySteps, SampleSink sink) {
        if (everySteps < 1) {
            throw new IllegalArgumentException("a sampling interval of " + everySteps + " steps");
        }
        this.selections = List.copyOf(selections);
        this.everySteps = everySteps;
        this.sink = sink;
    }

    @Override
    public void begin(NetworkView network) {
        Network description = network.description();
        probes.clear();
        for (NeuronSelection selection : selections) {
            int population = description.indexOfPopulation(selection.population());
            for (int neuron : selection.indices(description)) {
                for (int r = 0; r < description.receptors().size(); r++) {
                    String receptor = description.receptors().get(r);
                    if (!(description.model().receptors().get(receptor) instanceof Receptor.Conductance)) {
                        continue;
                    }
                    probes.add(new Probe(new Series(selection.population(), neuron, receptor), population, r, neuron));
                }
            }
        }
    }

    @Override
    public void beforeUpdate(NetworkView network) {
        if (network.step() % everySteps == 0) {
            for (Probe probe : probes) {
                double conductanceNs = network.conductanceNs(probe.population(), probe.receptor(), probe.neuron());
                sink.sample(probe.series(), network.step(), conductanceNs);
            }
        }
    }
}
