package org.cb1network.stages.science.analysis;

import java.util.ArrayList;
import java.util.List;

/**
 * A rule that chooses one value of a scan: a quantity, such as a rate, is compared with a threshold, and the value at
 * which it crosses is taken. Values are examined in ascending order.
 *
 * <p>Replicates make the quantity, and with it the choice, uncertain. For each value, the probability that the true
 * mean lies above the threshold is taken from Student's t (as for a flat prior). Replicates share their seeds across
 * values, so the errors of the means are correlated. The probability that the first crossing is at a value is then the
 * probability of being above there minus the largest probability of being above at an earlier value. This is
 * conservative: with independent errors, the crossing would be more certain.
 *
 * @param name purpose of the rule, for reports
 * @param pick which side of the crossing is taken
 * @param threshold in units of the quantity
 */
public record ScanCriterion(String name, Pick pick, double threshold) {

    /** The side of the crossing to take. */
    public enum Pick {
        /** The first value at which the mean of the quantity exceeds the threshold. */
        FIRST_ABOVE,
        /** The last value before the first one at which the mean of the quantity exceeds the threshold. */
        LAST_NOT_ABOVE
    }

    /**
     * The result for one value of the scan.
     *
     * @param value the scanned value
     * @param replicates number of replicates
     * @param mean mean of the quantity over the replicates
     * @param standardError standard error of the mean; NaN with one replicate
     * @param margin (mean - threshold) / standard error; NaN with one replicate
     * @param probabilityAbove probability that the true mean exceeds the threshold; NaN with one replicate
     * @param probabilityChosen probability that this value would be chosen if the true means were known; NaN if it
     *     depends on a value with one replicate
     */
    public record Candidate(
            double value,
            int replicates,
            double mean,
            double standardError,
            double margin,
            double probabilityAbove,
            double probabilityChosen) {}

    /**
     * The outcome of the rule.
     *
     * @param chosen index of the chosen value, or -1 if no value of the scan meets the rule
     * @param candidates every value of the scan, in order
     */
    public record Outcome(int chosen, List<Candidate> candidates) {

        public Outcome {
            candidates = List.copyOf(candidates);
        }

        /** Returns whether some value of the scan meets the rule. */
        public boolean isMade() {
            return chosen >= 0;
        }

        /**
         * Returns the chosen value.
         *
         * @throws IllegalStateException if none meets the rule
         */
        public double value() {
            return candidate().value();
        }

        /** Returns the probability that the chosen value is the right one; NaN without repeats. */
        public double confidence() {
            return candidate().probabilityChosen();
        }

        private Candidate candidate() {
            if (!isMade()) {
                throw new IllegalStateException("no value of the scan meets the criterion");
            }
            return candidates.get(chosen);
        }
    }

    /**
     * Applies the rule.
     *
     * @param values scanned values, ascending
     * @param quantities {@code quantities[value][replicate]}, at least one replicate each, none of them NaN
     */
    public Outcome choose(double[] values, double[][] quantities) {
        check(values, quantities);
        List<SampleStatistics> statistics = new ArrayList<>();
        for (double[] ofValue : quantities) {
            statistics.add(SampleStatistics.of(ofValue));
        }
        double[] above = new double[values.length];
        for (int i = 0; i < above.length; i++) {
            above[i] = probabilityAbove(statistics.get(i));
        }
        double[] chosen = probabilitiesOfChoice(above);
        List<Candidate> candidates = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            SampleStatistics s = statistics.get(i);
            double margin = (s.mean() - threshold) / s.standardError();
            candidates.add(new Candidate(values[i], s.n(), s.mean(), s.standardError(), margin, above[i], chosen[i]));
        }
        return new Outcome(indexOfChoice(statistics), candidates);
    }

    private int indexOfChoice(List<SampleStatistics> statistics) {
        int crossing = 0;
        while (crossing < statistics.size() && !(statistics.get(crossing).mean() > threshold)) {
            crossing++;
        }
        if (pick == Pick.LAST_NOT_ABOVE) {
            return crossing - 1;
        }
        return crossing < statistics.size() ? crossing : -1;
    }

    private double probabilityAbove(SampleStatistics statistics) {
        double margin = (statistics.mean() - threshold) / statistics.standardError();
        return StudentT.probabilityAbove(-margin, Math.max(1, statistics.n() - 1));
    }

    private double[] probabilitiesOfChoice(double[] above) {
        double[] firstAbove = new double[above.length + 1];
        double largestBefore = 0;
        for (int i = 0; i < firstAbove.length; i++) {
            // Beyond the end of the scan everything counts as above.
            double here = i < above.length ? above[i] : 1;
            firstAbove[i] = Math.max(0, here - largestBefore);
            largestBefore = Math.max(largestBefore, here);
        }
        double[] chosen = new double[above.length];
        System.arraycopy(firstAbove, pick == Pick.FIRST_ABOVE ? 0 : 1, chosen, 0, chosen.length);
        return chosen;
    }

    private static void check(double[] values, double[][] quantities) {
        if (values.length != quantities.length) {
            throw new IllegalArgumentException(
                    quantities.length + " sets of replicates for " + values.length + " scanned values");
        }
        for (int i = 0; i < values.length; i++) {
            if (i > 0 && !(values[i] > values[i - 1])) {
                throw new IllegalArgumentException(
                        "scanned values must ascend, but " + values[i] + " follows " + values[i - 1]);
            }
            if (quantities[i].length == 0) {
                throw new IllegalArgumentException("no replicate at the scanned value " + values[i]);
            }
            for (double quantity : quantities[i]) {
                if (Double.isNaN(quantity)) {
                    throw new IllegalArgumentException("a replicate at the scanned value " + values[i] + " is NaN");
                }
            }
        }
    }
}
