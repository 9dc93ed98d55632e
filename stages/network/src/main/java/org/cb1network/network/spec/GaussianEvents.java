package org.cb1network.network.spec;

import java.util.List;

/**
 * A rate that is a sum of Gaussian bumps of one width: sum over k of A_k exp(-(t - t_k)^2 / (2 width^2)).
 *
 * @param events times and amplitudes of the bumps
 * @param widthMs standard deviation of a bump in ms
 */
public record GaussianEvents(List<Event> events, double widthMs) implements RateStimulus {

    /** Further from its peak than so many widths a bump counts as 0: there it is below 3e-18 of its amplitude. */
    private static final double REACH = 9;

    /**
     * One bump.
     *
     * @param timeMs time of the peak in ms
     * @param amplitudeHz rate at the peak in Hz
     */
    public record Event(double timeMs, double amplitudeHz) {}

    /** Copies the list of events. */
    public GaussianEvents {
        events = List.copyOf(events);
    }

    @Override
    public double rateHz(double timeMs) {
        double rateHz = 0;
        for (int k = 0; k < events.size(); k++) {
            Event event = events.get(k);
            double distance = (timeMs - event.timeMs()) / widthMs;
            if (Math.abs(distance) <= REACH) {
                rateHz += event.amplitudeHz() * StrictMath.exp(-0.5 * distance * distance);
            }
        }
        return rateHz;
    }
}
