package org.cb1network.stages.network;

/**
 * What stops a simulation that has gone wrong. A membrane potential that is NaN always does.
 *
 * @param maximumRateHz mean rate of a population above which activity counts as runaway, in Hz; infinite for no limit
 * @param windowMs over which the rate is taken, in ms
 * @param rejectsOvershoot whether a spike that comes from the integration, because forward Euler overshoots, stops the simulation; if
 *     not, {@link Simulation#overshoots()} tells where that happened
 */
public record Guards(double maximumRateHz, double windowMs, boolean rejectsOvershoot) {
    private static final double USUAL_MAXIMUM_RATE_HZ = 195;
    private static final double USUAL_WINDOW_MS = 50;

    /** Both numbers must be above 0. */
    public Guards {
        if (!(maximumRateHz > 0)) {
            throw new IllegalArgumentException("a maximum rate of " + maximumRateHz + " Hz");
        }
        if (!(windowMs > 0)) {
            throw new IllegalArgumentException("a window of " + windowMs + " ms");
        }
    }

    /** Rejects spikes that come from the integration. */
    public Guards(double maximumRateHz, double windowMs) {
        this(maximumRateHz, windowMs, true);
    }

    /** 195 Hz over 50 ms: neurons with a refractory period of 5 ms that do nothing but spike. */
    public static Guards standard() {
        return new Guards(USUAL_MAXIMUM_RATE_HZ, USUAL_WINDOW_MS);
    }

    /** Another maximum, over the usual window. */
    public static Guards maximumRateHz(double rateHz) {
        return new Guards(rateHz, USUAL_WINDOW_MS);
    }

    /** No limit to the rate. */
    public static Guards none() {
        return maximumRateHz(Double.POSITIVE_INFINITY);
    }
}
