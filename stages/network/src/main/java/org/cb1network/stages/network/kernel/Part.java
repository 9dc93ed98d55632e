package org.cb1network.stages.network.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Some of the neurons of a network with all of their input: the work of one thread. */
final class Part {
    private static final Axons[] NONE = {};

    private final List<NeuronRange> ranges;
    /** By pre-synaptic population: synapses without and with delays. */
    private final Axons[][] withoutDelay;

    private final Axons[][] delayed;
    private final List<AfferentEvents> noise = new ArrayList<>();

    /** Creates a part with neurons at which nothing arrives. */
    Part(List<NeuronRange> ranges, int populations) {
        this.ranges = List.copyOf(ranges);
        this.withoutDelay = new Axons[populations][];
        this.delayed = new Axons[populations][];
        Arrays.fill(withoutDelay, NONE);
        Arrays.fill(delayed, NONE);
    }

    /** Returns the neurons. */
    List<NeuronRange> ranges() {
        return ranges;
    }

    /** Returns all synapses. */
    List<Axons> synapses() {
        List<Axons> all = new ArrayList<>();
        for (int p = 0; p < delayed.length; p++) {
            all.addAll(List.of(withoutDelay[p]));
            all.addAll(List.of(delayed[p]));
        }
        return all;
    }

    /** Returns the synapses of a population that have delays. */
    List<Axons> delayed(int population) {
        return List.of(delayed[population]);
    }

    /** Returns the noise. */
    List<AfferentEvents> noise() {
        return noise;
    }

    /** Adds synapses of a population onto these neurons. */
    void add(int population, Axons synapses) {
        Axons[][] kind = synapses.longestDelay() == 0 ? withoutDelay : delayed;
        Axons[] more = Arrays.copyOf(kind[population], kind[population].length + 1);
        more[more.length - 1] = synapses;
        kind[population] = more;
    }

    /** Adds noise of these neurons. */
    void add(AfferentEvents events) {
        noise.add(events);
    }

    /** Updates the neurons. */
    void update(NeuronGroup[] groups, int step) {
        for (NeuronRange range : ranges) {
            groups[range.population()].update(range.from(), range.to(), step);
        }
    }

    /** Delivers spikes and noise of this step. */
    void deliver(NeuronGroup[] groups, SpikeHistory[] histories, int step, double[] ratesHz) {
        for (int p = 0; p < groups.length; p++) {
            NeuronGroup group = groups[p];
            if (group.spikeCount() > 0) {
                for (Axons synapses : withoutDelay[p]) {
                    synapses.readAhead(0, group.spiking(), group.spikeCount());
                }
            }
        }
        for (int p = 0; p < groups.length; p++) {
            NeuronGroup group = groups[p];
            if (group.spikeCount() > 0) {
                for (Axons synapses : withoutDelay[p]) {
                    synapses.propagate(step, 0, group.spiking(), group.spikeCount());
                }
            }
        }
        for (int p = 0; p < groups.length; p++) {
            for (Axons synapses : delayed[p]) {
                histories[p].deliver(step, synapses);
            }
        }
        for (AfferentEvents events : noise) {
            events.propagate(step, ratesHz);
        }
    }
}
