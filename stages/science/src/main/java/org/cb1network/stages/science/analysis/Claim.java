package org.cb1network.stages.science.analysis;

/**
 * How a claim of the kind "a > b" fares against values from replicates.
 *
 * @param meanOfLarger mean of what is claimed to be larger
 * @param meanOfSmaller mean of what is claimed to be smaller
 * @param difference meanOfLarger - meanOfSmaller; positive if the claim holds for the means
 * @param standardError of the difference; NaN if there are too few replicates to tell
 * @param margin difference in units of its standard error; NaN if both are 0
 * @param degreesOfFreedom of Student's t
 * @param pValue one-sided: how likely a margin as large as this one, or larger, would be if the two were equal. Small:
 *     the claim is supported; close to 1: its opposite is
 */
public record Claim(
        double meanOfLarger,
        double meanOfSmaller,
        double difference,
        double standardError,
        double margin,
        double degreesOfFreedom,
        double pValue) {

    /** What the replicates say of a claim. */
    public enum Verdict {
        /** The difference has the claimed sign, and chance is an unlikely reason. */
        SUPPORTED,
        /** The difference may be chance, or there are too few replicates to tell. */
        UNDECIDED,
        /** The difference has the opposite sign, and chance is an unlikely reason. */
        CONTRADICTED
    }

    /** Values of both at the same seeds: the paired t-test. */
    public static Claim paired(double[] larger, double[] smaller) {
        if (larger.length != smaller.length) {
            throw new IllegalArgumentException("values at the same seeds come in equal numbers, not as " + larger.length
                    + " and " + smaller.length);
        }
        SampleStatistics differences = SampleStatistics.of(PairedTTest.differences(larger, smaller));
        return of(
                SampleStatistics.of(larger).mean(),
                SampleStatistics.of(smaller).mean(),
                differences.mean(),
                differences.standardError(),
                differences.n() - 1);
    }

    /**
     * Values from unrelated replicates, with variances and numbers of their own: B. L. Welch, Biometrika 34:28-35,
     * 1947.
     */
    public static Claim unpaired(double[] larger, double[] smaller) {
        SampleStatistics a = SampleStatistics.of(larger);
        SampleStatistics b = SampleStatistics.of(smaller);
        double varianceOfA = a.standardError() * a.standardError();
        double varianceOfB = b.standardError() * b.standardError();
        double variance = varianceOfA + varianceOfB;
        double degreesOfFreedom = variance
                * variance
                / (varianceOfA * varianceOfA / (a.n() - 1) + varianceOfB * varianceOfB / (b.n() - 1));
        return of(a.mean(), b.mean(), a.mean() - b.mean(), Math.sqrt(variance), degreesOfFreedom);
    }

    private static Claim of(
            double larger, double smaller, double difference, double standardError, double degreesOfFreedom) {
        double margin = difference / standardError;
        // Without any scatter the degrees of freedom are undefined, but do not matter either.
        double p = StudentT.probabilityAbove(margin, Double.isInfinite(margin) ? 1 : degreesOfFreedom);
        return new Claim(larger, smaller, difference, standardError, margin, degreesOfFreedom, p);
    }

    /** Whether the claim holds for the means, be it by chance. */
    public boolean holds() {
        return difference > 0;
    }

    /**
     * What the replicates say.
     *
     * @param significance largest p-value at which a difference does not count as chance, such as 0.05
     */
    public Verdict verdict(double significance) {
        if (pValue <= significance) {
            return Verdict.SUPPORTED;
        }
        return pValue >= 1 - significance ? Verdict.CONTRADICTED : Verdict.UNDECIDED;
    }
}
