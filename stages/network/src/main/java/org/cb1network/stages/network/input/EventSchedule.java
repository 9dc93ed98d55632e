package org.cb1network.stages.network.input;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.stages.network.random.MersenneTwister19937;
import org.cb1network.stages.network.spec.GaussianEvents;

/**
 * Times and amplitudes of input events as the published code drew them, bit for bit: from NumPy's legacy generator, first 200
 * exponential intervals, then 200 uniform amplitudes. Event k is at 4000 ms + the sum of (width + interval) up to k.
 *
 * @param seed of the schedule, 0 to 2^32 - 1
 * @param widthMs width of the events in ms
 * @param frequencyHz inverse of the mean interval
 * @param maximalLevelHz amplitudes are uniform in [0, this)
 */
public record EventSchedule(long seed, double widthMs, double frequencyHz, double maximalLevelHz) {
    private static final int DRAWN_EVENTS = 200;
    private static final double FIRST_MS = 4000;
    private static final long MAXIMAL_SEED = 0xFFFF_FFFFL;

    /** Checks the ranges. */
    public EventSchedule {
        if (seed < 0 || seed > MAXIMAL_SEED) {
            throw new IllegalArgumentException("event seed " + seed + " is not between 0 and " + MAXIMAL_SEED);
        }
        if (!(frequencyHz > 0)) {
            throw new IllegalArgumentException("event frequency " + frequencyHz + " Hz must be above 0");
        }
    }

    /** The events before a time in ms. */
    public GaussianEvents until(double stopMs) {
        MersenneTwister19937 random = new MersenneTwister19937((int) seed);
        double[] distanceMs = new double[DRAWN_EVENTS];
        for (int k = 0; k < DRAWN_EVENTS; k++) {
            distanceMs[k] = widthMs + random.nextExponential(1000 / frequencyHz);
        }
        List<GaussianEvents.Event> events = new ArrayList<>();
        double sinceFirstMs = 0;
        for (int k = 0; k < DRAWN_EVENTS; k++) {
            sinceFirstMs += distanceMs[k];
            double timeMs = FIRST_MS + sinceFirstMs;
            double amplitudeHz = maximalLevelHz * random.nextDouble();
            if (timeMs < stopMs) {
                events.add(new GaussianEvents.Event(timeMs, amplitudeHz));
            }
        }
        return new GaussianEvents(events, widthMs);
    }
}
