package org.cb1network.stages.network.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.cb1network.stages.network.Simulation;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.network.record.SpikeRecorder;
import org.cb1network.stages.network.record.SpikeTrains;
import org.cb1network.stages.network.spec.CurrentStimulus;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.NeuronSpread;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.PotentialSpread;
import org.cb1network.stages.network.spec.Spread;
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
