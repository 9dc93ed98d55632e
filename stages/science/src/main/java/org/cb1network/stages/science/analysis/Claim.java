package org.cb1network.stages.science.analysis;

/**
 * The test of a claim of the form "a > b" with values from replicates.
 *
 * @param meanOfLarger mean of the value claimed to be larger
 * @param meanOfSmaller mean of the value claimed to be smaller
 * @param difference meanOfLarger - meanOfSmaller; positive if the claim holds for the means
 * @param standardError standard error of the difference; NaN if there are too few replicates
 * @param margin difference in units of its standard error; NaN if both are 0
 * @param degreesOfFreedom degrees of freedom of Student's t
 * @param pValue one-sided: the probability of this margin or a larger one if the two were equal. If it is small, the
 *     claim is supported; if it is close to 1, the opposite is
 */
public record Claim(
        double meanOfLarger,
        double meanOfSmaller,
        double difference,
        double standardError,
        double margin,
        double degreesOfFreedom,
        double pValue) {

    /** The outcome of a test. */
    public enum Support {
        /** The difference has the claimed sign and is unlikely to be chance. */
        SUPPORTED,
        /** The difference may be chance, or there are too few replicates to decide. */
        UNDECIDED,
        /** The difference has the opposite sign and is unlikely to be chance. */
        CONTRADICTED
    }

    /** Tests values at the same seeds with the paired t-test. */
    public static Claim paired(double[] larger, double[] smaller) {
        if (larger.length != smaller.length) {
            throw new IllegalArgumentException("a paired test needs as many values on both sides, not " + larger.length
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

    private static Claim of(
            double larger, double smaller, double difference, double standardError, double degreesOfFreedom) {
        double margin = difference / standardError;
        // Without any scatter the degrees of freedom are undefined, but then they do not matter.
        double p = StudentT.probabilityAbove(margin, Double.isInfinite(margin) ? 1 : degreesOfFreedom);
        return new Claim(larger, smaller, difference, standardError, margin, degreesOfFreedom, p);
    }

    /** Returns whether the claim holds for the means, possibly by chance. */
    public boolean holds() {
        return difference > 0;
    }

    /**
     * Returns the outcome.
     *
     * @param significance largest p-value at which a difference is not attributed to chance, such as 0.05
     */
    public Support verdict(double significance) {
        if (pValue <= significance) {
            return Support.SUPPORTED;
        }
        return pValue >= 1 - significance ? Support.CONTRADICTED : Support.UNDECIDED;
    }
}
