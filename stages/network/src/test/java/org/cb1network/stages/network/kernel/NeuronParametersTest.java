package org.cb1network.stages.network.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.cb1network.stages.network.Simulation;
import org.cb1network.stages.network.neuron.AdaptiveExponential;
import org.cb1network.stages.network.neuron.AdaptiveExponential.AdaptiveSpread;
import org.cb1network.stages.network.random.PotentialSpread;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.network.random.Spread;
import org.cb1network.stages.network.record.ConductanceRecorder;
import org.cb1network.stages.network.record.NeuronSelection;
import org.cb1network.stages.network.record.SampleSeries;
import org.cb1network.stages.network.record.Series;
import org.cb1network.stages.network.record.SpikeRecorder;
import org.cb1network.stages.network.record.SpikeTrains;
import org.cb1network.stages.network.spec.CurrentStimulus;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.NeuronSpread;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Receptor;
import org.junit.jupiter.api.Test;

/** Neurons of one population that differ. */
class NeuronParametersTest {
    private static final long SEED = 17;
    private static final double IMPROBABLE = 1e-3;
    private static final Population EQUAL = new Population(5000, "e", 10, 200, -70, -60, -50, 2);
    private static final NeuronSpread ALL = new NeuronSpread(
            Optional.of(new PotentialSpread.Normal(2)),
            Optional.of(new PotentialSpread.Uniform(1)),
            Optional.of(new PotentialSpread.Normal(3)),
            Optional.of(new Spread.Lognormal(0.2)),
            Optional.of(new Spread.Uniform(0.1)));

    private static NeuronParameters drawn(NeuronSpread spread) {
        return new NeuronParameters("E", EQUAL.withSpread(spread), new RandomStreams(SEED));
    }

    private static void assertDistributed(RealDistribution expected, double[] values) {
        double p = new KolmogorovSmirnovTest().kolmogorovSmirnovTest(expected, values);
        assertTrue(p > IMPROBABLE, "p = " + p + ", seed " + SEED);
    }

    @Test
    void everyParameterIsDistributedAroundThatOfThePopulation() {
        NeuronParameters neurons = drawn(ALL);
        assertDistributed(new NormalDistribution(-50, 2), neurons.thresholdMv);
        assertDistributed(new UniformRealDistribution(-61, -59), neurons.resetMv);
        assertDistributed(new NormalDistribution(-70, 3), neurons.restMv);
        double variance = Math.log(1 + 0.2 * 0.2);
        assertDistributed(new LogNormalDistribution(Math.log(10) - variance / 2, Math.sqrt(variance)), neurons.leakNs);
        assertDistributed(new UniformRealDistribution(180, 220), neurons.capacitancePf);
    }

    @Test
    void refractoryPeriodsAndInitialAdaptationAreDistributedAroundThoseOfThePopulation() {
        NeuronSpread spread = new NeuronSpread(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Spread.Uniform(0.5)),
                Optional.empty(),
                Optional.of(new Spread.Uniform(0.25)));
        Population population = EQUAL.withInitialAdaptation(-40).withSpread(spread);
        NeuronParameters neurons = new NeuronParameters("E", population, new RandomStreams(SEED));
        assertDistributed(new UniformRealDistribution(1, 3), neurons.refractoryMs);
        assertDistributed(new UniformRealDistribution(-50, -30), neurons.initialAdaptationPa);
    }

    @Test
    void parametersOfTheNeuronModelAreDistributedAroundThoseOfThePopulation() {
        AdaptiveSpread spread = new AdaptiveSpread(
                Optional.of(new Spread.Uniform(0.5)),
                Optional.of(new PotentialSpread.Normal(1)),
                Optional.of(new Spread.Uniform(0.1)),
                Optional.of(new Spread.Uniform(0.2)),
                Optional.of(new Spread.Uniform(0.3)));
        Population population = EQUAL.withNeuron(new AdaptiveExponential(2, -50, 4, 20, 100, Optional.of(spread)));
        List<AdaptiveExponential> neurons = new NeuronParameters("E", population, new RandomStreams(SEED))
                .models.stream().map(AdaptiveExponential.class::cast).toList();
        assertDistributed(new UniformRealDistribution(1, 3), values(neurons, AdaptiveExponential::slopeMv));
        assertDistributed(new NormalDistribution(-50, 1), values(neurons, AdaptiveExponential::onsetMv));
        assertDistributed(new UniformRealDistribution(3.6, 4.4), values(neurons, AdaptiveExponential::couplingNs));
        assertDistributed(new UniformRealDistribution(16, 24), values(neurons, AdaptiveExponential::incrementPa));
        assertDistributed(
                new UniformRealDistribution(70, 130), values(neurons, AdaptiveExponential::adaptationDecayMs));
    }

    private static double[] values(List<AdaptiveExponential> neurons, ToDoubleFunction<AdaptiveExponential> parameter) {
        return neurons.stream().mapToDouble(parameter).toArray();
    }

    @Test
    void conductancesBeginAtTheirInitialValuesAndDecay() {
        NeuronSpread spread = new NeuronSpread(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new Spread.Uniform(0.5)),
                Optional.empty());
        Map<String, Double> initialNs = Map.of("e", 4.0, "slow", 2.0);
        for (boolean spreads : new boolean[] {false, true}) {
            Population population = EQUAL.withInitialConductances(initialNs);
            Network network = Network.builder(0.1)
                    .receptor("e", 0, 5)
                    .receptor("slow", new Receptor.Conductance(0, 50, Optional.of(2.0)))
                    .population("E", spreads ? population.withSpread(spread) : population)
                    .build();
            SampleSeries samples = new SampleSeries();
            Simulation.of(network)
                    .seed(SEED)
                    .record(new ConductanceRecorder(NeuronSelection.everything(network), 10, samples))
                    .run(1.1);
            for (String receptor : initialNs.keySet()) {
                double[] first = new double[EQUAL.size()];
                for (int neuron = 0; neuron < first.length; neuron++) {
                    double[] values = samples.values(new Series("E", neuron, receptor));
                    first[neuron] = values[0];
                    double decay = Math.pow(1 - 0.1 / (receptor.equals("e") ? 5 : 50), 10);
                    assertEquals(values[0] * decay, values[1], 1e-12);
                }
                double meanNs = initialNs.get(receptor);
                if (spreads) {
                    assertDistributed(new UniformRealDistribution(0.5 * meanNs, 1.5 * meanNs), first);
                } else {
                    assertArrayEquals(
                            DoubleStream.generate(() -> meanNs)
                                    .limit(first.length)
                                    .toArray(),
                            first);
                }
            }
        }
    }

    @Test
    void aParameterThatIsNotSpreadIsEqualForAll() {
        NeuronParameters neurons = new NeuronParameters("E", EQUAL, new RandomStreams(SEED));
        assertEquals(1, Arrays.stream(neurons.thresholdMv).distinct().count());
        assertEquals(-50, neurons.thresholdMv[7]);
        assertEquals(10, neurons.leakNs[7]);
    }

    @Test
    void theSpreadOfOneParameterDoesNotChangeAnother() {
        NeuronSpread thresholds = new NeuronSpread(
                ALL.threshold(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        assertArrayEquals(drawn(ALL).thresholdMv, drawn(thresholds).thresholdMv);
    }

    @Test
    void noThresholdIsAtOrBelowTheResetPotential() {
        NeuronParameters neurons = drawn(new NeuronSpread(
                Optional.of(new PotentialSpread.Normal(30)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        assertTrue(Arrays.stream(neurons.thresholdMv).allMatch(mv -> mv > -60));
    }

    @Test
    void resetPotentialsThatReachTheThresholdsAreDrawnAgain() {
        NeuronParameters neurons = drawn(new NeuronSpread(
                Optional.of(new PotentialSpread.Uniform(1)),
                Optional.of(new PotentialSpread.Normal(30)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        assertTrue(Arrays.stream(neurons.resetMv).allMatch(mv -> mv < -50));
        assertTrue(Arrays.stream(neurons.thresholdMv).allMatch(mv -> mv > -51 && mv < -49));
    }

    @Test
    void neuronsWithAHighThresholdStaySilent() {
        // A constant current takes all neurons to -50 mV at last: those with a threshold below spike, the others never
        // do.
        Population spread = EQUAL.withSpread(new NeuronSpread(
                ALL.threshold(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
        Network network = Network.builder(0.1)
                .receptor("e", 0, 5)
                .population("E", spread)
                .current("E", new CurrentStimulus(List.of(0.0), List.of(200.0)))
                .build();
        SpikeTrains spikes = new SpikeTrains();
        Simulation.of(network)
                .seed(SEED)
                .record(new SpikeRecorder(List.of(), spikes))
                .run(400);
        int[][] trains = spikes.trains("E", EQUAL.size());
        double[] thresholds = new NeuronParameters("E", spread, new RandomStreams(SEED)).thresholdMv;
        for (int neuron = 0; neuron < thresholds.length; neuron++) {
            if (Math.abs(thresholds[neuron] + 50) > 0.01) {
                assertEquals(
                        thresholds[neuron] < -50,
                        trains[neuron].length > 0,
                        "neuron " + neuron + " with a threshold of " + thresholds[neuron] + " mV");
            }
        }
    }
}
