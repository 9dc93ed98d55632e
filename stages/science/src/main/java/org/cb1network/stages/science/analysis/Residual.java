package org.cb1network.stages.science.analysis;

/** The distance of the rates of several populations from their targets. */
public final class Residual {

    private Residual() {}

    /**
     * Returns the sum over populations of |rate - target| / target, the measure of the connectivity scan.
     *
     * @param ratesHz rate of each population
     * @param targetsHz target of each population, positive
     */
    public static double of(double[] ratesHz, double[] targetsHz) {
        if (ratesHz.length != targetsHz.length) {
            throw new IllegalArgumentException(ratesHz.length + " rates for " + targetsHz.length + " targets");
        }
        double sum = 0;
        for (int i = 0; i < ratesHz.length; i++) {
            if (!(targetsHz[i] > 0)) {
                throw new IllegalArgumentException("a target rate must be positive, not " + targetsHz[i] + " Hz");
            }
            sum += Math.abs(ratesHz[i] - targetsHz[i]) / targetsHz[i];
        }
        return sum;
    }
}
