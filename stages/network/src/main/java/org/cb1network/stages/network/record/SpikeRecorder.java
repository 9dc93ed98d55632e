package org.cb1network.stages.network.record;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.stages.network.spec.Network;

/** Passes the spikes of chosen neurons to a sink. */
public final class SpikeRecorder implements Recorder {
    private final List<NeuronSelection> selections;
    private final SpikeSink sink;
    private Recorded[] recorded = {};

    /** A population with neurons that are recorded. */
    private record Recorded(int population, String name, BitSet members) {}

    /** Records these neurons; no selection at all stands for every neuron of the network. */
    public SpikeRecorder(List<NeuronSelection> selections, SpikeSink sink) {
        this.selections = List.copyOf(selections);
        this.sink = sink;
    }

    @Override
    public boolean looksAtState() {
        return false;
    }

    @Override
    public void begin(NetworkView network) {
        Network description = network.description();
        Map<Integer, BitSet> members = new TreeMap<>();
        for (NeuronSelection selection : selections.isEmpty() ? NeuronSelection.everything(description) : selections) {
            members.computeIfAbsent(description.indexOfPopulation(selection.population()), p -> new BitSet())
                    .or(selection.members(description));
        }
        recorded = members.entrySet().stream()
                .map(entry ->
                        new Recorded(entry.getKey(), description.populations().get(entry.getKey()), entry.getValue()))
                .toArray(Recorded[]::new);
    }

    @Override
    public void afterDelivery(NetworkView network) {
        for (Recorded each : recorded) {
            int count = network.spikeCount(each.population);
            for (int k = 0; k < count; k++) {
                int neuron = network.spikingNeuron(each.population, k);
                if (each.members.get(neuron)) {
                    sink.spike(each.name, neuron, network.step());
                }
            }
        }
    }
}
