package org.cb1network.stages.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.descriptive.DescriptiveStatistics;
import org.cb1network.engine.stage.Indices;
import org.cb1network.engine.stage.Indices.Span;
import org.cb1network.stages.network.record.ConductanceRecorder;
import org.cb1network.stages.network.record.NeuronSelection;
import org.cb1network.stages.network.record.SampleSeries;
import org.cb1network.stages.network.record.Series;
import org.cb1network.stages.network.spec.Afferent;
import org.cb1network.stages.network.spec.AfferentNoise;
import org.cb1network.stages.network.spec.AfferentSources;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.EventStatistics;
import org.cb1network.stages.network.spec.GaussianEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.cb1network.stages.network.spec.Stimulus;
import org.junit.jupiter.api.Test;

/** What afferents deliver. Mean and variance of a conductance of shot noise are those of Campbell's theorem. */
class AfferentTest {
    private static final double DECAY_MS = 5;
    private static final double STEP_MS = 0.1;
    private static final double DURATION_MS = 20_000;
    private static final int NEURONS = 20;
    private static final long SEED = 17;

    @Test
    void poissonEventsHaveTheVarianceOfCampbellsTheoremAtEveryRate() {
        // 9 events per ms, 0.9 per step: binomial ones would have a tenth of the variance.
        for (double perMs : new double[] {0.05, 9, 40}) {
            Moments moments = moments(poisson(), new ConstantRate(perMs * 10), Projection.of(1, 1));
            double decay = 1 - STEP_MS / DECAY_MS;
            double mean = perMs * STEP_MS / (1 - decay);
            double variance = perMs * STEP_MS / (1 - decay * decay);
            assertEquals(mean, moments.mean, 0.03 * mean, perMs + " events per ms");
            assertEquals(variance, moments.variance, 0.1 * variance, perMs + " events per ms");
        }
    }

    @Test
    void binomialEventsAreAtMostOnePerStep() {
        Moments moments = moments(Afferent.binomial(100, "e"), new ConstantRate(90), Projection.of(1, 1));
        double decay = 1 - STEP_MS / DECAY_MS;
        double variance = 0.9 * 0.1 / (1 - decay * decay);
        assertEquals(variance, moments.variance, 0.1 * variance);
    }

    @Test
    void releaseThinsTheEventsOfAnAfferentOfAnyKind() {
        Stimulus always = new GaussianEvents(List.of(new GaussianEvents.Event(0, 20)), 1e9);
        Afferent shared = new Afferent(100, "e", 0, EventStatistics.POISSON, AfferentSources.SHARED);
        for (Afferent afferent : List.of(poisson(), Afferent.binomial(100, "e"), shared)) {
            for (Stimulus stimulus : List.of(new ConstantRate(20), always)) {
                double all = moments(afferent, stimulus, Projection.of(1, 1)).mean;
                double released =
                        moments(afferent, stimulus, Projection.of(1, 1).withRelease(0.25)).mean;
                assertEquals(0.25 * all, released, 0.02 * all, afferent + " " + stimulus);
                assertEquals(0, moments(afferent, stimulus, Projection.of(1, 1).withRelease(0)).mean);
            }
        }
    }

    @Test
    void targetsOfSharedSourcesShareTheirEvents() {
        Afferent shared = new Afferent(100, "e", 0, EventStatistics.POISSON, AfferentSources.SHARED);
        // Two neurons with half of 100 sources each have a quarter in common: half of the variance of each.
        assertEquals(0.5, correlation(shared, Projection.of(0.5, 1)), 0.1);
        assertEquals(0, correlation(poisson(), Projection.of(0.5, 1)), 0.1);
    }

    @Test
    void anInDegreeAndAllToAllDriveLikeTheSumOfTheirSources() {
        double half = moments(poisson(), new ConstantRate(20), Projection.of(0.5, 1)).mean;
        Connect inDegree = new Connect.InDegree(50, false, false);
        assertEquals(half, moments(poisson(), new ConstantRate(20), Projection.of(inDegree, 1)).mean, 0.03 * half);
        Connect all = new Connect.AllToAll(false);
        assertEquals(2 * half, moments(poisson(), new ConstantRate(20), Projection.of(all, 1)).mean, 0.06 * half);
    }

    @Test
    void aProjectionOntoSomeNeuronsLeavesTheOthersAlone() {
        Afferent shared = new Afferent(100, "e", 0, EventStatistics.POISSON, AfferentSources.SHARED);
        Optional<Indices> some = Optional.of(Indices.of(new Span(3, 6), new Span(19, 19)));
        for (Afferent afferent : List.of(poisson(), shared)) {
            // Few events, which are drawn one by one, and many, which are counted for each neuron.
            for (double rateHz : new double[] {2, 100}) {
                Network all = network(afferent, new ConstantRate(rateHz), Projection.of(1, 1));
                Network onto = all.withProjection("X -> A", projection -> projection.withNeurons(some));
                SampleSeries samples = conductances(onto);
                double mean = moments(afferent, new ConstantRate(rateHz), Projection.of(1, 1)).mean;
                for (int neuron = 0; neuron < NEURONS; neuron++) {
                    double expected = neuron == 19 || (neuron >= 3 && neuron <= 6) ? mean : 0;
                    double found = Arrays.stream(afterBeginning(samples, neuron))
                            .average()
                            .orElseThrow();
                    assertEquals(expected, found, 0.1 * expected + 1e-12, "neuron " + neuron);
                }
            }
        }
    }

    @Test
    void namingAllNeuronsChangesNoBit() {
        Afferent shared = new Afferent(100, "e", 0, EventStatistics.POISSON, AfferentSources.SHARED);
        Optional<Indices> everyone = Optional.of(Indices.of(new Span(0, NEURONS - 1)));
        for (Afferent afferent : List.of(poisson(), shared)) {
            for (double rateHz : new double[] {2, 100}) {
                Network all = network(afferent, new ConstantRate(rateHz), Projection.of(0.5, 1));
                SampleSeries named = conductances(all.withProjection("X -> A", p -> p.withNeurons(everyone)));
                SampleSeries implied = conductances(all);
                for (Series series : implied.series()) {
                    assertArrayEquals(implied.values(series), named.values(series));
                }
            }
        }
    }

    @Test
    void neuronsOfALargePopulationAreReachedAcrossTheRangesInWhichItIsStored() {
        Optional<Indices> some = Optional.of(Indices.of(new Span(4000, 8300)));
        Network network = Network.builder(STEP_MS)
                .receptor("e", 0, DECAY_MS)
                .population("A", new Population(9000, "e", 10, 200, -70, -70, 1000, 5))
                .afferent("X", poisson(), new ConstantRate(100))
                .projection("X", "A", Projection.of(1, 1).withNeurons(some))
                .build();
        SampleSeries samples = new SampleSeries();
        Simulation.of(network)
                .seed(SEED)
                .record(new ConductanceRecorder(NeuronSelection.everything(network), 50, samples))
                .run(10.1);
        for (int neuron = 0; neuron < 9000; neuron++) {
            double[] values = samples.values(new Series("A", neuron, "e"));
            assertEquals(neuron >= 4000 && neuron <= 8300, values[values.length - 1] > 0, "neuron " + neuron);
        }
    }

    @Test
    void rulesThatNeedNeuronsAreRefusedWhereEachTargetHasItsOwnEvents() {
        Network network = network(poisson(), new ConstantRate(1), Projection.of(new Connect.Pairs(0.5, false), 1));
        assertTrue(network.problems().toString().contains("sources: shared"), network.problems()::toString);
    }

    @Test
    void publishedSharedNoiseNeedsBinomialEvents() {
        Network network =
                network(poisson(), new ConstantRate(1), Projection.of(0.5, 1)).withNoise(AfferentNoise.SHARED);
        assertTrue(network.problems().toString().contains("statistics: binomial"), network.problems()::toString);
    }

    @Test
    void oneEventThatMakesEulerUnstableIsRefused() {
        Network network = network(poisson(), new ConstantRate(1), Projection.of(0.5, 4500));
        assertTrue(network.problems().toString().contains("forward Euler unstable"), network.problems()::toString);
    }

    @Test
    void aSpikeThatTheIntegrationMakesStopsTheSimulation() {
        // Each event is small enough, but together they pull the potential past the reversal potential and back above
        // the threshold.
        Network network = Network.builder(STEP_MS)
                .receptor("i", -80, DECAY_MS)
                .population("A", new Population(1, "i", 10, 200, -70, -70, -50, 5))
                .afferent("X", 1, "i", new ConstantRate(20_000))
                .projection("X", "A", 1500, 1)
                .build();
        SimulationException failed = assertThrows(
                SimulationException.class,
                () -> Simulation.of(network).seed(SEED).run(1000));
        assertTrue(failed.getMessage().contains("comes from the integration"), failed.getMessage());
        assertEquals("A", failed.where());
    }

    private record Moments(double mean, double variance) {}

    private static Afferent poisson() {
        return new Afferent(100, "e", 0);
    }

    private static Network network(Afferent afferent, Stimulus stimulus, Projection projection) {
        return Network.builder(STEP_MS)
                .receptor("e", 0, DECAY_MS)
                .population("A", new Population(NEURONS, "e", 10, 200, -70, -70, 1000, 5))
                .afferent("X", afferent, stimulus)
                .projection("X", "A", projection)
                .build();
    }

    private static SampleSeries conductances(Network network) {
        SampleSeries samples = new SampleSeries();
        Simulation.of(network)
                .seed(SEED)
                .record(new ConductanceRecorder(NeuronSelection.everything(network), 10, samples))
                .run(DURATION_MS);
        return samples;
    }

    private static double[] afterBeginning(SampleSeries samples, int neuron) {
        double[] values = samples.values(new Series("A", neuron, "e"));
        return Arrays.copyOfRange(values, 100, values.length);
    }

    private static Moments moments(Afferent afferent, Stimulus stimulus, Projection projection) {
        SampleSeries samples = conductances(network(afferent, stimulus, projection));
        DescriptiveStatistics all = new DescriptiveStatistics();
        for (int neuron = 0; neuron < NEURONS; neuron++) {
            for (double value : afterBeginning(samples, neuron)) {
                all.addValue(value);
            }
        }
        return new Moments(all.getMean(), all.getVariance());
    }

    private static double correlation(Afferent afferent, Projection projection) {
        SampleSeries samples = conductances(network(afferent, new ConstantRate(20), projection));
        DescriptiveStatistics all = new DescriptiveStatistics();
        for (int neuron = 1; neuron < NEURONS; neuron++) {
            all.addValue(
                    new PearsonsCorrelation().correlation(afterBeginning(samples, 0), afterBeginning(samples, neuron)));
        }
        return all.getMean();
    }
}
