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
        group.add("A->B", 0, 0.03, 1, channel, 0, true);
        double[] counts = new double[STEPS];
        for (int step = 0; step < STEPS; step++) {
            clear(channel);
            group.propagate(new double[] {4});
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
        group.add("weak", 0, 0.004, 1, weak, 0, true);
        group.add("varying", 1, 0.01, 1, varying, 0, false);
        group.add("strong", 0, 0.03, 1, strong, 0, true);
        // The varying one goes from nothing to being the strongest.
        for (int step = 0; step < STEPS; step++) {
            clear(weak);
            clear(varying);
            clear(strong);
            double rateHz = 20.0 * step / STEPS;
            assertNull(group.propagate(new double[] {4, rateHz}));
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
        group.add("weak", 0, 0.004, 1, channels[0], 0, true);
        group.add("varying", 1, 0.01, 1, channels[1], 0, false);
        group.add("strong", 0, 0.03, 1, channels[2], 0, true);
        double[][] counts = new double[3][STEPS];
        for (int step = 0; step < STEPS; step++) {
            for (Channel channel : channels) {
                clear(channel);
            }
            group.propagate(new double[] {4, 5.5});
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
        group.add("A->B", 0, 0.03, 1, channel(), 0, false);
        assertNull(group.propagate(new double[] {33}));
        assertNotNull(group.propagate(new double[] {34}));
    }

    @Test
    void aSilentAfferentGivesNothing() {
        NoiseGroup group = group();
        Channel channel = channel();
        group.add("A->B", 0, 0.03, 1, channel, 0, true);
        group.propagate(new double[] {0});
        assertEquals(0, group.delivered());
    }

    private static NoiseGroup group() {
        return new NoiseGroup(SIZE, new RandomStreams(SEED).stream("test"));
    }

    private static Channel channel() {
        return new Channel(0, NO_DECAY_MS, 0.1, SIZE);
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
