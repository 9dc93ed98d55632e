package org.cb1network.network.record;

import java.util.BitSet;
import java.util.List;
import org.cb1network.network.spec.NetworkSpec;

/** Hands on the spikes of chosen neurons. */
public final class SpikeRecorder implements Recorder {
    private final List<NeuronSelection> selections;
    private final SpikeSink sink;
    /** Members by population; empty for a population that is not recorded. */
    private BitSet[] members = {};

    private String[] names = {};

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
        NetworkSpec spec = network.spec();
        int populations = spec.populations().size();
        members = new BitSet[populations];
        names = new String[populations];
        for (int p = 0; p < populations; p++) {
            members[p] = new BitSet();
            names[p] = spec.populations().get(p).name();
        }
        for (NeuronSelection selection : selections.isEmpty() ? NeuronSelection.everything(spec) : selections) {
            members[spec.indexOfPopulation(selection.population())].or(selection.members(spec));
        }
    }

    @Override
    public void afterDelivery(NetworkView network) {
        for (int p = 0; p < members.length; p++) {
            int count = network.spikeCount(p);
            for (int k = 0; k < count; k++) {
                int neuron = network.spikingNeuron(p, k);
                if (members[p].get(neuron)) {
                    sink.spike(names[p], neuron, network.step());
                }
            }
        }
    }
}
