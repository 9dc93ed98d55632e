package org.cb1network.stages.network.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cb1network.stages.network.neuron.NeuronModel;
import org.cb1network.stages.network.random.PotentialSpread;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.network.random.Spread;
import org.cb1network.stages.network.spec.NeuronSpread;
import org.cb1network.stages.network.spec.Population;

/** The parameters of each neuron of a population. */
final class NeuronParameters {
    final double[] leakNs;
    final double[] capacitancePf;
    final double[] restMv;
    final double[] resetMv;
    final double[] thresholdMv;
    final double[] refractoryMs;
    final double[] initialAdaptationPa;
    /** Empty if all neurons have that of the population. */
    final List<NeuronModel> models;

    /**
     * Draws the parameters that differ.
     *
     * @param name of the population
     */
    NeuronParameters(String name, Population population, RandomStreams random) {
        Optional<NeuronSpread> spread = population.spread();
        int size = population.size();
        this.leakNs = Spread.values(
                population.leakNs(), spread.flatMap(NeuronSpread::leak), size, random.stream("leaks of " + name));
        this.capacitancePf = Spread.values(
                population.capacitancePf(),
                spread.flatMap(NeuronSpread::capacitance),
                size,
                random.stream("capacitances of " + name));
        this.restMv = PotentialSpread.valuesMv(
                population.restMv(),
                spread.flatMap(NeuronSpread::rest),
                size,
                random.stream("resting potentials of " + name));
        this.resetMv = potentialsMv(
                population.resetMv(),
                spread.flatMap(NeuronSpread::reset),
                size,
                random.stream("reset potentials of " + name),
                (neuron, mv) -> mv < population.thresholdMv());
        this.thresholdMv = potentialsMv(
                population.thresholdMv(),
                spread.flatMap(NeuronSpread::threshold),
                size,
                random.stream("thresholds of " + name),
                (neuron, mv) -> mv > resetMv[neuron]);
        this.refractoryMs = Spread.values(
                population.refractoryMs(),
                spread.flatMap(NeuronSpread::refractory),
                size,
                random.stream("refractory periods of " + name));
        this.initialAdaptationPa = Spread.values(
                population.initialAdaptationPa().orElse(0.0),
                spread.flatMap(NeuronSpread::initialAdaptation),
                size,
                random.stream("initial adaptation of " + name));
        this.models = population
                .neuron()
                .map(model -> model.drawn(size, parameter -> random.stream(parameter + " of " + name)))
                .orElse(List.of());
    }

    /** Whether a neuron may have a potential. */
    private interface Allowed {
        boolean test(int neuron, double potentialMv);
    }

    /** Potentials that differ; one that is not allowed is drawn again. */
    private static double[] potentialsMv(
            double meanMv, Optional<PotentialSpread> spread, int size, RandomStream random, Allowed allowed) {
        double[] potentialsMv = new double[size];
        Arrays.fill(potentialsMv, meanMv);
        for (int i = 0; spread.isPresent() && i < size; i++) {
            do {
                potentialsMv[i] = meanMv + spread.get().nextOffsetMv(random);
            } while (!allowed.test(i, potentialsMv[i]));
        }
        return potentialsMv;
    }
}
