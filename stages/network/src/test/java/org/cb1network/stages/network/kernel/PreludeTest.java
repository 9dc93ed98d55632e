package org.cb1network.stages.network.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.cb1network.stages.network.Guards;
import org.cb1network.stages.network.Simulation;
import org.cb1network.stages.network.SimulationException;
import org.cb1network.stages.network.example.Cb1Network;
import org.cb1network.stages.network.record.NetworkView;
import org.cb1network.stages.network.record.Recorder;
import org.cb1network.stages.network.spec.Afferent;
import org.cb1network.stages.network.spec.AfferentNoise;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.ExplicitEvents;
import org.cb1network.stages.network.spec.GaussianEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.NetworkBuilder;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever begins with the prelude of another simulation goes on as if it were his own. */
class PreludeTest {
    private static final long SEED = 23;
    private static final long AMPLE = 1L << 28;
    private static final double FIRST_EVENT_MS = 165;
    private static final double WIDTH_MS = 5;
    /** Until 9 widths before the first event. */
    private static final double SILENT_MS = 120;

    @Test
    void simulationsThatDifferInTheirInputAloneGiveTheSameBitsFromOnePrelude() {
        for (Network network : networks()) {
            SharedWork work = new SharedWork(AMPLE);
            for (double level : new double[] {4, 30, 8}) {
                Network driven = driven(network, level);
                assertEquals(
                        course(driven, SharedWork.none()),
                        course(driven, work),
                        network.populations() + " at " + level);
                assertTrue(left(work, driven), "left");
            }
        }
    }

    @Test
    void theStateAfterThePreludeOfAnotherSimulationIsThatOfComputing() {
        for (Network network : networks()) {
            Network driven = driven(network, 4);
            SharedWork work = new SharedWork(AMPLE);
            course(driven, work);
            Kernel alone = new Kernel(driven, SEED);
            Kernel sharing = new Kernel(driven, SEED, work, true, 1, share -> {});
            int steps = prelude(work, driven, SEED).steps();
            for (int step = 0; step < steps + 2; step++) {
                step(alone);
                step(sharing);
                if (step >= steps - 1) {
                    assertArrayEquals(state(alone), state(sharing), network.populations() + " after step " + step);
                }
            }
        }
    }

    @Test
    void theFirstOfSeveralInputsEndsThePrelude() {
        Network network = Cb1Network.v1().withStimulus("AffExcBG", bumps(FIRST_EVENT_MS - 10, 4));
        Network driven = driven(network, 30);
        SharedWork work = new SharedWork(AMPLE);
        assertEquals(1099, prelude(work, driven, SEED).steps(), 1);
        for (int i = 0; i < 2; i++) {
            assertEquals(course(driven, SharedWork.none()), course(driven, work));
        }
    }

    @Test
    void aBackgroundThatIsSilentIsSharedToo() {
        Network driven = driven(Cb1Network.v1().withStimulus("AffExcBG", new ConstantRate(0)), 30);
        SharedWork work = new SharedWork(AMPLE);
        for (int i = 0; i < 2; i++) {
            assertEquals(course(driven, SharedWork.none()), course(driven, work));
        }
        assertTrue(left(work, driven), "left");
    }

    @Test
    void ofMorePreludesThanThereIsRoomForTheLastOnesAreKept() {
        Network first = driven(Cb1Network.v1(), 4);
        Network second = driven(Cb1Network.v2m(), 4);
        // A sixteenth of it is more than one needs, and less than two.
        SharedWork work = new SharedWork(16 * 450_000);
        course(first, work);
        assertTrue(left(work, first), "room for one");
        Kernel replaying = new Kernel(first, SEED, work, true, 1, share -> {});
        course(second, work);
        assertTrue(left(work, second), "the last one");
        assertFalse(left(work, first), "forgotten");
        Kernel alone = new Kernel(first, SEED);
        for (int step = 0; step < 1300; step++) {
            step(alone);
            step(replaying);
        }
        assertArrayEquals(state(alone), state(replaying), "whoever has it goes on with it");
    }

    @Test
    void thePreludeOfAnotherSimulationIsNotComputedAgain() {
        SharedWork work = new SharedWork(AMPLE);
        Network network = driven(Cb1Network.v1(), 4);
        assertFalse(isReplayed(network, new SharedWork(AMPLE)), "nothing is left yet");
        course(network, work);
        assertTrue(isReplayed(driven(Cb1Network.v1(), 8), work), "other input");
    }

    @Test
    void aPreludeIsForItsSeedNetworkBackgroundAndDurationAlone() {
        SharedWork work = new SharedWork(AMPLE);
        Network network = driven(Cb1Network.v1(), 4);
        course(network, work);
        List<Network> others = List.of(
                driven(Cb1Network.v2m(), 4),
                network.withStimulus("AffExcBG", new ConstantRate(4.5)),
                network.withNoise(AfferentNoise.INDEPENDENT),
                Cb1Network.withInput(Cb1Network.v1(), bumps(FIRST_EVENT_MS + 1, 4)));
        for (Network other : others) {
            assertFalse(left(work, other), "nobody has computed it");
            assertEquals(course(other, SharedWork.none()), course(other, work));
        }
        assertNull(prelude(work, network, SEED + 1).get());
        assertNotNull(prelude(work, network, SEED).get());
    }

    @Test
    void whereARecorderLooksAtTheStateNothingIsReplayed() {
        SharedWork work = new SharedWork(AMPLE);
        Network network = driven(Cb1Network.v2m(), 4);
        course(network, work);
        Course course = new Course(true);
        run(network, work, course, 20);
        Course alone = new Course(true);
        run(network, SharedWork.none(), alone, 20);
        assertEquals(alone.text(), course.text());
    }

    @Test
    void aSimulationMayEndWithinThePreludeOrComeToItsEndInPieces() {
        SharedWork work = new SharedWork(AMPLE);
        Network network = driven(Cb1Network.v2m(), 4);
        course(network, work);
        for (double ms : new double[] {0.1, SILENT_MS / 2, SILENT_MS - 0.1, SILENT_MS, SILENT_MS + 0.1}) {
            assertEquals(course(network, SharedWork.none(), ms), course(network, work, ms), ms + " ms");
        }
    }

    @Test
    void aSimulationThatEndsBeforeItsInputLeavesNothing() {
        SharedWork work = new SharedWork(AMPLE);
        Network network = driven(Cb1Network.v1(), 4);
        course(network, work, SILENT_MS - 0.2);
        assertFalse(left(work, network), "left");
        assertEquals(course(network, SharedWork.none()), course(network, work));
    }

    @Test
    void aSimulationThatAGuardHasStoppedDoesNotGoOnAndLeavesNothing() {
        SharedWork work = new SharedWork(AMPLE);
        Network network = driven(Cb1Network.v1(), 4);
        Simulation simulation = Simulation.of(network)
                .seed(SEED)
                .sharing(work)
                .guards(Guards.maximumRateHz(0.01))
                .build();
        assertThrows(SimulationException.class, () -> simulation.run(FIRST_EVENT_MS));
        assertThrows(IllegalStateException.class, () -> simulation.run(FIRST_EVENT_MS));
        assertFalse(left(work, network), "left");
    }

    @Test
    void aGuardStopsWhoReplaysWhereItStopsWhoComputes() {
        SharedWork work = new SharedWork(AMPLE);
        Network network = driven(Cb1Network.v1(), 4);
        course(network, work);
        assertTrue(left(work, network), "left");
        Guards strict = Guards.maximumRateHz(0.01);
        String computed = failure(network, SharedWork.none(), strict);
        assertEquals(computed, failure(network, work, strict));
    }

    /** The state alone takes 248,576 bytes. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, 16 * 100_000, 16 * 250_000, 16 * 275_000})
    void whereThereIsNoRoomNothingIsLeftAndTheBitsAreTheSame(long bytes) {
        SharedWork work = new SharedWork(bytes);
        Network network = driven(Cb1Network.v1(), 4);
        String alone = course(network, SharedWork.none());
        for (int i = 0; i < 3; i++) {
            assertEquals(alone, course(network, work));
            assertFalse(left(work, network), "no room in a sixteenth of " + bytes);
            assertTrue(work.bytes() <= bytes, "at most what was allowed");
        }
    }

    @Test
    void threadsMayLeaveAndTakePreludesAtTheSameTime() throws Exception {
        SharedWork work = new SharedWork(AMPLE);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            // By level of the input, in turn.
            List<Future<String>> courses = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Network network = driven(i % 2 == 0 ? Cb1Network.v1() : Cb1Network.v2m(), 4 + i / 2);
                courses.add(threads.submit(() -> course(network, work)));
            }
            for (int i = 0; i < 12; i++) {
                Network network = driven(i % 2 == 0 ? Cb1Network.v1() : Cb1Network.v2m(), 4 + i / 2);
                assertEquals(course(network, SharedWork.none()), courses.get(i).get(), "simulation " + i);
                assertTrue(left(work, network), "left");
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void networksWithoutATimeBeforeTheirInputShareNone() {
        SharedWork work = new SharedWork(AMPLE);
        assertNull(work.prelude(Cb1Network.v1(), SEED), "no input");
        assertNull(
                work.prelude(Cb1Network.withInput(Cb1Network.v1(), new GaussianEvents(List.of(), 5)), SEED),
                "no events");
        assertNull(work.prelude(Cb1Network.withInput(Cb1Network.v1(), bumps(50, 4)), SEED), "at once");
        for (double widthMs : new double[] {1e7, 1e9, 1e308}) {
            GaussianEvents wide = new GaussianEvents(List.of(new GaussianEvents.Event(1e6, 4)), widthMs);
            assertNull(work.prelude(Cb1Network.withInput(Cb1Network.v1(), wide), SEED), "width " + widthMs);
        }
        GaussianEvents late = new GaussianEvents(List.of(new GaussianEvents.Event(1e9, 4)), 5);
        assertNull(
                work.prelude(Cb1Network.withInput(Cb1Network.v1(), late), SEED), "after more steps than there can be");
        ExplicitEvents explicit = new ExplicitEvents(new TreeMap<>());
        assertNull(
                work.prelude(driven(Cb1Network.v1().withStimulus("AffExcBG", explicit), 4), SEED), "explicit events");
    }

    /** All that goes another way through a prelude: release, shared and independent noise, more conductances than a block has rows. */
    private static List<Network> networks() {
        return List.of(Cb1Network.v1(), Cb1Network.v2m().withNoise(AfferentNoise.INDEPENDENT), threeChannels());
    }

    private static Network threeChannels() {
        NetworkBuilder network = Network.builder(0.1)
                .noise(AfferentNoise.SHARED)
                .receptor("excitatory", 0, 5)
                .receptor("slow", 0, 50)
                .receptor("inhibitory", -80, 8);
        network.population("L4Exc", new Population(700, "excitatory", 10, 200, -70, -70, -50, 5));
        network.population("I", new Population(700, "inhibitory", 10, 200, -70, -70, -50, 5));
        return network.projection("L4Exc", "L4Exc", slow(0.2, 0.05))
                .projection("L4Exc", "I", 1, 0.05, 0.4)
                .projection("I", "L4Exc", 10, 0.05)
                .afferent("AffExcBG", Afferent.binomial(4000, "excitatory"), new ConstantRate(4))
                .projection("AffExcBG", "L4Exc", 2, 0.09)
                .projection("AffExcBG", "I", slow(1, 0.04))
                .build();
    }

    private static Projection slow(double weightNs, double probability) {
        return Projection.of(probability, weightNs).withReceptor("slow");
    }

    private static Network driven(Network network, double levelHz) {
        return Cb1Network.withInput(network, bumps(FIRST_EVENT_MS, levelHz));
    }

    private static GaussianEvents bumps(double firstMs, double levelHz) {
        return new GaussianEvents(
                List.of(
                        new GaussianEvents.Event(firstMs, levelHz),
                        new GaussianEvents.Event(firstMs + 15, levelHz / 2)),
                WIDTH_MS);
    }

    /** Everything that recorders see of a simulation, as text. */
    private static final class Course implements Recorder {
        private final boolean looksAtState;
        private final StringBuilder seen = new StringBuilder();

        private Course(boolean looksAtState) {
            this.looksAtState = looksAtState;
        }

        @Override
        public boolean looksAtState() {
            return looksAtState;
        }

        @Override
        public void beforeUpdate(NetworkView network) {
            if (looksAtState) {
                seen.append(network.membraneMv(0, 3)).append(' ');
                seen.append(network.conductanceNs(0, 0, 3)).append(' ');
            }
        }

        @Override
        public void afterDelivery(NetworkView network) {
            seen.append(network.step());
            for (int p = 0; p < network.description().populations().size(); p++) {
                for (int k = 0; k < network.spikeCount(p); k++) {
                    seen.append(' ').append(p).append(':').append(network.spikingNeuron(p, k));
                }
            }
            for (int a = 0; a < network.description().afferents().size(); a++) {
                seen.append(' ').append(network.afferentRateHz(a));
            }
            seen.append('\n');
        }

        private String text() {
            return seen.toString();
        }
    }

    private static String course(Network network, SharedWork work) {
        return course(network, work, FIRST_EVENT_MS + 60);
    }

    /** What is seen of a simulation that is run in pieces. */
    private static String course(Network network, SharedWork work, double durationMs) {
        Course course = new Course(false);
        Simulation simulation = run(network, work, course, durationMs);
        return course.text() + simulation.afferentEvents() + " and " + simulation.synapticEvents() + " events";
    }

    private static Simulation run(Network network, SharedWork work, Course course, double durationMs) {
        Simulation simulation =
                Simulation.of(network).seed(SEED).sharing(work).record(course).build();
        simulation.runSteps((int) (durationMs * 10 / 3));
        simulation.runSteps((int) Math.round(durationMs / network.stepMs()) - simulation.steps());
        simulation.finish();
        return simulation;
    }

    private static String failure(Network network, SharedWork work, Guards guards) {
        return assertThrows(
                        SimulationException.class,
                        () -> Simulation.of(network)
                                .seed(SEED)
                                .sharing(work)
                                .guards(guards)
                                .run(FIRST_EVENT_MS))
                .getMessage();
    }

    private static SharedPrelude prelude(SharedWork work, Network network, long seed) {
        SharedPrelude prelude = work.prelude(network, seed);
        assertNotNull(prelude);
        return prelude;
    }

    private static boolean left(SharedWork work, Network network) {
        return prelude(work, network, SEED).get() != null;
    }

    /** Whether there is no state behind the spikes; a first step is enough to see. */
    private static boolean isReplayed(Network network, SharedWork work) {
        Kernel kernel = new Kernel(network, SEED, work, true, 1, share -> {});
        try {
            assertEquals(new Kernel(network, SEED).membraneMv(0, 3), kernel.membraneMv(0, 3));
            return false;
        } catch (IllegalStateException e) {
            assertThrows(IllegalStateException.class, () -> kernel.conductanceNs(0, 0, 3));
            return true;
        }
    }

    private static void step(Kernel kernel) {
        kernel.evolve();
        kernel.propagate();
        kernel.nextStep();
    }

    /** All membrane potentials and conductances. */
    private static double[] state(Kernel kernel) {
        Network network = kernel.description();
        return IntStream.range(0, network.populations().size())
                .boxed()
                .flatMapToDouble(p -> IntStream.range(
                                0,
                                network.population(network.populations().get(p)).size())
                        .mapToObj(n -> DoubleStream.concat(
                                DoubleStream.of(kernel.membraneMv(p, n)),
                                IntStream.range(0, network.receptors().size())
                                        .mapToDouble(receptor -> kernel.conductanceNs(p, receptor, n))))
                        .flatMapToDouble(numbers -> numbers))
                .toArray();
    }
}
