package org.cb1network.stages.network.spec;

import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.stages.network.neuron.NeuronModel;
import org.cb1network.stages.network.random.Spread;

/** Finds what is wrong with a population and its neuron model. */
final class PopulationCheck extends NetworkPartCheck {

    private final String name;
    private final Population population;

    PopulationCheck(Network network, String name, Population population, ProblemReport report) {
        super(network, report);
        this.name = name;
        this.population = population;
    }

    void check() {
        knownReceptor(population.releases(), POPULATIONS, name, "releases");
        sizeAtLeastOne(population.size(), POPULATIONS, name);
        checkMembrane();
        if (population.neuron().isPresent()) {
            check(population.neuron().get());
        }
        checkInitialConductances();
        checkInitialAdaptation();
        if (population.spread().isPresent()) {
            check(population.spread().get());
        }
        checkOvershootAtTheBeginning();
        checkReset();
    }

    private void checkMembrane() {
        positive(population.leakNs(), "nS", POPULATIONS, name, "leak");
        positive(population.capacitancePf(), "pF", POPULATIONS, name, "capacitance");
        finite(population.restMv(), "mV", POPULATIONS, name, "rest");
        finite(population.resetMv(), "mV", POPULATIONS, name, "reset");
        finite(population.thresholdMv(), "mV", POPULATIONS, name, "threshold");
        notNegative(population.refractoryMs(), "ms", POPULATIONS, name, "refractory");
        wholeSteps(population.refractoryMs(), POPULATIONS, name, "refractory");
        if (hasMembrane()) {
            double timeConstantMs = population.membraneTimeConstantMs();
            timeConstant("the membrane (capacitance / leak)", timeConstantMs, POPULATIONS, name, "capacitance");
        }
    }

    private boolean hasMembrane() {
        return population.leakNs() > 0 && population.capacitancePf() > 0;
    }

    private void check(NeuronModel neuron) {
        double timeConstantMs = neuron.shortestTimeConstantMs();
        if (Double.isFinite(timeConstantMs)) {
            timeConstant("the neuron model", timeConstantMs, POPULATIONS, name, "neuron");
        }
        checkOnset(neuron);
        if (neuron.adapts() && timeConstantMs > 0 && hasMembrane()) {
            checkSwings(neuron);
        }
    }

    /** Below its onset a spike has no upstroke: the neuron would be a leaky one. */
    private void checkOnset(NeuronModel neuron) {
        if (population.thresholdMv() < neuron.onsetMv()) {
            report.problem(
                    "a spike starts at " + neuron.onsetMv() + " mV, but is reset at the threshold of "
                            + population.thresholdMv() + " mV before that",
                    "raise the threshold above the onset, by a few slopes",
                    POPULATIONS,
                    name,
                    "neuron",
                    "onset");
        }
    }

    /**
     * Potential and adaptation current can swing around rest. Forward Euler adds energy in each step, in proportion to the step, and where
     * that is more than both lose by themselves, the swings grow until they are spikes.
     */
    private void checkSwings(NeuronModel neuron) {
        double decayMs = neuron.shortestTimeConstantMs();
        double lost = population.leakNs() / population.capacitancePf() + 1 / decayMs;
        double gained = (population.leakNs() + neuron.couplingNs()) / (population.capacitancePf() * decayMs);
        if (network.stepMs() * gained > lost) {
            report.problem(
                    "a coupling of " + neuron.couplingNs()
                            + " nS makes forward Euler unstable: potential and adaptation current swing up from rest",
                    "lower the coupling, or take a time step of at most " + (float) (lost / gained) + " ms",
                    POPULATIONS,
                    name,
                    "neuron",
                    "coupling");
        }
    }

    private void checkInitialConductances() {
        for (Map.Entry<String, Double> initial : initialConductancesNs().entrySet()) {
            String receptor = initial.getKey();
            Object[] place = {POPULATIONS, name, "initial-conductances", receptor};
            knownReceptor(receptor, place);
            notNegative(initial.getValue(), "nS", place);
            Receptor found = model.receptors().get(receptor);
            if (found != null && !(found instanceof Receptor.Conductance)) {
                report.problem(
                        "the receptor '" + receptor + "' has no conductance", "name a receptor of conductances", place);
            }
        }
    }

    private Map<String, Double> initialConductancesNs() {
        return population.initialConductancesNs().orElse(Map.of());
    }

    private void checkInitialAdaptation() {
        if (population.initialAdaptationPa().isEmpty()) {
            return;
        }
        finite(population.initialAdaptationPa().get(), "pA", POPULATIONS, name, "initial-adaptation");
        require(
                population.neuron().isPresent() && population.neuron().get().adapts(),
                "these neurons have no adaptation current",
                "remove it, or write neuron: {type: adaptive-exponential, ...}",
                POPULATIONS,
                name,
                "initial-adaptation");
    }

    private void check(NeuronSpread spread) {
        boolean open = initialConductancesNs().values().stream().anyMatch(ns -> ns > 0);
        requireMean(spread.refractory(), population.refractoryMs() > 0, "refractory");
        requireMean(spread.initialConductances(), open, "initial-conductances");
        requireMean(
                spread.initialAdaptation(), population.initialAdaptationPa().orElse(0.0) != 0, "initial-adaptation");
    }

    private void requireMean(Optional<Spread> spread, boolean hasMean, String key) {
        if (spread.isPresent() && !hasMean) {
            report.problem(
                    "a spread of " + key + " has no effect, because its mean is 0",
                    "remove it, or give the population its " + key,
                    POPULATIONS,
                    name,
                    "spread",
                    key);
        }
    }

    /** The first step is the worst: from there the conductances decay. */
    private void checkOvershootAtTheBeginning() {
        double openNs = initialConductancesNs().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        if (openNs > 0) {
            stable(
                    "the sum of the conductances at the beginning, " + openNs + " nS,",
                    openNs,
                    name,
                    population,
                    POPULATIONS,
                    name,
                    "initial-conductances");
        }
    }

    private void checkReset() {
        Optional<NeuronSpread> spread = population.spread();
        boolean spreads = spread.isPresent()
                && (spread.get().threshold().isPresent() || spread.get().reset().isPresent());
        if (spreads && !(population.resetMv() < population.thresholdMv())) {
            report.problem(
                    "the mean threshold " + population.thresholdMv() + " mV is not above the reset potential "
                            + population.resetMv() + " mV",
                    "raise it",
                    POPULATIONS,
                    name,
                    "threshold");
        }
        if (!(population.resetMv() <= population.thresholdMv())) {
            report.problem(
                    "reset potential " + population.resetMv() + " mV is above the threshold " + population.thresholdMv()
                            + " mV",
                    "lower it, or raise the threshold",
                    POPULATIONS,
                    name,
                    "reset");
        }
    }
}
