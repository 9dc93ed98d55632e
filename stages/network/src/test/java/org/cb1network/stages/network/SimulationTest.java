package org.cb1network.stages.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;
import org.cb1network.stages.network.example.Cb1Network;
import org.cb1network.stages.network.input.EventSchedule;
import org.cb1network.stages.network.kernel.SharedWork;
import org.cb1network.stages.network.record.MembraneRecorder;
import org.cb1network.stages.network.record.NeuronSelection;
import org.cb1network.stages.network.record.SampleSeries;
import org.cb1network.stages.network.record.Series;
import org.cb1network.stages.network.record.SpikeRecorder;
import org.cb1network.stages.network.record.SpikeTrains;
import org.cb1network.stages.network.spec.Afferent;
import org.cb1network.stages.network.spec.AfferentNoise;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.ConnectionProbability;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.EventList;
import org.cb1network.stages.network.spec.ExplicitEvents;
import org.cb1network.stages.network.spec.GaussianEvents;
import org.cb1network.stages.network.spec.InvalidNetworkException;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.NetworkBuilder;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final long SEED = 1;

    @Test
    void theSameSeedGivesTheSameBits() throws Exception {
        assertEquals(bits(Cb1Network.v1(), SEED, 100), bits(Cb1Network.v1(), SEED, 100));
        assertNotEquals(bits(Cb1Network.v1(), SEED, 100), bits(Cb1Network.v1(), SEED + 1, 100));
    }

    @Test
    void otherWorkInTheProcessChangesNothing() throws Exception {
        String alone = bits(Cb1Network.v1(), SEED, 100);
        List<String> together = IntStream.range(0, 6)
                .parallel()
                .mapToObj(i -> bits(i % 2 == 0 ? Cb1Network.v1() : Cb1Network.v2m(), i % 2 == 0 ? SEED : i, 100))
                .toList();
        for (int i = 0; i < together.size(); i += 2) {
            assertEquals(alone, together.get(i));
        }
    }

    /**
     * Known bits: they hold on every JVM, whatever its compilers make of the loops. A change of the kernel, the generators or the
     * names of the streams changes them; then the other tests must say that it is still right.
     */
    @Test
    void theBitsAreTheSameOnEveryJvm() {
        Network network = Cb1Network.withInput(Cb1Network.v2m(), new EventSchedule(4, 200, 1, 20).until(30_000));
        Network early = network.withStimulus(
                "AffExcTV",
                new GaussianEvents(List.of(new GaussianEvents.Event(60, 9), new GaussianEvents.Event(150, 4)), 30));
        assertEquals("c861596d2e6c1022f86c772cde0c4d095b5d82bcd8e4bac51c98c631fc7342c6", bits(early, SEED, 300));
    }

    @Test
    void simulationsOfOneSeedThatShareTheirWorkGiveTheSameBits() {
        SharedWork work = new SharedWork(1 << 26);
        Network v2m = Cb1Network.v2m();
        // Stronger than the background for a while: the order of neurons is drawn beyond what they share.
        Network driven = Cb1Network.withInput(v2m, new GaussianEvents(List.of(new GaussianEvents.Event(50, 30)), 20));
        Network apart = driven.withNoise(AfferentNoise.INDEPENDENT);
        // The first one to need some noise draws it for itself, the second one for all that come after.
        for (Network network : List.of(v2m, Cb1Network.v1(), v2m, driven, driven, driven, apart, apart, apart)) {
            assertEquals(bits(network, SEED, 100), bits(network, SEED, 100, work));
        }
    }

    @Test
    void aSimulationMayBeRunInPieces() {
        SpikeTrains atOnce = new SpikeTrains();
        SpikeTrains inPieces = new SpikeTrains();
        Simulation.of(Cb1Network.v1())
                .seed(SEED)
                .record(new SpikeRecorder(List.of(), atOnce))
                .run(60);
        Simulation pieces = Simulation.of(Cb1Network.v1())
                .seed(SEED)
                .record(new SpikeRecorder(List.of(), inPieces))
                .build();
        pieces.run(0.1);
        pieces.run(29.9);
        pieces.runSteps(300);
        pieces.finish();
        pieces.finish();
        assertEquals(600, pieces.steps());
        assertTrue(atOnce.count("PvInh") > 0);
        assertArrayEquals(atOnce.steps("PvInh"), inPieces.steps("PvInh"));
        assertArrayEquals(atOnce.neurons("PvInh"), inPieces.neurons("PvInh"));
        assertThrows(IllegalStateException.class, () -> pieces.run(1));
    }

    @Test
    void aCheckpointMayCancel() {
        int[] calls = {0};
        Simulation simulation = Simulation.of(lonely(-70, -50))
                .checkpoint((doing, share) -> {
                    if (++calls[0] == 3) {
                        throw new CancellationException();
                    }
                })
                .build();
        assertThrows(CancellationException.class, () -> simulation.run(10_000));
        assertEquals(2000, simulation.steps());
    }

    @Test
    void aCheckpointSeesTheConnectionsDrawnAndThenTheTimePass() {
        List<String> told = new ArrayList<>();
        Simulation.of(Cb1Network.v1())
                .checkpoint((doing, share) -> told.add(doing + " " + share))
                .run(200);
        List<String> drawing = told.stream()
                .takeWhile(text -> text.startsWith("drawing connections "))
                .toList();
        assertEquals("drawing connections 1.0", drawing.get(drawing.size() - 1));
        assertEquals(List.of("simulating 0.0", "simulating 0.5"), told.subList(drawing.size(), told.size()));
    }

    @Test
    void runawayActivityNamesSeedTimePopulationAndTheKeysOfTheGuard() {
        Network network = lonely(1000, -50);
        SimulationException stopped = assertThrows(
                SimulationException.class,
                () -> Simulation.of(network)
                        .seed(42)
                        .guards(Guards.maximumRateHz(100))
                        .run(1000));
        for (String word : List.of(
                "seed 2a",
                "at 49.9 ms, ",
                "A: ",
                "runaway activity, ",
                " Hz over 50.0 ms; at most 100.0 Hz",
                "maximum-rate",
                "rate-window")) {
            assertTrue(stopped.getMessage().contains(word), word + " in " + stopped.getMessage());
        }
        assertEquals("A", stopped.where());
        assertEquals(42, stopped.seed());
        assertEquals(49.9, stopped.timeMs(), 1e-9);
    }

    @Test
    void theCapOnTheRateIsSettable() {
        Network network = lonely(1000, -50);
        assertThrows(
                SimulationException.class,
                () -> Simulation.of(network).guards(new Guards(199, 10)).run(20));
        assertEquals(
                200, Simulation.of(network).guards(new Guards(201, 10)).run(20).steps());
        assertEquals(200, Simulation.of(network).guards(Guards.none()).run(20).steps());
    }

    @Test
    void aMembranePotentialThatIsNotANumberStopsTheSimulation() {
        // Two conductances without bound pull up and down: infinity minus infinity.
        EventList event = new EventList(new int[] {3}, new int[] {70}, new double[] {Double.MAX_VALUE});
        NetworkBuilder network = Network.builder(0.1);
        network.population("A", new Population(5, "e", 10, 200, -70, -70, -50, 5));
        for (String sign : List.of("e", "i")) {
            network.receptor(sign, sign.equals("e") ? 1e10 : -1e10, 5);
            network.afferent("X" + sign, 1, sign, ExplicitEvents.of(java.util.Map.of("A", event)));
            network.projection("X" + sign, "A", Projection.of(new Connect.Events()));
        }
        SimulationException stopped = assertThrows(
                SimulationException.class,
                () -> Simulation.of(network.build()).seed(8).run(100));
        for (String word : List.of("seed 8", "7.1", "A", "not a number")) {
            assertTrue(stopped.getMessage().contains(word), word + " in " + stopped.getMessage());
        }
    }

    @Test
    void ratesThatNeedMoreThanOneEventPerStepStopTheSimulation() {
        // Each bump alone is possible, at its peak too; between two of them their sum is not.
        GaussianEvents bumps =
                new GaussianEvents(List.of(new GaussianEvents.Event(50, 9.9), new GaussianEvents.Event(65, 9.9)), 10);
        Network network = Network.builder(0.1)
                .receptor("e", 0, 5)
                .population("A", new Population(10, "e", 10, 200, -70, -70, -50, 5))
                .afferent("X", Afferent.binomial(710, "e"), bumps)
                .projection("X", "A", 0.01, 1)
                .build();
        SimulationException stopped = assertThrows(
                SimulationException.class, () -> Simulation.of(network).run(100));
        assertTrue(stopped.getMessage().contains("X -> A"), stopped.getMessage());
    }

    @Test
    void anImpossibleNetworkIsRefusedBeforeAnythingRuns() {
        InvalidNetworkException refused = assertThrows(
                InvalidNetworkException.class,
                () -> Simulation.of(Cb1Network.v1().withProjection("CB1Inh->L4Exc", p -> p.withRelease(1.2)))
                        .build());
        assertTrue(refused.getMessage().contains("1.2"), refused.getMessage());
    }

    @Test
    void aSynapseTransmitsWithItsReleaseProbability() {
        for (double release : new double[] {0, 0.25, 0.3, 0.5, 1}) {
            Network network = Network.builder(0.1)
                    .connectionProbability(ConnectionProbability.IN_DEGREE)
                    .receptor("e", 0, 5)
                    .population("A", new Population(100, "e", 10, 200, 1000, -70, -50, 5))
                    .population("B", new Population(500, "e", 10, 200, -70, -70, 1000, 5))
                    .projection("A", "B", 0.001, 0.2, release)
                    .build();
            SpikeTrains spikes = new SpikeTrains();
            Simulation simulation = Simulation.of(network)
                    .seed(SEED)
                    .guards(Guards.none())
                    .record(new SpikeRecorder(List.of(), spikes))
                    .run(100);
            double synapsesPerNeuron = 0.2 * 500;
            double trials = spikes.count("A") * synapsesPerNeuron;
            double standardError = StrictMath.sqrt(trials * release * (1 - release));
            assertEquals(
                    trials * release, (double) simulation.synapticEvents(), 4 * standardError, "release " + release);
        }
    }

    @Test
    void changingTheReleaseOfOneProjectionLeavesWhatDoesNotDependOnItAsItWas() {
        // L4Exc neurons get background and CB1Inh input; CB1Inh does not depend on CB1Inh->L4Exc.
        Network network = Cb1Network.v1().restrictedTo(List.of("L4Exc", "CB1Inh"));
        SpikeTrains before = new SpikeTrains();
        SpikeTrains after = new SpikeTrains();
        record(network, before);
        record(
                network.withProjection("CB1Inh->L4Exc", p -> p.withProbability(0.05))
                        .withProjection("CB1Inh->L4Exc", p -> p.withRelease(0.3)),
                after);
        assertTrue(before.count("CB1Inh") > 100);
        assertArrayEquals(before.steps("CB1Inh"), after.steps("CB1Inh"));
        assertArrayEquals(before.neurons("CB1Inh"), after.neurons("CB1Inh"));
    }

    @Test
    void withSharedNoiseNeuronsOfTheSameIndexGetTheSameBackgroundAndWithIndependentNoiseTheyDoNot() {
        assertEquals(1, correlationOfEqualPopulations(AfferentNoise.SHARED), 1e-12);
        assertEquals(0, correlationOfEqualPopulations(AfferentNoise.INDEPENDENT), 0.2);
    }

    private static double correlationOfEqualPopulations(AfferentNoise noise) {
        Network network = Network.builder(0.1)
                .noise(noise)
                .receptor("e", 0, 5)
                .population("A", new Population(20, "e", 10, 200, -70, -70, 1000, 5))
                .population("B", new Population(20, "e", 10, 200, -70, -70, 1000, 5))
                .afferent("X", Afferent.binomial(4000, "e"), new ConstantRate(4))
                .projection("X", "A", 2, 0.05)
                .projection("X", "B", 2, 0.05)
                .build();
        SampleSeries membrane = new SampleSeries();
        List<NeuronSelection> one = List.of(NeuronSelection.first("A", 1), NeuronSelection.first("B", 1));
        Simulation.of(network)
                .seed(SEED)
                .record(new MembraneRecorder(one, 10, membrane))
                .run(20_000);
        return new org.apache.commons.math3.stat.correlation.PearsonsCorrelation()
                .correlation(membrane.values(Series.of("A", 0)), membrane.values(Series.of("B", 0)));
    }

    private static void record(Network network, SpikeTrains spikes) {
        Simulation.of(network)
                .seed(SEED)
                .record(new SpikeRecorder(List.of(), spikes))
                .run(100);
    }

    private static Network lonely(double restMv, double thresholdMv) {
        return Network.builder(0.1)
                .receptor("e", 0, 5)
                .population("A", new Population(10, "e", 10, 200, restMv, -70, thresholdMv, 5))
                .build();
    }

    /** SHA-256 of all spikes and of the membrane potentials of some neurons. */
    private static String bits(Network network, long seed, double durationMs) {
        return bits(network, seed, durationMs, SharedWork.none());
    }

    private static String bits(Network network, long seed, double durationMs, SharedWork work) {
        SpikeTrains spikes = new SpikeTrains();
        SampleSeries membrane = new SampleSeries();
        List<NeuronSelection> some = new ArrayList<>();
        network.populations().forEach(p -> some.add(NeuronSelection.first(p, 5)));
        Simulation.of(network)
                .seed(seed)
                .sharing(work)
                .record(new SpikeRecorder(List.of(), spikes))
                .record(new MembraneRecorder(some, 7, membrane))
                .run(durationMs);
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String population : network.populations()) {
                for (int[] numbers : List.of(spikes.neurons(population), spikes.steps(population))) {
                    ByteBuffer bytes = ByteBuffer.allocate(4 * numbers.length);
                    bytes.asIntBuffer().put(numbers);
                    digest.update(bytes);
                }
            }
            for (Series series : membrane.series()) {
                double[] values = membrane.values(series);
                ByteBuffer bytes = ByteBuffer.allocate(8 * values.length);
                bytes.asDoubleBuffer().put(values);
                digest.update(bytes);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
