package org.cb1network.stages.network.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.cb1network.stages.network.example.Cb1Network;
import org.cb1network.stages.network.random.RandomOrder;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever shares gets what he would have drawn himself. */
class SharedWorkTest {
    private static final long SEED = 17;
    private static final String ROLE = "noise";
    private static final int SIZE = 1000;
    private static final double[] PROBABILITIES = {0.12, 0.12, 0.016};
    /** More than a piece has. */
    private static final int STEPS = 40_000;

    private static final long AMPLE = 1L << 30;
    /** Enough for one piece and not for two. */
    private static final long SCARCE = 7_000_000;

    @ParameterizedTest
    @ValueSource(longs = {AMPLE, SCARCE, 1, 0})
    void allReadersGetWhatTheyWouldHaveDrawnHoweverMuchRoomThereIs(long bytes) {
        SharedWork work = new SharedWork(bytes);
        for (int reader = 0; reader < 3; reader++) {
            assertEqual(live(SEED, ROLE, SIZE, PROBABILITIES), events(work, SEED, ROLE, SIZE, PROBABILITIES), SIZE);
        }
    }

    @Test
    void readersMayTakeTurnsInAnyOrder() {
        SharedWork work = new SharedWork(AMPLE);
        ConstantEvents first = taped(work, SEED);
        ConstantEvents second = events(work, SEED, ROLE, SIZE, PROBABILITIES);
        ConstantEvents drawn = live(SEED, ROLE, SIZE, PROBABILITIES);
        RandomOrder order = new RandomOrder(SIZE);
        List<int[]> expected = new ArrayList<>();
        for (int step = 0; step < STEPS; step++) {
            expected.add(next(drawn, order));
        }
        int ofFirst = 0;
        for (int ofSecond = 0; ofSecond < STEPS; ofSecond++) {
            // The second one is ahead now, behind then.
            int goal = ofSecond / 3000 % 2 == 0 ? ofSecond - 1500 : ofSecond + 1500;
            while (ofFirst < Math.min(goal, STEPS)) {
                assertArrayEquals(expected.get(ofFirst++), next(first, order), "step " + ofFirst);
            }
            assertArrayEquals(expected.get(ofSecond), next(second, order), "step " + ofSecond);
        }
    }

    @Test
    void threadsMayReadATapeAtTheSameTime() throws Exception {
        SharedWork work = new SharedWork(2 * SCARCE);
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Void> reader = () -> {
                assertEqual(live(SEED, ROLE, SIZE, PROBABILITIES), events(work, SEED, ROLE, SIZE, PROBABILITIES), SIZE);
                return null;
            };
            for (Future<Void> done : threads.invokeAll(List.of(reader, reader, reader, reader))) {
                done.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void aTapeIsForItsSeedRoleSizeAndProbabilitiesAlone() {
        SharedWork work = new SharedWork(AMPLE);
        double[] others = {0.12, 0.12, 0.017};
        for (int round = 0; round < 2; round++) {
            assertEqual(live(SEED, ROLE, SIZE, PROBABILITIES), events(work, SEED, ROLE, SIZE, PROBABILITIES), SIZE);
            assertEqual(
                    live(SEED + 1, ROLE, SIZE, PROBABILITIES), events(work, SEED + 1, ROLE, SIZE, PROBABILITIES), SIZE);
            assertEqual(
                    live(SEED, "other", SIZE, PROBABILITIES), events(work, SEED, "other", SIZE, PROBABILITIES), SIZE);
            assertEqual(live(SEED, ROLE, 900, PROBABILITIES), events(work, SEED, ROLE, 900, PROBABILITIES), 900);
            assertEqual(live(SEED, ROLE, SIZE, others), events(work, SEED, ROLE, SIZE, others), SIZE);
        }
    }

    @Test
    void ofATapeThatIsTooLongTheBeginningIsKept() {
        SharedWork work = new SharedWork(SCARCE);
        assertEqual(live(SEED, ROLE, SIZE, PROBABILITIES), taped(work, SEED), SIZE);
        assertTrue(work.hasTape(key(SEED)), "kept");
        long bytes = work.bytes();
        assertTrue(bytes > 0 && bytes <= SCARCE, "bytes " + bytes);
        assertEqual(live(SEED, ROLE, SIZE, PROBABILITIES), events(work, SEED, ROLE, SIZE, PROBABILITIES), SIZE);
        assertEquals(bytes, work.bytes(), "nothing more");
    }

    @Test
    void theTapeOfTheSeedThatWasAskedForLongestAgoMakesRoomAndIsReadToItsEndByWhoeverHasIt() {
        SharedWork work = new SharedWork(2 * SCARCE);
        ConstantEvents forgotten = taped(work, SEED);
        ConstantEvents drawn = live(SEED, ROLE, SIZE, PROBABILITIES);
        RandomOrder order = new RandomOrder(SIZE);
        for (int step = 0; step < STEPS / 2; step++) {
            assertArrayEquals(next(drawn, order), next(forgotten, order), "step " + step);
        }
        for (long seed = SEED + 1; seed < SEED + 4; seed++) {
            assertEqual(live(seed, ROLE, SIZE, PROBABILITIES), taped(work, seed), SIZE);
            assertTrue(work.bytes() <= 2 * SCARCE, "bytes " + work.bytes());
        }
        assertFalse(work.hasTape(key(SEED)), "it was asked for longest ago");
        assertTrue(work.hasTape(key(SEED + 3)), "it was asked for last");
        ConstantEvents anew = events(work, SEED, ROLE, SIZE, PROBABILITIES);
        assertEqual(live(SEED, ROLE, SIZE, PROBABILITIES), anew, SIZE);
        for (int step = STEPS / 2; step < STEPS; step++) {
            assertArrayEquals(next(drawn, order), next(forgotten, order), "step " + step);
        }
    }

    @Test
    void aTapeThatFindsNoMemoryEndsAndItsReadersDrawOn() {
        int[] pieces = {0};
        NoiseTape tape = new NoiseTape(new ConstantNoise(SIZE, PROBABILITIES, stream(SEED, ROLE)), (any, bytes) -> {
            if (pieces[0]++ == 1) {
                throw new OutOfMemoryError("as a test");
            }
            return true;
        });
        for (int reader = 0; reader < 2; reader++) {
            assertEqual(live(SEED, ROLE, SIZE, PROBABILITIES), tape.read(), SIZE);
        }
        assertEquals(2, pieces[0]);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 0.3", "2, 1", "1000, 1", "1000, 1e-5", "65536, 0.001", "65536, 1e-5"})
    void aTapeIsForPopulationsOfAnySizeAndProbability(int size, double probability) {
        SharedWork work = new SharedWork(AMPLE);
        double[] one = {probability};
        for (int reader = 0; reader < 3; reader++) {
            assertEqual(live(SEED, ROLE, size, one), events(work, SEED, ROLE, size, one), size, 2000);
        }
        assertTrue(work.bytes() > 0, "kept");
    }

    @Test
    void populationsTooLargeForATapeDrawTheirOwn() {
        SharedWork work = new SharedWork(AMPLE);
        int size = RandomOrder.MOST_SHORT_NUMBERS + 1;
        double[] rare = {1e-4};
        for (int reader = 0; reader < 3; reader++) {
            assertEqual(live(SEED, ROLE, size, rare), events(work, SEED, ROLE, size, rare), size, 200);
        }
        assertEquals(0, work.bytes());
    }

    /** What is drawn beyond the beginning on the tape: for a varying projection that is the most probable one. */
    @Test
    void anOrderFromATapeGoesOnAsTheOneThatWasDrawn() {
        SharedWork work = new SharedWork(AMPLE);
        ConstantEvents taped = taped(work, SEED);
        ConstantEvents drawn = live(SEED, ROLE, SIZE, PROBABILITIES);
        RandomOrder[] orders = {new RandomOrder(SIZE), new RandomOrder(SIZE)};
        RandomStream[] more = {stream(SEED, "more"), stream(SEED, "more")};
        for (int step = 0; step < STEPS; step++) {
            next(taped, orders[0]);
            next(drawn, orders[1]);
            for (int i = 0; i < 2; i++) {
                orders[i].extend(more[i], 200);
            }
            assertArrayEquals(numbers(orders[1], 200), numbers(orders[0], 200), "step " + step);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {AMPLE, SCARCE, 0})
    void networksThatShareTheirConnectionsHaveThoseThatTheyWouldHaveDrawn(long bytes) {
        SharedWork work = new SharedWork(bytes);
        Network fewer = Cb1Network.v1().withProjection("L23Exc->L23Exc", p -> p.withProbability(0.01));
        for (int round = 0; round < 2; round++) {
            for (Network network : List.of(Cb1Network.v1(), fewer, Cb1Network.v2m())) {
                for (long seed = SEED; seed < SEED + 2; seed++) {
                    assertSameConnections(
                            new Kernel(network, seed), new Kernel(network, seed, work, false, 1, share -> {}));
                }
            }
        }
        assertTrue(work.bytes() <= bytes && (work.bytes() > 0 || bytes == 0), "bytes " + work.bytes());
    }

    @Test
    void theSameConnectionsAreNotDrawnTwice() {
        SharedWork work = new SharedWork(AMPLE);
        RandomStreams random = new RandomStreams(SEED);
        DrawnConnections connections = new DrawnConnections(
                100, new Slots(0, 50, NeuronBlocks.SMALL), new Connect.InDegree(10, true, false), false, 0);
        TargetRows rows = work.rows(random, "one", connections);
        assertSame(rows, work.rows(random, "one", connections));
        assertNotSame(rows, work.rows(random, "other", connections));
        assertNotSame(rows, work.rows(new RandomStreams(SEED + 1), "one", connections));
    }

    private static void assertSameConnections(Kernel drawn, Kernel shared) {
        for (Pathway pathway : drawn.description().recurrentPathways()) {
            int preSize = drawn.description().population(pathway.pre()).size();
            for (int pre = 0; pre < preSize; pre += 7) {
                assertArrayEquals(drawn.targets(pathway, pre), shared.targets(pathway, pre), pathway + " of " + pre);
            }
        }
    }

    private static void assertEqual(ConstantEvents expected, ConstantEvents found, int size) {
        assertEqual(expected, found, size, STEPS);
    }

    private static void assertEqual(ConstantEvents expected, ConstantEvents found, int size, int steps) {
        RandomOrder one = new RandomOrder(size);
        RandomOrder other = new RandomOrder(size);
        for (int step = 0; step < steps; step++) {
            assertArrayEquals(next(expected, one), next(found, other), "step " + step);
        }
    }

    private static SharedWork.NoiseKey key(long seed) {
        return SharedWork.noiseKey(seed, ROLE, SIZE, PROBABILITIES);
    }

    /** Counts and neurons of a step; no more counts than there are probabilities. */
    private static int[] next(ConstantEvents events, RandomOrder order) {
        int[] counts = new int[PROBABILITIES.length];
        order.restart();
        events.next(order, counts);
        return IntStream.concat(IntStream.of(counts), IntStream.of(numbers(order, counts[0])))
                .toArray();
    }

    private static int[] numbers(RandomOrder order, int count) {
        return IntStream.range(0, count).map(order::number).toArray();
    }

    private static ConstantEvents events(SharedWork work, long seed, String role, int size, double[] probabilities) {
        return work.events(new RandomStreams(seed), role, size, probabilities);
    }

    /** Not those for the first who asks, who work for himself. */
    private static ConstantEvents taped(SharedWork work, long seed) {
        assertInstanceOf(ConstantNoise.class, events(work, seed, ROLE, SIZE, PROBABILITIES));
        return events(work, seed, ROLE, SIZE, PROBABILITIES);
    }

    private static ConstantEvents live(long seed, String role, int size, double[] probabilities) {
        return new ConstantNoise(size, probabilities, stream(seed, role));
    }

    private static RandomStream stream(long seed, String role) {
        return new RandomStreams(seed).stream(role);
    }
}
