package org.cb1network.stages.network.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.PoissonDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Samplers against the distributions that they stand for. */
class SamplerTest {
    private static final long SEED = 20;
    private static final double IMPROBABLE = 1e-4;

    private final RandomStream random = new RandomStreams(SEED).stream("test");

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.9, 0.5, 0.16, 0.12, 0.016, 0.001, 1e-5})
    void aTableDrawsBinomialNumbers(double probability) {
        CountTable table = CountTable.binomial(4000, probability);
        assertBinomial(4000, probability, () -> table.draw(random));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1.7, 12})
    void aTableFillsAnArrayWithPoissonNumbers(double mean) {
        int[] counts = new int[100_003];
        long sum = CountTable.poisson(mean).fill(random, counts);
        assertEquals(Arrays.stream(counts).sum(), sum);
        PoissonDistribution expected = new PoissonDistribution(mean);
        for (int count = 0; count < 3 * mean + 3; count++) {
            int number = count;
            double probability = expected.probability(count);
            double deviation = Math.sqrt(counts.length * probability * (1 - probability));
            long found = Arrays.stream(counts).filter(c -> c == number).count();
            assertEquals(counts.length * probability, (double) found, 4.5 * deviation + 1, count + ", seed " + SEED);
        }
    }

    @Test
    void aTableFillsAnArrayWithNumbersThatTakeMoreThan16Bits() {
        int[] counts = new int[1000];
        long sum = CountTable.poisson(70_000).fill(random, counts);
        assertEquals(Arrays.stream(counts).asLongStream().sum(), sum);
        assertEquals(70_000, sum / 1000.0, 4 * Math.sqrt(70_000 / 1000.0));
    }

    @Test
    void gaussianNumbersAreStandardNormal() {
        double[] numbers = new double[20_000];
        Arrays.setAll(numbers, i -> random.nextGaussian());
        double p = new KolmogorovSmirnovTest().kolmogorovSmirnovTest(new NormalDistribution(), numbers);
        assertTrue(p > IMPROBABLE, "p = " + p + ", seed " + SEED);
        double products = 0;
        for (int i = 1; i < numbers.length; i++) {
            products += numbers[i - 1] * numbers[i];
        }
        assertEquals(0, products / numbers.length, 4 / Math.sqrt(numbers.length), "both numbers of a pair");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 500})
    void aTableMayHaveFewTrials(int trials) {
        CountTable table = CountTable.binomial(trials, 0.3);
        assertBinomial(trials, 0.3, () -> table.draw(random));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 0.99, 0.7071, 0.3, 0.08, 0.0011, 1e-7})
    void aLadderDrawsBinomialNumbers(double probability) {
        BinomialLadder ladder = new BinomialLadder(4000);
        assertBinomial(4000, probability, () -> ladder.draw(random, probability));
    }

    @ParameterizedTest
    @CsvSource({"0, 0.3", "1, 0.3", "63, 0.5", "64, 0.1333", "65, 0.9", "480, 0.1333", "480, 1", "480, 0"})
    void masksAreCountedAsBinomialNumbers(int trials, double probability) {
        assertBinomial(trials, probability, () -> BernoulliMask.count(random, trials, probability));
    }

    /** How often each number comes first, how often it is among the first ones, and how far the last of them is from the first. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 1", "10, 3", "10, 9", "16, 16", "17, 5", "500, 80"})
    void everyBeginningOfAnOrderIsEquallyLikely(int size, int wanted) {
        RandomOrder order = new RandomOrder(size);
        int draws = 20_000;
        long[] first = new long[size];
        long[] among = new long[size];
        long[] pairs = new long[size];
        for (int draw = 0; draw < draws; draw++) {
            order.restart();
            // In two pieces: what was drawn stays as it was.
            order.extend(random, wanted / 2);
            int[] before = numbers(order, wanted / 2);
            order.extend(random, wanted);
            int[] numbers = numbers(order, wanted);
            assertArrayEquals(before, Arrays.copyOf(numbers, wanted / 2));
            first[numbers[0]]++;
            for (int number : numbers) {
                among[number]++;
            }
            if (wanted > 1) {
                pairs[Math.floorMod(numbers[wanted - 1] - numbers[0], size)]++;
            }
            assertEquals(wanted, Arrays.stream(numbers).distinct().count(), "distinct");
        }
        double share = (double) wanted / size;
        assertUniform(first, draws / (double) size, 1 - 1.0 / size);
        assertUniform(among, draws * share, 1 - share);
        assertEquals(0, pairs[0], "no number comes twice");
        if (wanted > 1 && size > 2) {
            double[] expected = new double[size - 1];
            Arrays.fill(expected, draws / (size - 1.0));
            assertFits(expected, Arrays.copyOfRange(pairs, 1, size));
        }
    }

    /** Up to 65,536 a number is a piece of 16 random bits, from there on of 32. */
    @ParameterizedTest
    @ValueSource(ints = {65_536, 65_537, 70_000})
    void anOrderMayHaveMoreNumbersThanSixteenBits(int size) {
        RandomOrder order = new RandomOrder(size);
        int cells = 64;
        int draws = 50;
        long[] byCell = new long[cells];
        double[] expected = new double[cells];
        for (int number = 0; number < size; number++) {
            expected[(int) ((long) number * cells / size)] += draws * 0.1;
        }
        for (int draw = 0; draw < draws; draw++) {
            order.restart();
            order.extend(random, size / 10);
            Arrays.stream(numbers(order, size / 10)).forEach(n -> byCell[(int) ((long) n * cells / size)]++);
        }
        assertFits(expected, byCell);
        order.extend(random, size);
        int[] sorted = numbers(order, size);
        Arrays.sort(sorted);
        assertArrayEquals(IntStream.range(0, size).toArray(), sorted);
    }

    @Test
    void anOrderThatBeginsWithARepetitionGoesOnLikeTheOneRepeatedAndLeavesItAsItWas() {
        int size = 500;
        char[] place = new char[3 + size + 1];
        RandomOrder drawn = new RandomOrder(size);
        drawn.restart(place, 3);
        drawn.extend(random, 80);
        char[] before = place.clone();
        RandomOrder repeated = new RandomOrder(size);
        RandomStream fork = random.fork();
        repeated.restart();
        repeated.repeat(place, 3, drawn.length());
        assertArrayEquals(numbers(drawn, 80), numbers(repeated, 80));
        repeated.extend(random, size);
        assertArrayEquals(before, place);
        drawn.extend(fork, size);
        assertArrayEquals(numbers(drawn, size), numbers(repeated, size));
        assertEquals(size, Arrays.stream(numbers(repeated, size)).distinct().count());
    }

    private static int[] numbers(RandomOrder order, int count) {
        return IntStream.range(0, count).map(order::number).toArray();
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
        Arrays.fill(expected, (double) count / bound);
        if (bound > 1) {
            assertFits(expected, observed);
        }
    }

    /** Mean, variance and distribution. */
    private static void assertBinomial(int trials, double probability, IntSupplier draw) {
        int draws = 50_000;
        double mean = trials * probability;
        double variance = mean * (1 - probability);
        double sum = 0;
        double squares = 0;
        long[] observed = new long[trials + 1];
        for (int d = 0; d < draws; d++) {
            int count = draw.getAsInt();
            sum += count - mean;
            squares += (count - mean) * (count - mean);
            observed[count]++;
        }
        double standardError = StrictMath.sqrt(variance / draws);
        assertTrue(Math.abs(sum / draws) <= 4 * standardError, "mean off by " + sum / draws + ", seed " + SEED);
        if (mean * draws < 500 || variance == 0) {
            return;
        }
        // Relative standard error of a variance, kurtosis of the binomial included.
        double tolerance = 4 * StrictMath.sqrt((2 + 1 / variance) / draws);
        assertEquals(1, squares / draws / variance, tolerance, "variance, seed " + SEED);
        assertFitsBinomial(trials, probability, observed, draws);
    }

    /** Numbers that are rarer than 20 times are taken together. */
    private static void assertFitsBinomial(int trials, double probability, long[] observed, int draws) {
        BinomialDistribution distribution = new BinomialDistribution(null, trials, probability);
        List<Double> expected = new ArrayList<>();
        List<Long> seen = new ArrayList<>();
        double expectedRest = 0;
        long seenRest = 0;
        for (int count = 0; count <= trials; count++) {
            expectedRest += draws * distribution.probability(count);
            seenRest += observed[count];
            if (expectedRest >= 20) {
                expected.add(expectedRest);
                seen.add(seenRest);
                expectedRest = 0;
                seenRest = 0;
            }
        }
        int last = expected.size() - 1;
        expected.set(last, expected.get(last) + expectedRest);
        seen.set(last, seen.get(last) + seenRest);
        if (last > 0) {
            assertFits(
                    expected.stream().mapToDouble(Double::doubleValue).toArray(),
                    seen.stream().mapToLong(Long::longValue).toArray());
        }
    }

    /** @param thinning by how much a count varies less than a Poisson one */
    private static void assertUniform(long[] observed, double expected, double thinning) {
        if (thinning < 1e-9) {
            assertTrue(Arrays.stream(observed).allMatch(count -> count == Math.round(expected)));
            return;
        }
        double chiSquare = 0;
        for (long count : observed) {
            // Counts add up to a fixed number, so they vary in one dimension less.
            chiSquare += (count - expected)
                    * (count - expected)
                    / (expected * thinning)
                    * (observed.length - 1.0)
                    / observed.length;
        }
        double p = 1 - new ChiSquaredDistribution(observed.length - 1).cumulativeProbability(chiSquare);
        assertTrue(p > IMPROBABLE, "p = " + p + ", seed " + SEED);
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
