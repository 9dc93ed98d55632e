package org.cb1network.stages.network.kernel;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.network.spec.NeuronSpread;
import org.cb1network.stages.network.spec.Population;

/** The parameters of each neuron of a population. */
final class NeuronParameters {
    final double[] leakNs;
    final double[] capacitancePf;
    final double[] restMv;
    final double[] resetMv;
    final double[] thresholdMv;

    /**
     * Draws the parameters that differ.
     *
     * @param name of the population
     */
    NeuronParameters(String name, Population population, RandomStreams random) {
        Optional<NeuronSpread> spread = population.spread();
        RandomStream ofLeak = random.stream("leaks of " + name);
        this.leakNs = drawn(
                population,
                spread.flatMap(NeuronSpread::leak),
                s -> population.leakNs() * s.nextFactor(ofLeak),
                population.leakNs());
        RandomStream ofCapacitance = random.stream("capacitances of " + name);
        this.capacitancePf = drawn(
                population,
                spread.flatMap(NeuronSpread::capacitance),
                s -> population.capacitancePf() * s.nextFactor(ofCapacitance),
                population.capacitancePf());
        RandomStream ofRest = random.stream("resting potentials of " + name);
        this.restMv = drawn(
                population,
                spread.flatMap(NeuronSpread::rest),
                s -> population.restMv() + s.nextOffsetMv(ofRest),
                population.restMv());
        RandomStream ofReset = random.stream("reset potentials of " + name);
        this.resetMv = drawn(
                population,
                spread.flatMap(NeuronSpread::reset),
                s -> population.resetMv() + s.nextOffsetMv(ofReset),
                population.resetMv());
        this.thresholdMv = new double[population.size()];
        RandomStream ofThreshold = random.stream("thresholds of " + name);
        for (int i = 0; i < thresholdMv.length; i++) {
            do {
                thresholdMv[i] = population.thresholdMv()
                        + spread.flatMap(NeuronSpread::threshold)
                                .map(s -> s.nextOffsetMv(ofThreshold))
                                .orElse(0.0);
            } while (spread.flatMap(NeuronSpread::threshold).isPresent() && thresholdMv[i] <= resetMv[i]);
        }
    }

    private static <S> double[] drawn(
            Population population, Optional<S> spread, ToDoubleFunction<S> next, double common) {
        double[] values = new double[population.size()];
        Arrays.setAll(values, i -> spread.isPresent() ? next.applyAsDouble(spread.get()) : common);
        return values;
    }
}
