package org.cb1network.stages.network.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.cb1network.engine.stage.Indices;
import org.cb1network.engine.stage.Indices.Span;
import org.cb1network.stages.network.Simulation;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.network.record.MembraneRecorder;
import org.cb1network.stages.network.record.NeuronSelection;
import org.cb1network.stages.network.record.SampleSeries;
import org.cb1network.stages.network.record.Series;
import org.cb1network.stages.network.spec.CurrentNoise;
import org.cb1network.stages.network.spec.CurrentStimulus;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Population;
import org.junit.jupiter.api.Test;

/** Currents that fluctuate, against the moments of the Ornstein-Uhlenbeck process and of white noise. */
class NoiseCurrentTest {
    private static final long SEED = 23;
    private static final int NEURONS = 5000;
    private static final CurrentNoise NOISE = CurrentNoise.ornsteinUhlenbeck(50, 5);

    private final NoiseCurrent noise = new NoiseCurrent(NOISE, 0.1, "E", NEURONS, new RandomStreams(SEED));

    private double[] currents() {
        return IntStream.range(0, NEURONS).mapToDouble(noise::currentPa).toArray();
    }

    private void advance(int steps) {
        for (int step = 0; step < steps; step++) {
            noise.advance(0, NEURONS, step);
        }
    }

    private static void assertNormal(double[] values) {
        double p = new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new NormalDistribution(0, 50), values);
        assertTrue(p > 1e-3, "p = " + p + ", seed " + SEED);
    }

    @Test
    void theCurrentIsNormalAtAnyTime() {
        assertNormal(currents());
        advance(1000);
        assertNormal(currents());
    }

    @Test
    void itsCorrelationDecaysWithTheTimeConstant() {
        double[] before = currents();
        advance(50);
        double correlation = new PearsonsCorrelation().correlation(before, currents());
        assertEquals(Math.exp(-1), correlation, 4 / Math.sqrt(NEURONS));
    }

    @Test
    void rangesThatAreAdvancedOneByOneGiveTheSame() {
        NoiseCurrent other = new NoiseCurrent(NOISE, 0.1, "E", NEURONS, new RandomStreams(SEED));
        advance(3);
        for (int step = 0; step < 3; step++) {
            other.advance(NeuronRange.LENGTH, NEURONS, step);
            other.advance(0, NeuronRange.LENGTH, step);
        }
        assertEquals(noise.currentPa(0), other.currentPa(0));
        assertEquals(noise.currentPa(NEURONS - 1), other.currentPa(NEURONS - 1));
    }

    @Test
    void whiteNoiseStaysForAnIntervalAndIsThenDrawnAnew() {
        NoiseCurrent white = new NoiseCurrent(CurrentNoise.white(50, 0.3), 0.1, "E", NEURONS, new RandomStreams(SEED));
        double[][] byStep = new double[6][];
        for (int step = 0; step < byStep.length; step++) {
            byStep[step] =
                    IntStream.range(0, NEURONS).mapToDouble(white::currentPa).toArray();
            white.advance(0, NEURONS, step);
        }
        assertArrayEquals(byStep[0], byStep[2]);
        assertArrayEquals(byStep[3], byStep[5]);
        assertNormal(byStep[0]);
        assertNormal(byStep[3]);
        assertEquals(0, new PearsonsCorrelation().correlation(byStep[0], byStep[3]), 4 / Math.sqrt(NEURONS));
    }

    @Test
    void aMembraneFiltersTheCurrent() {
        // Of a membrane with time constant T and leak g: variance = (sd / g)^2 tau / (T + tau), around rest + mean / g.
        assertFiltered(NOISE, 50 / 10.0 * Math.sqrt(5 / 25.0));
    }

    @Test
    void aMembraneFiltersWhiteNoise() {
        // With the decay a = (1 - dt / T)^(interval / dt) in an interval: variance = (sd / g)^2 (1 - a) / (1 + a).
        double decay = Math.pow(1 - 0.1 / 20, 20);
        assertFiltered(CurrentNoise.white(200, 2), 200 / 10.0 * Math.sqrt((1 - decay) / (1 + decay)));
    }

    /** The potential after 200 ms is normally distributed. */
    private static void assertFiltered(CurrentNoise fluctuation, double sd) {
        Network network = Network.builder(0.1)
                .population("E", new Population(2000, "none", 10, 200, -70, -70, 0, 2))
                .receptor("none", 0, 5)
                .current(
                        "E",
                        new CurrentStimulus(List.of(0.0), List.of(40.0), Optional.of(fluctuation), Optional.empty()))
                .build();
        DescriptiveStatistics potentials = new DescriptiveStatistics();
        Simulation.of(network)
                .seed(SEED)
                .record(new MembraneRecorder(
                        List.of(NeuronSelection.all("E")), 2000, (series, step, value) -> potentials.addValue(value)))
                .run(200.1);
        double[] late = Arrays.copyOfRange(potentials.getValues(), 2000, 4000);
        DescriptiveStatistics statistics = new DescriptiveStatistics(late);
        assertEquals(-66, statistics.getMean(), 4 * sd / Math.sqrt(2000));
        assertEquals(sd, statistics.getStandardDeviation(), 4 * sd / Math.sqrt(2 * 2000.0));
    }

    @Test
    void aCurrentIntoSomeNeuronsLeavesTheOthersAtRest() {
        Optional<Indices> some = Optional.of(Indices.of(new Span(2, 3), new Span(7, 7)));
        for (Optional<CurrentNoise> fluctuation : List.of(Optional.<CurrentNoise>empty(), Optional.of(NOISE))) {
            Network network = Network.builder(0.1)
                    .population("E", new Population(9, "none", 10, 200, -70, -70, 0, 2))
                    .receptor("none", 0, 5)
                    .current("E", new CurrentStimulus(List.of(0.0), List.of(40.0), fluctuation, some))
                    .build();
            SampleSeries samples = new SampleSeries();
            Simulation.of(network)
                    .seed(SEED)
                    .record(new MembraneRecorder(NeuronSelection.everything(network), 100, samples))
                    .run(10.1);
            for (int neuron = 0; neuron < 9; neuron++) {
                double potentialMv = samples.values(Series.of("E", neuron))[1];
                assertEquals(List.of(2, 3, 7).contains(neuron), potentialMv != -70, "neuron " + neuron);
            }
        }
    }
}
