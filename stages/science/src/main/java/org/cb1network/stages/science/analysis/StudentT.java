package org.cb1network.stages.science.analysis;

import org.apache.commons.math3.distribution.TDistribution;

/** Student's t distribution, with the limits that Commons Math leaves out. */
final class StudentT {

    private StudentT() {}

    /** P(T > t); 0 or 1 at plus or minus infinity, NaN if t or the degrees of freedom are. */
    static double probabilityAbove(double t, double degreesOfFreedom) {
        if (Double.isNaN(t) || Double.isNaN(degreesOfFreedom)) {
            return Double.NaN;
        }
        if (Double.isInfinite(t)) {
            return t > 0 ? 0 : 1;
        }
        // The lower tail of -t, not 1 - P(T <= t): it keeps its digits where it is small.
        return new TDistribution(null, degreesOfFreedom).cumulativeProbability(-t);
    }
}
