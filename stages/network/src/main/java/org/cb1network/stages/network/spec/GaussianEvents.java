package org.cb1network.stages.network.spec;

import java.util.Comparator;
import java.util.List;

/**
 * A rate that is a sum of Gaussian bumps of one width: sum over k of A_k exp(-(t - t_k)^2 / (2 width^2)).
 *
 * @param events times and amplitudes of the bumps, in order of time, then of amplitude
 * @param widthMs standard deviation of a bump in ms
 */
public record GaussianEvents(List<Event> events, double widthMs) implements RateStimulus {

    /** Further from its peak than so many widths a bump counts as 0: there it is below 3e-18 of its amplitude. */
    private static final double REACH = 9;

    /** Only bumps within so many widths are looked at: a little further than they reach, so that no rounding matters. */
    private static final double SIGHT = REACH + 1;

    /**
     * One bump.
     *
     * @param timeMs time of the peak in ms
     * @param amplitudeHz rate at the peak in Hz
     */
    public record Event(double timeMs, double amplitudeHz) {}

    /** Copies the list of events and sorts it by time and amplitude, so that their sum has the same bits however they are listed. */
    public GaussianEvents {
        events = events.stream()
                .sorted(Comparator.comparingDouble(Event::timeMs).thenComparingDouble(Event::amplitudeHz))
                .toList();
    }

    /** Before this time the rate is 0, whatever the amplitudes; infinite if there are no bumps. */
    public double silentUntilMs() {
        return events.isEmpty() ? Double.POSITIVE_INFINITY : events.get(0).timeMs() - REACH * widthMs;
    }

    @Override
    public double rateHz(double timeMs) {
        double sightMs = SIGHT * widthMs;
        double rateHz = 0;
        for (int k = firstFrom(timeMs - sightMs); k < events.size(); k++) {
            Event event = events.get(k);
            if (event.timeMs() > timeMs + sightMs) {
                break;
            }
            double distance = (timeMs - event.timeMs()) / widthMs;
            if (Math.abs(distance) <= REACH) {
                rateHz += event.amplitudeHz() * StrictMath.exp(-0.5 * distance * distance);
            }
        }
        return rateHz;
    }

    /** At the peaks of the bumps; between overlapping ones it may be a little higher. */
    @Override
    public double peakHz() {
        return events.stream()
                .mapToDouble(event -> rateHz(event.timeMs()))
                .max()
                .orElse(0);
    }

    /** Index of the first bump that is not before this time. */
    private int firstFrom(double timeMs) {
        int from = 0;
        int to = events.size();
        while (from < to) {
            int middle = (from + to) / 2;
            if (events.get(middle).timeMs() < timeMs) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
