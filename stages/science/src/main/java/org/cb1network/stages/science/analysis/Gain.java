package org.cb1network.stages.science.analysis;

/**
 * Measures that the paper derives from a curve of responses to inputs of growing amplitude. The responses are those of
 * {@link EventResponses}, smoothed by {@link GaussianSmoothing} with {@link #SMOOTHING_SAMPLES}.
 */
public final class Gain {

    /** Standard deviation of the Gaussian that smooths the response curve, in samples. */
    public static final double SMOOTHING_SAMPLES = 2;

    private Gain() {}

    /**
     * Returns the relative gain (figure effect-summary, panel i): the slope of the least-squares line through
     * (amplitude, smoothed response), divided by the smoothed response at amplitude 0.
     *
     * @param amplitudesHz ascending, the first one 0
     * @param smoothedHz smoothed response to each amplitude
     * @return in 1/Hz; not finite if there is no response at amplitude 0
     */
    public static double relative(double[] amplitudesHz, double[] smoothedHz) {
        if (amplitudesHz.length == 0 || amplitudesHz[0] != 0) {
            throw new IllegalArgumentException("the first amplitude must be 0, because the relative gain refers to it");
        }
        return LinearFit.of(amplitudesHz, smoothedHz).slope() / smoothedHz[0];
    }

    /**
     * Returns the response of a population to the strongest input, relative to that of the population that drives it.
     *
     * @param smoothedHz smoothed responses of the receiving population, by ascending amplitude
     * @param smoothedOfSenderHz smoothed responses of the sending population
     * @return ratio of the two last responses
     */
    public static double transfer(double[] smoothedHz, double[] smoothedOfSenderHz) {
        if (smoothedHz.length != smoothedOfSenderHz.length || smoothedHz.length == 0) {
            throw new IllegalArgumentException("two curves with the same amplitudes are needed, not with "
                    + smoothedHz.length + " and " + smoothedOfSenderHz.length);
        }
        return smoothedHz[smoothedHz.length - 1] / smoothedOfSenderHz[smoothedOfSenderHz.length - 1];
    }
}
