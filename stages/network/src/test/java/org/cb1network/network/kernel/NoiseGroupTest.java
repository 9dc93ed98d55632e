package org.cb1network.network.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.cb1network.network.random.RandomStreams;
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
        Channel channel = channel();
        group.addConstant("A->B", 0.12, target(channel));
        double[] counts = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            clear(channel);
            group.propagate(new double[] {});
            for (int i = 0; i < SIZE; i++) {
                double events = channel.stored()[i];
                assertTrue(events == 0 || events == 1, "events " + events);
                counts[step] += events;
            }
        }
        assertBinomial(counts, 0.12);
    }

    @Test
    void eventsOfAWeakerProjectionAreASubsetWhateverTheOrder() {
        NoiseGroup group = group();
        Channel weak = channel();
        Channel varying = channel();
        Channel strong = channel();
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
                assertTrue(weak.stored()[i] <= strong.stored()[i], "weak in strong");
                if (rateHz * 0.01 <= 0.12) {
                    assertTrue(varying.stored()[i] <= strong.stored()[i], "varying in strong");
                } else {
                    assertTrue(varying.stored()[i] >= strong.stored()[i], "strong in varying");
                }
            }
        }
    }

    @Test
    void everyProjectionOfAGroupHasItsOwnProbability() {
        NoiseGroup group = group();
        Channel[] channels = {channel(), channel(), channel()};
        group.addConstant("weak", 0.016, target(channels[0]));
        group.addVarying("varying", 0, 0.01, target(channels[1]));
        group.addConstant("strong", 0.12, target(channels[2]));
        double[][] counts = new double[3][STEPS];
        for (int step = 0; step < STEPS; step++) {
            for (Channel channel : channels) {
                clear(channel);
            }
            group.propagate(new double[] {5.5});
            for (int c = 0; c < 3; c++) {
                for (int i = 0; i < SIZE; i++) {
                    counts[c][step] += channels[c].stored()[i];
                }
            }
        }
        assertBinomial(counts[0], 0.016);
        assertBinomial(counts[1], 0.055);
        assertBinomial(counts[2], 0.12);
    }

    @Test
    void aProbabilityAboveOneIsReported() {
        NoiseGroup group = group();
        group.addVarying("A->B", 0, 0.03, target(channel()));
        assertNull(group.propagate(new double[] {33}));
        assertNotNull(group.propagate(new double[] {34}));
    }

    @Test
    void aSilentAfferentGivesNothing() {
        NoiseGroup group = group();
        Channel channel = channel();
        group.addConstant("A->B", 0, target(channel));
        group.addVarying("C->B", 0, 0.1, target(channel));
        assertNull(group.propagate(new double[] {0}));
        assertEquals(0, group.delivered());
    }

    private static NoiseGroup group() {
        RandomStreams random = new RandomStreams(SEED);
        return new NoiseGroup(SIZE, random.stream("constant"), random.stream("varying"));
    }

    private static EventTarget target(Channel channel) {
        return new EventTarget(channel, 1, 0);
    }

    private static Channel channel() {
        return new Channel(0, NO_DECAY_MS, 0.1, new double[SIZE]);
    }

    private static void clear(Channel channel) {
        java.util.Arrays.fill(channel.stored(), 0);
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
