package org.cb1network.stages.science.analysis;

import java.util.function.LongSupplier;
import org.cb1network.stages.network.spec.TimeSteps;

/**
 * The spike time tiling coefficient (STTC), a measure of the coordination of two neurons that does not increase with
 * their rates: C. S. Cutts and S. J. Eglen, J Neurosci 34:14288-14303, 2014.
 *
 * <p>For trains A and B in a time T: P_A is the fraction of the spikes of A that have a spike of B within +-window
 * (inclusive), T_A the fraction of T that lies within +-window of a spike of A, and
 *
 * <pre>STTC = ((P_A - T_B) / (1 - P_A T_B) + (P_B - T_A) / (1 - P_B T_A)) / 2</pre>
 *
 * where a term whose denominator is 0 counts as 1. Coincidences and covered time are counted in whole steps and thus
 * exact; sums have a fixed order, so the same spikes give the same bits everywhere.
 *
 * <p>T is the time in which spikes are analysed. The published code takes the whole simulation even if it analyses a part
 * of it; the rest then counts as silent, which makes trains look coordinated that are not: independent trains of 1 Hz,
 * analysed for 8 s of 30 s with a window of 300 ms, have a coefficient of about 0.35.
 *
 * <p>The expected STTC of two independent trains is not 0: for n spikes each that cover the fraction t of the time, it is
 * about t^2 (1 - t) / (n (1 - t^2)^2), because the formula is nonlinear in P_A and P_A scatters. That is 0.006 at 1 Hz in
 * 30 s with a window of 300 ms, which matters for coefficients of this size.
 *
 * @param windowSteps half-width of the window around each spike, in steps
 * @param fromStep begin of T
 * @param durationSteps T, in steps
 */
public record SpikeTimeTiling(int windowSteps, int fromStep, int durationSteps) {

    /** Creates an STTC whose time begins with the simulation. */
    public SpikeTimeTiling(int windowSteps, int durationSteps) {
        this(windowSteps, 0, durationSteps);
    }

    public SpikeTimeTiling {
        if (windowSteps < 0 || durationSteps <= 0) {
            throw new IllegalArgumentException("the window of the STTC must not be negative and its duration must be"
                    + " positive, not " + windowSteps + " and " + durationSteps + " steps");
        }
    }

    /**
     * Creates an STTC with window and duration in ms.
     *
     * @throws IllegalArgumentException if one of them is not a whole number of steps
     */
    public static SpikeTimeTiling ofMs(double windowMs, double durationMs, double stepMs) {
        return new SpikeTimeTiling(TimeSteps.exactly(windowMs, stepMs), TimeSteps.exactly(durationMs, stepMs));
    }

    /**
     * A mean over pairs of neurons.
     *
     * @param mean mean STTC; NaN without a pair
     * @param standardDeviation s.d. over the pairs (n - 1); NaN with fewer than two
     * @param standardError uncertainty of the mean due to the choice of neurons or pairs; see the method that computed
     *     it. It does not cover other networks or inputs, which need repeats with other seeds
     * @param pairs number of pairs
     * @param neurons number of neurons that spiked
     */
    public record Mean(double mean, double standardDeviation, double standardError, long pairs, int neurons) {}

    /**
     * Returns the STTC of two trains.
     *
     * @param stepsA steps of the spikes of A, ascending, within T
     * @param stepsB steps of the spikes of B
     * @return -1 ... 1; NaN if one of the trains is empty
     */
    public double ofPair(int[] stepsA, int[] stepsB) {
        if (stepsA.length == 0 || stepsB.length == 0) {
            return Double.NaN;
        }
        double ofA = term(coincidences(stepsA, stepsB) / (double) stepsA.length, coveredFraction(stepsB));
        double ofB = term(coincidences(stepsB, stepsA) / (double) stepsB.length, coveredFraction(stepsA));
        return (ofA + ofB) / 2;
    }

    /**
     * Returns the mean STTC over all pairs of neurons that spiked. Its standard error is that of the jackknife over
     * neurons (leave out one neuron with all of its pairs), which accounts for pairs sharing neurons: B. Efron and C.
     * Stein, Ann Stat 9:586-596, 1981.
     */
    public Mean ofAllPairs(PopulationSpikes population) {
        PopulationSpikes trains = population.thatSpiked();
        if (trains.neurons() < 2) {
            return new Mean(Double.NaN, Double.NaN, Double.NaN, 0, trains.neurons());
        }
        return new AllPairs(trains).mean();
    }

    /**
     * Returns the mean STTC over random pairs of neurons that spiked, drawn with replacement as in the published code
     * (which drew 2,000). If there are no more pairs than requested, all are taken. The standard error is that of the
     * draw: the uncertainty relative to the mean over all pairs.
     *
     * @param randomBits source of uniform 64-bit numbers; determines the pairs
     */
    public Mean ofRandomPairs(PopulationSpikes population, int pairs, LongSupplier randomBits) {
        PopulationSpikes trains = population.thatSpiked();
        long available = trains.neurons() * (trains.neurons() - 1L) / 2;
        if (available <= pairs) {
            return ofAllPairs(population);
        }
        double sum = 0;
        double sumOfSquares = 0;
        for (int drawn = 0; drawn < pairs; drawn++) {
            int a = uniform(trains.neurons(), randomBits);
            int b = uniform(trains.neurons() - 1, randomBits);
            double sttc = ofPair(trains.train(a), trains.train(b < a ? b : b + 1));
            sum += sttc;
            sumOfSquares += sttc * sttc;
        }
        double sd = standardDeviation(sum, sumOfSquares, pairs);
        return new Mean(sum / pairs, sd, sd / Math.sqrt(pairs), pairs, trains.neurons());
    }

    /** Returns T_A, the fraction of T within +-window of a spike. */
    double coveredFraction(int[] steps) {
        long covered = 0;
        long coveredUntil = fromStep;
        long end = (long) fromStep + durationSteps;
        for (int step : steps) {
            if (step < fromStep || step > end) {
                throw new IllegalArgumentException(
                        "spike at step " + step + " outside " + fromStep + " ... " + end + ", the time of the STTC");
            }
            long from = Math.max(coveredUntil, (long) step - windowSteps);
            coveredUntil = Math.min(end, (long) step + windowSteps);
            covered += Math.max(0, coveredUntil - from);
        }
        return covered / (double) durationSteps;
    }

    /** Returns the number of spikes of A with a spike of B within the window. */
    private int coincidences(int[] stepsA, int[] stepsB) {
        int count = 0;
        int b = 0;
        for (int step : stepsA) {
            while (b < stepsB.length && stepsB[b] < (long) step - windowSteps) {
                b++;
            }
            if (b < stepsB.length && stepsB[b] <= (long) step + windowSteps) {
                count++;
            }
        }
        return count;
    }

    private static double term(double coincident, double covered) {
        // Exactly 0 only if both are 1, because the underlying counts are whole numbers.
        double denominator = 1 - coincident * covered;
        return denominator == 0 ? 1 : (coincident - covered) / denominator;
    }

    private static double standardDeviation(double sum, double sumOfSquares, long n) {
        return n < 2 ? Double.NaN : Math.sqrt(Math.max(0, sumOfSquares - sum * sum / n) / (n - 1));
    }

    /**
     * Returns a uniform number in 0 ... bound - 1. It takes as many bits as needed and redraws numbers that are too
     * large.
     */
    private static int uniform(int bound, LongSupplier randomBits) {
        if (bound == 1) {
            return 0;
        }
        int surplusBits = Long.numberOfLeadingZeros(bound - 1L);
        long drawn;
        do {
            drawn = randomBits.getAsLong() >>> surplusBits;
        } while (drawn >= bound);
        return (int) drawn;
    }

    /** All pairs of neurons that spiked, in tiles of 64 x 64 so that both directions of a pair are available. */
    private final class AllPairs {

        private static final int TILE = CoincidenceCounts.LANES;

        private final int neurons;
        private final CoincidenceCounts counts;
        private final double[] covered;
        /** {@code coincident[a][c]}: P_A if c spikes of a are coincident. */
        private final double[][] coincident;

        private final double[][] there = new double[TILE][TILE];
        private final double[][] back = new double[TILE][TILE];
        private final int[] rowOfCounts = new int[TILE];
        private final double[] coveredOfTile = new double[TILE];

        private final double[] sumOfNeuron;
        private double sumOfSquares;

        AllPairs(PopulationSpikes trains) {
            this.neurons = trains.neurons();
            this.counts = CoincidenceCounts.of(trains, windowSteps);
            this.covered = new double[neurons];
            this.coincident = new double[neurons][];
            this.sumOfNeuron = new double[neurons];
            for (int a = 0; a < neurons; a++) {
                covered[a] = coveredFraction(trains.train(a));
                int spikes = trains.spikes(a);
                coincident[a] = new double[spikes + 1];
                for (int c = 0; c <= spikes; c++) {
                    coincident[a][c] = c / (double) spikes;
                }
            }
        }

        Mean mean() {
            for (int tileA = 0; tileA < counts.words(); tileA++) {
                for (int tileB = tileA; tileB < counts.words(); tileB++) {
                    terms(tileA, tileB, there);
                    terms(tileB, tileA, back);
                    addPairs(tileA, tileB);
                }
            }
            double sumOverBothOfEachPair = 0;
            for (double sum : sumOfNeuron) {
                sumOverBothOfEachPair += sum;
            }
            double sum = sumOverBothOfEachPair / 2;
            long pairs = neurons * (neurons - 1L) / 2;
            return new Mean(sum / pairs, standardDeviation(sum, sumOfSquares, pairs), jackknife(sum), pairs, neurons);
        }

        /**
         * Computes the term of P_A and T_B for each a of one tile and each b of another. It has no branches, so that it
         * is vectorized; a denominator of 0 gives NaN, because then P_A = T_B = 1.
         */
        private void terms(int tileA, int tileB, double[][] terms) {
            int sizeB = sizeOf(tileB);
            System.arraycopy(covered, tileB * TILE, coveredOfTile, 0, sizeB);
            for (int i = 0; i < sizeOf(tileA); i++) {
                int a = tileA * TILE + i;
                counts.read(a, tileB, rowOfCounts);
                double[] coincidentOfA = coincident[a];
                double[] termsOfA = terms[i];
                for (int j = 0; j < sizeB; j++) {
                    termsOfA[j] = coincidentOfA[rowOfCounts[j]];
                }
                for (int j = 0; j < sizeB; j++) {
                    termsOfA[j] = (termsOfA[j] - coveredOfTile[j]) / (1 - termsOfA[j] * coveredOfTile[j]);
                }
            }
        }

        private void addPairs(int tileA, int tileB) {
            int sizeB = sizeOf(tileB);
            for (int i = 0; i < sizeOf(tileA); i++) {
                double[] termsOfA = there[i];
                double sum = 0;
                double squares = 0;
                for (int j = tileA == tileB ? i + 1 : 0; j < sizeB; j++) {
                    double sttc = (termsOfA[j] + back[j][i]) / 2;
                    if (Double.isNaN(sttc)) {
                        sttc = (oneIfUndefined(termsOfA[j]) + oneIfUndefined(back[j][i])) / 2;
                    }
                    sum += sttc;
                    squares += sttc * sttc;
                    sumOfNeuron[tileB * TILE + j] += sttc;
                }
                sumOfNeuron[tileA * TILE + i] += sum;
                sumOfSquares += squares;
            }
        }

        private int sizeOf(int tile) {
            return Math.min(TILE, neurons - tile * TILE);
        }

        private static double oneIfUndefined(double term) {
            return Double.isNaN(term) ? 1 : term;
        }

        private double jackknife(double sum) {
            if (neurons < 3) {
                return Double.NaN;
            }
            double pairsWithoutOne = (neurons - 1.0) * (neurons - 2.0) / 2;
            double meanWithoutOne = sum * (neurons - 2.0) / neurons / pairsWithoutOne;
            double squares = 0;
            for (double sumOfOne : sumOfNeuron) {
                double deviation = (sum - sumOfOne) / pairsWithoutOne - meanWithoutOne;
                squares += deviation * deviation;
            }
            return Math.sqrt(squares * (neurons - 1.0) / neurons);
        }
    }
}
