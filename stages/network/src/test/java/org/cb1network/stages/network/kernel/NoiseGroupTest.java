package org.cb1network.stages.network.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.network.spec.Receptor;
import org.junit.jupiter.api.Test;

/** Afferent events, looked at neuron by neuron. Weights are 1, so that a stored value counts events. */
class NoiseGroupTest {
    private static final long SEED = 11;
    private static final int SIZE = 1000;
    private static final int STEPS = 2000;
    private static final double NO_DECAY_MS = 1e300;

    @Test
    void aNeuronHasAtMostOneEventPerProjectionAndStepAndTheProbabilityOfTheModel() {
        NoiseGroup group = group();
        SynapticInput input = input();
        group.addConstant("A->B", 0.12, target(input));
        double[] counts = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            clear(input);
            group.propagate(new double[] {});
            for (int i = 0; i < SIZE; i++) {
                double events = input.values()[i];
                assertTrue(events == 0 || events == 1, "events " + events);
                counts[step] += events;
            }
        }
        assertBinomial(counts, 0.12);
    }

    @Test
    void eventsOfAWeakerProjectionAreASubsetWhateverTheOrder() {
        NoiseGroup group = group();
        SynapticInput weak = input();
        SynapticInput varying = input();
        SynapticInput strong = input();
        group.addConstant("weak", 0.016, target(weak));
        group.addVarying("varying", 0, 0.01, target(varying));
        group.addConstant("strong", 0.12, target(strong));
        // The varying one goes from nothing to being the strongest.
        for (int step = 0; step < STEPS; step++) {
            clear(weak);
            clear(varying);
            clear(strong);
            double rateHz = 20.0 * step / STEPS;
            assertNull(group.propagate(new double[] {rateHz}));
            for (int i = 0; i < SIZE; i++) {
                assertTrue(weak.values()[i] <= strong.values()[i], "weak in strong");
                if (rateHz * 0.01 <= 0.12) {
                    assertTrue(varying.values()[i] <= strong.values()[i], "varying in strong");
                } else {
                    assertTrue(varying.values()[i] >= strong.values()[i], "strong in varying");
                }
            }
        }
    }

    @Test
    void everyProjectionOfAGroupHasItsOwnProbability() {
        NoiseGroup group = group();
        SynapticInput[] inputs = {input(), input(), input()};
        group.addConstant("weak", 0.016, target(inputs[0]));
        group.addVarying("varying", 0, 0.01, target(inputs[1]));
        group.addConstant("strong", 0.12, target(inputs[2]));
        double[][] counts = new double[3][STEPS];
        for (int step = 0; step < STEPS; step++) {
            for (SynapticInput input : inputs) {
                clear(input);
            }
            group.propagate(new double[] {5.5});
            for (int c = 0; c < 3; c++) {
                for (int i = 0; i < SIZE; i++) {
                    counts[c][step] += inputs[c].values()[i];
                }
            }
        }
        assertBinomial(counts[0], 0.016);
        assertBinomial(counts[1], 0.055);
        assertBinomial(counts[2], 0.12);
    }

    /** Among constant ones and each other, in an order that changes from step to step. */
    @Test
    void severalVaryingProjectionsLieWithinEachOtherByTheirProbabilities() {
        NoiseGroup group = group();
        SynapticInput[] inputs = {input(), input(), input(), input(), input()};
        double[] probabilities = {0.016, 0.12, 0, 0, 0};
        group.addConstant("weak", probabilities[0], target(inputs[0]));
        group.addConstant("strong", probabilities[1], target(inputs[1]));
        group.addVarying("first", 0, 0.01, target(inputs[2]));
        group.addVarying("second", 1, 0.01, target(inputs[3]));
        group.addVarying("third", 2, 0.01, target(inputs[4]));
        double[][] standardized = new double[3][STEPS];
        Random random = new Random(SEED);
        for (int step = 0; step < STEPS; step++) {
            double[] ratesHz = random.doubles(3, 0.1, 20).toArray();
            for (SynapticInput input : inputs) {
                clear(input);
            }
            assertNull(group.propagate(ratesHz));
            for (int varying = 0; varying < 3; varying++) {
                double p = 0.01 * ratesHz[varying];
                probabilities[2 + varying] = p;
                double count = Arrays.stream(inputs[2 + varying].values()).sum();
                standardized[varying][step] = (count - SIZE * p) / StrictMath.sqrt(SIZE * p * (1 - p));
            }
            assertNested(inputs, probabilities);
        }
        for (double[] counts : standardized) {
            double mean = Arrays.stream(counts).average().orElseThrow();
            double square = Arrays.stream(counts).map(z -> z * z).average().orElseThrow();
            assertEquals(0, mean, 4 / StrictMath.sqrt(STEPS), "mean, seed " + SEED);
            assertEquals(1, square, 4 * StrictMath.sqrt(2.0 / STEPS), "variance, seed " + SEED);
        }
    }

    private static void assertNested(SynapticInput[] inputs, double[] probabilities) {
        for (int i = 0; i < SIZE; i++) {
            double least = Double.POSITIVE_INFINITY;
            double greatest = 0;
            for (int c = 0; c < inputs.length; c++) {
                double events = inputs[c].values()[i];
                assertTrue(events == 0 || events == 1, "events " + events);
                least = events == 1 ? Math.min(least, probabilities[c]) : least;
                greatest = events == 0 ? Math.max(greatest, probabilities[c]) : greatest;
            }
            assertTrue(greatest <= least, "an event at " + least + " and none at " + greatest + ", seed " + SEED);
        }
    }

    /** The strongest, one within it, one beyond it, and a constant one: every neuron as often as the others. */
    @Test
    void everyNeuronHasItsShareOfTheEventsOfEveryProjection() {
        NoiseGroup group = group();
        SynapticInput[] inputs = {input(), input(), input(), input()};
        double[] probabilities = {0.12, 0.016, 0.05, 0.2};
        group.addConstant("strong", probabilities[0], target(inputs[0]));
        group.addConstant("weak", probabilities[1], target(inputs[1]));
        group.addVarying("between", 0, 0.01, target(inputs[2]));
        group.addVarying("strongest", 1, 0.01, target(inputs[3]));
        // Nothing decays, so the events of all steps add up.
        for (int step = 0; step < STEPS; step++) {
            assertNull(group.propagate(new double[] {5, 20}));
        }
        for (int c = 0; c < inputs.length; c++) {
            double expected = STEPS * probabilities[c];
            double chiSquare = 0;
            for (int i = 0; i < SIZE; i++) {
                double deviation = inputs[c].values()[i] - expected;
                chiSquare += deviation * deviation / (expected * (1 - probabilities[c]));
            }
            double p = 1 - new ChiSquaredDistribution(SIZE).cumulativeProbability(chiSquare);
            assertTrue(p > 1e-4 && p < 1 - 1e-4, "p = " + p + " of projection " + c + ", seed " + SEED);
        }
    }

    @Test
    void varyingProjectionsLeaveTheEventsOfConstantOnesAsTheyWere() {
        NoiseGroup alone = group();
        NoiseGroup together = group();
        SynapticInput[] inputs = {input(), input(), input(), input(), input()};
        alone.addConstant("strong", 0.12, target(inputs[0]));
        alone.addConstant("weak", 0.016, target(inputs[1]));
        together.addConstant("strong", 0.12, target(inputs[2]));
        together.addConstant("weak", 0.016, target(inputs[3]));
        together.addVarying("varying", 0, 0.01, target(inputs[4]));
        for (int step = 0; step < STEPS; step++) {
            alone.propagate(new double[] {0});
            together.propagate(new double[] {40.0 * step / STEPS});
            assertArrayEquals(inputs[0].values(), inputs[2].values());
            assertArrayEquals(inputs[1].values(), inputs[3].values());
        }
    }

    @Test
    void projectionsOfOneProbabilityHaveTheirEventsAtTheSameNeurons() {
        NoiseGroup group = group();
        SynapticInput[] inputs = {input(), input(), input()};
        group.addConstant("one", 0.1, target(inputs[0]));
        group.addConstant("other", 0.1, target(inputs[1]));
        group.addVarying("varying", 0, 0.1, target(inputs[2]));
        for (int step = 0; step < 100; step++) {
            assertNull(group.propagate(new double[] {1}));
            assertArrayEquals(inputs[0].values(), inputs[1].values());
            assertArrayEquals(inputs[0].values(), inputs[2].values());
        }
    }

    @Test
    void probabilityOneIsAnEventForEveryNeuronAndStep() {
        for (int size : new int[] {1, 2, SIZE}) {
            NoiseGroup group = group(size);
            SynapticInput constant = input();
            SynapticInput varying = input();
            group.addConstant("constant", 1, target(constant));
            group.addVarying("varying", 0, 0.5, target(varying));
            for (int step = 0; step < 3; step++) {
                assertNull(group.propagate(new double[] {2}));
            }
            assertEquals(3.0 * size, Arrays.stream(constant.values()).sum());
            assertArrayEquals(constant.values(), varying.values());
        }
    }

    @Test
    void aProbabilityAboveOneIsReported() {
        NoiseGroup group = group();
        group.addVarying("A->B", 0, 0.03, target(input()));
        assertNull(group.propagate(new double[] {33}));
        assertNotNull(group.propagate(new double[] {34}));
    }

    @Test
    void aSilentAfferentGivesNothing() {
        NoiseGroup group = group();
        SynapticInput input = input();
        group.addConstant("A->B", 0, target(input));
        group.addVarying("C->B", 0, 0.1, target(input));
        assertNull(group.propagate(new double[] {0}));
        assertEquals(0, group.delivered());
    }

    @Test
    void eventsReachTheirNeuronsWhereverThoseLie() {
        for (BlockShape shape : List.of(NeuronBlocks.SMALL, NeuronBlocks.LARGE)) {
            Slots places = new Slots(17, SIZE, shape);
            SynapticInput elsewhere = new SynapticInput(
                    new ReceptorComponent(new Receptor.Conductance(0, NO_DECAY_MS), 0.1),
                    new double[places.end()],
                    places);
            SynapticInput here = input();
            NoiseGroup group = group();
            group.addConstant("elsewhere", 0.1, target(elsewhere));
            group.addConstant("here", 0.1, target(here));
            for (int step = 0; step < 100; step++) {
                group.propagate(new double[] {});
            }
            for (int neuron = 0; neuron < SIZE; neuron++) {
                assertEquals(here.value(neuron), elsewhere.value(neuron), "neuron " + neuron + ", seed " + SEED);
            }
            assertEquals(
                    Arrays.stream(here.values()).sum(),
                    Arrays.stream(elsewhere.values()).sum());
        }
    }

    private static NoiseGroup group() {
        return group(SIZE);
    }

    private static NoiseGroup group(int size) {
        RandomStreams random = new RandomStreams(SEED);
        return new NoiseGroup(
                size, p -> new ConstantNoise(size, p, random.stream("constant")), random.stream("varying"));
    }

    private static EventTarget target(SynapticInput input) {
        return new EventTarget(
                List.of(new Action(input, 1)), NeuronRange.all(input.places().size()), 1);
    }

    /** Value i is that of neuron i. */
    private static SynapticInput input() {
        Slots places = new Slots(0, SIZE, NeuronBlocks.LARGE);
        return new SynapticInput(
                new ReceptorComponent(new Receptor.Conductance(0, NO_DECAY_MS), 0.1), new double[SIZE], places);
    }

    private static void clear(SynapticInput input) {
        Arrays.fill(input.values(), 0);
    }

    private static void assertBinomial(double[] counts, double probability) {
        double mean = 0;
        double variance = 0;
        for (double count : counts) {
            mean += count / counts.length;
        }
        for (double count : counts) {
            variance += (count - mean) * (count - mean) / (counts.length - 1);
        }
        double expected = SIZE * probability * (1 - probability);
        double standardError = StrictMath.sqrt(expected / counts.length);
        assertEquals(SIZE * probability, mean, 4 * standardError, "mean, seed " + SEED);
        // 4 standard errors of a variance; that of a Poisson count would be off by 1 / (1 - p).
        assertEquals(1, variance / expected, 4 * StrictMath.sqrt(2.0 / counts.length), "variance, seed " + SEED);
    }
}
