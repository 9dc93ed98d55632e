package org.cb1network.stages.network.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.cb1network.stages.network.neuron.NeuronModel;
import org.cb1network.stages.network.spec.CurrentStimulus;
import org.cb1network.stages.network.spec.EventList;
import org.cb1network.stages.network.spec.ExplicitEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.cb1network.stages.network.spec.Receptor;
import org.cb1network.stages.network.spec.ShortTermPlasticity;
import org.cb1network.stages.network.spec.SpikeTimes;

/**
 * What a network description says, computed as simply as possible: every neuron on its own, every synapse on its own, nothing shared,
 * joined or left out. Forward Euler, as in the published code. Slow; a reference for the kernel. Parameters are those of the population,
 * whatever their spread.
 */
final class PlainSimulation {

    /** A synapse of a projection. */
    record Synapse(int pre, int post, double weight, int delaySteps) {}

    private final Network network;
    private final List<Receptor> receptors;
    private final Map<String, State> states = new LinkedHashMap<>();
    /** By projection, then by pre-synaptic neuron and delay. */
    private final Map<Pathway, Map<List<Integer>, List<Synapse>>> synapses = new LinkedHashMap<>();
    /** By projection, then by pre-synaptic neuron and delay. */
    private final Map<Pathway, Map<List<Integer>, Depression>> plastic = new HashMap<>();
    /** By population or afferent: the neurons that spiked in each step. */
    private final Map<String, List<int[]>> spikes = new HashMap<>();

    private int step;

    /** State of a population. */
    private static final class State {
        private final double[] potentialMv;
        private final double[] adaptationPa;
        private final double[] jumpMv;
        private final int[] freeFrom;
        /** By receptor and neuron: what decays, and what rises. */
        private final double[][] decaying;

        private final double[][] rising;

        private State(Population population, double[] initialMv, List<String> receptors) {
            potentialMv = initialMv.clone();
            adaptationPa = new double[population.size()];
            Arrays.fill(adaptationPa, population.initialAdaptationPa().orElse(0.0));
            jumpMv = new double[population.size()];
            freeFrom = new int[population.size()];
            Arrays.fill(freeFrom, -1);
            Map<String, Double> initialNs = population.initialConductancesNs().orElse(Map.of());
            decaying = new double[receptors.size()][population.size()];
            rising = new double[receptors.size()][population.size()];
            for (int r = 0; r < decaying.length; r++) {
                Arrays.fill(decaying[r], initialNs.getOrDefault(receptors.get(r), 0.0));
            }
        }
    }

    /** Short-term plasticity of one synapse, as in {@link ShortTermPlasticity}. */
    private static final class Depression {
        private double used;
        private double resources = 1;
        private int last;

        private double spike(ShortTermPlasticity plasticity, int step, double stepMs) {
            double passedMs = (step - last) * stepMs;
            last = step;
            used = plasticity.facilitationMs().isPresent()
                    ? used * Math.exp(-passedMs / plasticity.facilitationMs().get())
                    : 0;
            used += plasticity.utilization() * (1 - used);
            resources = 1 - (1 - resources) * Math.exp(-passedMs / plasticity.recoveryMs());
            double acting = used * resources;
            resources -= acting;
            return acting;
        }
    }

    /**
     * Prepares a simulation.
     *
     * @param initialMv potential of each neuron of each population
     * @param synapses of each projection that has any
     */
    PlainSimulation(Network network, Map<String, double[]> initialMv, Map<Pathway, List<Synapse>> synapses) {
        this.network = network;
        this.receptors = List.copyOf(network.model().receptors().values());
        synapses.forEach((pathway, all) -> this.synapses.put(
                pathway,
                all.stream().collect(Collectors.groupingBy(synapse -> List.of(synapse.pre(), synapse.delaySteps())))));
        network.populations()
                .forEach(name -> states.put(
                        name, new State(network.population(name), initialMv.get(name), network.receptors())));
    }

    /** Computes a step. */
    void advance() {
        for (String name : network.populations()) {
            spikes.computeIfAbsent(name, any -> new ArrayList<>()).add(update(name));
        }
        for (String name : network.afferents()) {
            spikes.computeIfAbsent(name, any -> new ArrayList<>()).add(given(name));
        }
        states.values().forEach(this::decay);
        synapses.forEach(this::deliver);
        network.afferentPathways().forEach(this::deliverEvents);
        step++;
    }

    /** Returns the neurons of a population that spiked in the last step, ascending. */
    int[] spiking(String population) {
        List<int[]> ofSteps = spikes.get(population);
        return ofSteps.get(ofSteps.size() - 1);
    }

    /** Returns a membrane potential with the jumps that have arrived, in mV. */
    double membraneMv(String population, int neuron) {
        return states.get(population).potentialMv[neuron] + states.get(population).jumpMv[neuron];
    }

    private int[] update(String name) {
        Population population = network.population(name);
        State state = states.get(name);
        List<Integer> spiking = new ArrayList<>();
        double stepMs = network.stepMs();
        for (int i = 0; i < population.size(); i++) {
            state.potentialMv[i] += state.jumpMv[i];
            state.jumpMv[i] = 0;
            double before = state.potentialMv[i];
            Optional<NeuronModel> model = population.neuron();
            double adaptationPa = state.adaptationPa[i];
            if (model.isPresent()) {
                state.adaptationPa[i] +=
                        stepMs * model.get().adaptationSlope(before, population.restMv(), adaptationPa);
            }
            if (step < state.freeFrom[i]) {
                continue;
            }
            double pa = population.leakNs() * (population.restMv() - before) + inputPa(name, state, i, before);
            if (model.isPresent()) {
                pa += model.get().spikeCurrentPa(before, population.leakNs()) - adaptationPa;
            }
            state.potentialMv[i] += stepMs / population.capacitancePf() * pa;
            if (state.potentialMv[i] > population.thresholdMv()) {
                spiking.add(i);
                state.potentialMv[i] = population.resetMv();
                state.adaptationPa[i] +=
                        model.map(NeuronModel::adaptationIncrementPa).orElse(0.0);
                state.freeFrom[i] = step + Math.max(1, population.refractorySteps(stepMs));
            }
        }
        return spiking.stream().mapToInt(i -> i).toArray();
    }

    private double inputPa(String name, State state, int neuron, double potentialMv) {
        CurrentStimulus injected = network.currents().get(name);
        boolean reached = injected != null
                && injected.neurons()
                        .map(neurons -> neurons.spans().stream()
                                .anyMatch(span -> span.first() <= neuron && neuron <= span.last()))
                        .orElse(true);
        double pa = reached ? injected.currentPa(step * network.stepMs()) : 0;
        for (int r = 0; r < receptors.size(); r++) {
            double value = state.decaying[r][neuron] - state.rising[r][neuron];
            if (receptors.get(r) instanceof Receptor.Conductance conductance) {
                pa += value * (conductance.reversalMv() - potentialMv);
            } else {
                pa += value;
            }
        }
        return pa;
    }

    private void decay(State state) {
        for (int r = 0; r < receptors.size(); r++) {
            double[] rising = state.rising[r];
            if (receptors.get(r) instanceof Receptor.Conductance conductance) {
                decay(state.decaying[r], conductance.decayMs());
                conductance.riseMs().ifPresent(riseMs -> decay(rising, riseMs));
            } else if (receptors.get(r) instanceof Receptor.Current current) {
                decay(state.decaying[r], current.decayMs());
            }
        }
    }

    private void decay(double[] values, double timeConstantMs) {
        double factor = 1 - network.stepMs() / timeConstantMs;
        Arrays.setAll(values, i -> factor * values[i]);
    }

    private int[] given(String afferent) {
        return network.stimulus(afferent) instanceof SpikeTimes times ? neuronsIn(times.spikes()) : new int[0];
    }

    private int[] neuronsIn(EventList events) {
        List<Integer> neurons = new ArrayList<>();
        for (int event = 0; event < events.count(); event++) {
            if (events.step(event) == step) {
                neurons.add(events.neuron(event));
            }
        }
        return neurons.stream().mapToInt(i -> i).toArray();
    }

    private void deliver(Pathway pathway, Map<List<Integer>, List<Synapse>> rows) {
        Projection projection = network.projection(pathway);
        if (projection.release() == 0) {
            return;
        }
        rows.forEach((row, ofRow) -> {
            int pre = row.get(0);
            int then = step - row.get(1);
            for (int spiking : then < 0 ? new int[0] : spikes.get(pathway.pre()).get(then)) {
                if (spiking == pre) {
                    double fraction = projection
                            .plasticity()
                            .map(plasticity -> plastic.computeIfAbsent(pathway, any -> new HashMap<>())
                                    .computeIfAbsent(row, any -> new Depression())
                                    .spike(plasticity, step, network.stepMs()))
                            .orElse(1.0);
                    ofRow.forEach(synapse -> act(pathway, synapse.post(), fraction * synapse.weight()));
                }
            }
        });
    }

    private void deliverEvents(Pathway pathway) {
        if (network.stimulus(pathway.pre()) instanceof ExplicitEvents explicit) {
            EventList events = explicit.eventsFor(pathway.post());
            for (int event = 0; event < events.count(); event++) {
                if (events.step(event) == step) {
                    act(pathway, events.neuron(event), events.weightNs(event));
                }
            }
        }
    }

    private void act(Pathway pathway, int neuron, double weight) {
        Projection projection = network.projection(pathway);
        String first = projection.receptor().orElseGet(() -> releasedBy(pathway.pre()));
        act(first, states.get(pathway.post()), neuron, weight);
        projection
                .coReceptors()
                .ifPresent(others -> others.forEach(
                        (receptor, share) -> act(receptor, states.get(pathway.post()), neuron, share * weight)));
    }

    private String releasedBy(String source) {
        return network.populations().contains(source)
                ? network.population(source).releases()
                : network.afferent(source).releases();
    }

    private void act(String name, State state, int neuron, double weight) {
        int r = network.receptors().indexOf(name);
        if (receptors.get(r) instanceof Receptor.Delta) {
            // One that arrives while the neuron is refractory is lost.
            state.jumpMv[neuron] += step < state.freeFrom[neuron] ? 0 : weight;
        } else if (receptors.get(r) instanceof Receptor.Conductance conductance
                && conductance.riseMs().isPresent()) {
            double ratio = conductance.decayMs() / conductance.riseMs().get();
            double peak = Math.pow(ratio, -1 / (ratio - 1)) - Math.pow(ratio, -ratio / (ratio - 1));
            state.decaying[r][neuron] += weight / peak;
            state.rising[r][neuron] += weight / peak;
        } else {
            state.decaying[r][neuron] += weight;
        }
    }
}
