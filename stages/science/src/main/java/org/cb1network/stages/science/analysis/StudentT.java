package org.cb1network.stages.science.analysis;

import org.apache.commons.math3.distribution.TDistribution;

/** Student's t distribution, including limits that Commons Math does not handle. */
final class StudentT {

    private StudentT() {}

    /** Returns P(T > t): 0 or 1 at plus or minus infinity, NaN if t or the degrees of freedom are NaN. */
    static double probabilityAbove(double t, double degreesOfFreedom) {
        if (Double.isNaN(t) || Double.isNaN(degreesOfFreedom)) {
            return Double.NaN;
        }
        if (Double.isInfinite(t)) {
            return t > 0 ? 0 : 1;
        }
        // The lower tail of -t rather than 1 - P(T <= t), which would lose digits when small.
        return new TDistribution(null, degreesOfFreedom).cumulativeProbability(-t);
    }
}
