package org.cb1network.network.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Samplers against the distributions that they stand for. */
class SamplerTest {
    private static final long SEED = 20;
    private static final double IMPROBABLE = 1e-4;

    private final RandomStream random = new RandomStreams(SEED).stream("test");

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.9, 0.5, 0.16, 0.12, 0.016, 0.001, 1e-5})
    void everyTrialOfATableSucceedsWithItsProbability(double probability) {
        BernoulliTable table = new BernoulliTable(probability);
        assertBinomial(probability, 4000, 2000, (trials, successes) -> table.draw(random, trials, successes));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.99, 0.7071, 0.3, 0.08, 0.0011, 1e-7})
    void everyTrialOfALadderSucceedsWithItsProbability(double probability) {
        BernoulliLadder ladder = new BernoulliLadder();
        assertBinomial(
                probability, 4000, 2000, (trials, successes) -> ladder.draw(random, probability, trials, successes));
    }

    @Test
    void aTableMayBeAskedForMoreTrialsThanItDrawsAtAStretch() {
        BernoulliTable table = new BernoulliTable(0.07);
        assertBinomial(0.07, 100_000, 100, (trials, successes) -> table.draw(random, trials, successes));
    }

    @Test
    void distancesBetweenSuccessesAreGeometric() {
        double probability = 0.12;
        int trials = 4000;
        int longest = 60;
        BernoulliTable table = new BernoulliTable(probability);
        int[] successes = new int[trials + BernoulliTable.SLACK];
        long[] observed = new long[longest + 1];
        long total = 0;
        for (int draw = 0; draw < 2000; draw++) {
            int count = table.draw(random, trials, successes);
            // The first ones only: towards the end, long distances have no room.
            for (int i = 1; i < count && successes[i - 1] < trials - 500; i++) {
                observed[Math.min(longest, successes[i] - successes[i - 1] - 1)]++;
                total++;
            }
        }
        double[] expected = new double[longest + 1];
        for (int distance = 0; distance < longest; distance++) {
            expected[distance] = total * probability * StrictMath.pow(1 - probability, distance);
        }
        expected[longest] = total * StrictMath.pow(1 - probability, longest);
        assertFits(expected, observed);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.25, 0.75, 0.3, 0.067, 1e-3})
    void everyBitOfAMaskIsSetWithItsProbability(double probability) {
        BernoulliMask mask = new BernoulliMask(probability);
        int draws = 20_000;
        long[] set = new long[Long.SIZE];
        for (int draw = 0; draw < draws; draw++) {
            long word = mask.draw(random);
            for (int bit = 0; bit < Long.SIZE; bit++) {
                set[bit] += word >>> bit & 1;
            }
        }
        double chiSquare = 0;
        for (long count : set) {
            double deviation = count - draws * probability;
            chiSquare += deviation * deviation / (draws * probability * (1 - probability));
        }
        double p = 1 - new ChiSquaredDistribution(Long.SIZE).cumulativeProbability(chiSquare);
        assertTrue(p > IMPROBABLE, "p = " + p + ", seed " + SEED);
    }

    @Test
    void aMaskOfProbabilityZeroIsEmpty() {
        assertEquals(0, new BernoulliMask(0).draw(random));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 499, 500})
    void boundedIntegersAreUniform(int bound) {
        int count = 200_000;
        int[] numbers = new int[count];
        random.fillBounded(bound, numbers, count);
        long[] observed = new long[bound];
        double[] expected = new double[bound];
        for (int number : numbers) {
            observed[number]++;
        }
        java.util.Arrays.fill(expected, (double) count / bound);
        if (bound > 1) {
            assertFits(expected, observed);
        }
    }

    private interface Draw {
        int draw(int trials, int[] successes);
    }

    /** Mean and variance of the counts, and that successes are ascending and evenly spread. */
    private static void assertBinomial(double probability, int trials, int draws, Draw draw) {
        int[] successes = new int[trials + BernoulliTable.SLACK];
        int cells = 20;
        long[] byCell = new long[cells];
        double sum = 0;
        double squares = 0;
        double mean = trials * probability;
        for (int d = 0; d < draws; d++) {
            int count = draw.draw(trials, successes);
            sum += count - mean;
            squares += (count - mean) * (count - mean);
            int last = -1;
            for (int i = 0; i < count; i++) {
                assertTrue(successes[i] > last && successes[i] < trials, "ascending, in range");
                last = successes[i];
                byCell[(int) ((long) successes[i] * cells / trials)]++;
            }
        }
        double variance = mean * (1 - probability);
        double standardError = StrictMath.sqrt(variance / draws);
        assertTrue(Math.abs(sum / draws) <= 4 * standardError, "mean off by " + sum / draws + ", seed " + SEED);
        if (mean * draws < 500) {
            return;
        }
        // Relative standard error of a variance, kurtosis of the binomial included.
        double tolerance = 4 * StrictMath.sqrt((2 + 1 / Math.max(variance, 1e-9)) / draws);
        if (variance > 0) {
            assertEquals(1, squares / draws / variance, tolerance, "variance, seed " + SEED);
        }
        double[] expected = new double[cells];
        java.util.Arrays.fill(expected, mean * draws / cells);
        if (probability < 0.2) {
            assertFits(expected, byCell);
        }
    }

    private static void assertFits(double[] expected, long[] observed) {
        double chiSquare = 0;
        for (int i = 0; i < expected.length; i++) {
            chiSquare += (observed[i] - expected[i]) * (observed[i] - expected[i]) / expected[i];
        }
        double p = 1 - new ChiSquaredDistribution(expected.length - 1).cumulativeProbability(chiSquare);
        assertTrue(p > IMPROBABLE, "p = " + p + ", seed " + SEED);
    }
}
