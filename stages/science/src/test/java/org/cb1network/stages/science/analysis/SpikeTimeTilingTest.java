package org.cb1network.stages.science.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cb1network.stages.science.analysis.SpikeTimeTiling.Mean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The known answer is that of the documentation of Elephant ({@code spike_time_tiling_coefficient}). */
class SpikeTimeTilingTest {

    private static final double EXACT = 1e-15;

    /** Elephant's example in steps of 0.01 ms. */
    private static final int[] ELEPHANT_A = {130, 756, 1587, 2823, 3090, 3420, 3820, 4320};

    private static final int[] ELEPHANT_B = {102, 271, 1882, 2846, 2879, 4360};
    private static final SpikeTimeTiling ELEPHANT = SpikeTimeTiling.ofMs(5, 50, 0.01);
    private static final double ELEPHANT_ANSWER = 0.4958601655933762;

    @Test
    void thePairOfElephantsDocumentationHasItsKnownAnswer() {
        assertEquals(ELEPHANT_ANSWER, ELEPHANT.ofPair(ELEPHANT_A, ELEPHANT_B), EXACT);
        assertEquals(ELEPHANT_ANSWER, ELEPHANT.ofPair(ELEPHANT_B, ELEPHANT_A), EXACT);
    }

    @Test
    void thePairOfElephantsDocumentationHasItsKnownAnswerAmongAllPairs() {
        Mean mean = ELEPHANT.ofAllPairs(population(List.of(ELEPHANT_A, new int[0], ELEPHANT_B)));
        assertEquals(ELEPHANT_ANSWER, mean.mean(), EXACT);
        assertEquals(1, mean.pairs());
        assertEquals(2, mean.neurons());
    }

    @Test
    void aSpikeExactlyOneWindowAwayIsCoincident() {
        // T = 100, window 10: T_A = T_B = 20/100, P = 1 or 0.
        SpikeTimeTiling tiling = new SpikeTimeTiling(10, 100);
        assertEquals(1, tiling.ofPair(new int[] {30}, new int[] {40}), EXACT);
        assertEquals(1, tiling.ofPair(new int[] {40}, new int[] {30}), EXACT);
        assertEquals(-0.2, tiling.ofPair(new int[] {30}, new int[] {41}), EXACT);
    }

    @Test
    void timeOutsideTheSimulationIsNotCovered() {
        SpikeTimeTiling tiling = new SpikeTimeTiling(10, 100);
        assertEquals(0.10, tiling.coveredFraction(new int[] {0}), EXACT);
        assertEquals(0.13, tiling.coveredFraction(new int[] {97}), EXACT);
        assertEquals(0.25, tiling.coveredFraction(new int[] {40, 45}), EXACT);
        assertEquals(0.40, tiling.coveredFraction(new int[] {40, 60}), EXACT);
        assertThrows(IllegalArgumentException.class, () -> tiling.coveredFraction(new int[] {101}));
    }

    @Test
    void aTermWhoseDenominatorIsZeroCountsAsOne() {
        // A covers everything, and every spike of B is near one of A: (P_B - T_A) / (1 - P_B T_A) = 0 / 0.
        SpikeTimeTiling tiling = new SpikeTimeTiling(10, 40);
        int[] everywhere = {10, 20, 30};
        int[] once = {4};
        double ofEverywhere = (1 / 3.0 - 14 / 40.0) / (1 - 1 / 3.0 * (14 / 40.0));
        double expected = (ofEverywhere + 1) / 2;
        assertEquals(expected, tiling.ofPair(everywhere, once), EXACT);
        assertEquals(expected, tiling.ofPair(once, everywhere), EXACT);
        assertEquals(
                expected,
                tiling.ofAllPairs(population(List.of(everywhere, once))).mean(),
                EXACT);
        assertEquals(
                1,
                tiling.ofAllPairs(population(List.of(everywhere, everywhere))).mean(),
                EXACT);
    }

    @Test
    void aSilentNeuronHasNoCoefficient() {
        assertTrue(Double.isNaN(ELEPHANT.ofPair(ELEPHANT_A, new int[0])));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void theMeanOfAllPairsIsThatOfTheSinglePairs(long seed) {
        SplitMix64 random = new SplitMix64(seed);
        // More than two words of neurons, active and silent ones, windows from a single step to the whole time.
        int neurons = 2 + (int) (random.nextDouble() * 200);
        int duration = 1000 + (int) (random.nextDouble() * 9000);
        SpikeTimeTiling tiling = new SpikeTimeTiling((int) (random.nextDouble() * duration * 0.1), duration);
        List<int[]> trains = new ArrayList<>();
        for (int i = 0; i < neurons; i++) {
            trains.add(randomTrain(random, duration, random.nextDouble() * random.nextDouble() * 0.05));
        }

        Mean mean = tiling.ofAllPairs(population(trains));

        List<int[]> spiking = trains.stream().filter(train -> train.length > 0).toList();
        List<Double> ofPairs = new ArrayList<>();
        for (int a = 0; a < spiking.size(); a++) {
            for (int b = 0; b < a; b++) {
                ofPairs.add(tiling.ofPair(spiking.get(a), spiking.get(b)));
            }
        }
        SampleStatistics expected = SampleStatistics.of(
                ofPairs.stream().mapToDouble(Double::doubleValue).toArray());
        assertEquals(expected.n(), mean.pairs(), () -> "seed " + seed);
        assertEquals(spiking.size(), mean.neurons(), () -> "seed " + seed);
        assertEquals(expected.mean(), mean.mean(), 1e-13, () -> "seed " + seed);
        assertEquals(expected.standardDeviation(), mean.standardDeviation(), 1e-11, () -> "seed " + seed);
        assertEquals(jackknife(tiling, spiking), mean.standardError(), 1e-12, () -> "seed " + seed);
    }

    @Test
    void independentTrainsAreNotCoordinated() {
        long seed = 20;
        Mean mean = new SpikeTimeTiling(50, 300_000).ofAllPairs(independentTrains(seed));
        assertEquals(0, mean.mean(), 4 * mean.standardError(), () -> "seed " + seed);
    }

    @Test
    void aWideWindowLiftsIndependentTrainsAboveZeroByTheCurvatureOfTheFormula() {
        long seed = 20;
        Mean mean = new SpikeTimeTiling(3000, 300_000).ofAllPairs(independentTrains(seed));
        // 30 spikes cover 1 - exp(-0.6) of the time.
        double t = 1 - StrictMath.exp(-0.6);
        double expected = t * t * (1 - t) / (30 * (1 - t * t) * (1 - t * t));
        assertEquals(expected, mean.mean(), 0.15 * expected, () -> "seed " + seed);
    }

    @Test
    void randomPairsComeCloseToAllPairsAndAreTheSameForTheSameSeed() {
        long seed = 7;
        SplitMix64 random = new SplitMix64(seed);
        List<int[]> trains = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            trains.add(randomTrain(random, 10_000, 0.002));
        }
        PopulationSpikes population = population(trains);
        SpikeTimeTiling tiling = new SpikeTimeTiling(100, 10_000);

        Mean all = tiling.ofAllPairs(population);
        Mean drawn = tiling.ofRandomPairs(population, 2000, new SplitMix64(seed));

        assertEquals(2000, drawn.pairs());
        assertEquals(all.mean(), drawn.mean(), 4 * drawn.standardError(), () -> "seed " + seed);
        assertEquals(all.standardDeviation(), drawn.standardDeviation(), 0.1 * all.standardDeviation());
        assertEquals(drawn, tiling.ofRandomPairs(population, 2000, new SplitMix64(seed)));
    }

    @Test
    void randomPairsAreAllPairsIfThereAreNoMore() {
        PopulationSpikes population = population(List.of(ELEPHANT_A, ELEPHANT_B, new int[] {5, 4000}));
        assertEquals(ELEPHANT.ofAllPairs(population), ELEPHANT.ofRandomPairs(population, 2000, new SplitMix64(1)));
    }

    @Test
    void withoutPairsThereIsNoMean() {
        Mean mean = ELEPHANT.ofAllPairs(population(List.of(ELEPHANT_A, new int[0])));
        assertTrue(Double.isNaN(mean.mean()));
        assertEquals(0, mean.pairs());
        assertEquals(1, mean.neurons());
    }

    @Test
    void aWindowThatIsNotAWholeNumberOfStepsIsRejected() {
        assertEquals(new SpikeTimeTiling(3000, 300_000), SpikeTimeTiling.ofMs(300, 30_000, 0.1));
        assertThrows(IllegalArgumentException.class, () -> SpikeTimeTiling.ofMs(0.25, 30_000, 0.1));
    }

    /** 300 Poisson trains of about 30 spikes. */
    private static PopulationSpikes independentTrains(long seed) {
        SplitMix64 random = new SplitMix64(seed);
        List<int[]> trains = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            trains.add(randomTrain(random, 300_000, 1e-4));
        }
        return population(trains);
    }

    private static double jackknife(SpikeTimeTiling tiling, List<int[]> trains) {
        int n = trains.size();
        double[] withoutOne = new double[n];
        double[] sums = new double[n];
        double sum = 0;
        for (int a = 0; a < n; a++) {
            for (int b = 0; b < a; b++) {
                double sttc = tiling.ofPair(trains.get(a), trains.get(b));
                sums[a] += sttc;
                sums[b] += sttc;
                sum += sttc;
            }
        }
        for (int a = 0; a < n; a++) {
            withoutOne[a] = (sum - sums[a]) / ((n - 1) * (n - 2) / 2.0);
        }
        double mean = Arrays.stream(withoutOne).sum() / n;
        double squares =
                Arrays.stream(withoutOne).map(x -> (x - mean) * (x - mean)).sum();
        return Math.sqrt(squares * (n - 1) / n);
    }

    private static int[] randomTrain(SplitMix64 random, int duration, double probabilityPerStep) {
        int[] steps = new int[duration];
        int spikes = 0;
        for (int step = 0; step < duration; step++) {
            if (random.nextDouble() < probabilityPerStep) {
                steps[spikes++] = step;
            }
        }
        return Arrays.copyOf(steps, spikes);
    }

    private static PopulationSpikes population(List<int[]> trains) {
        List<int[]> spikes = new ArrayList<>();
        for (int neuron = 0; neuron < trains.size(); neuron++) {
            for (int step : trains.get(neuron)) {
                spikes.add(new int[] {neuron, step});
            }
        }
        spikes.sort((one, other) -> Integer.compare(one[1], other[1]));
        return PopulationSpikes.of(
                trains.size(),
                spikes.stream().mapToInt(spike -> spike[0]).toArray(),
                spikes.stream().mapToInt(spike -> spike[1]).toArray());
    }
}
