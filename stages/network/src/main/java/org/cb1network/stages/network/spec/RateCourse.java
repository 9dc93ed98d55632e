package org.cb1network.stages.network.spec;

import java.util.List;

/**
 * A rate given at some times; between them it is constant or changes linearly.
 *
 * @param timesMs ascending; before the first one the rate is 0
 * @param ratesHz rates at these times in Hz; the last one stays
 * @param linear whether the rate changes evenly from one time to the next
 */
public record RateCourse(List<Double> timesMs, List<Double> ratesHz, boolean linear) implements RateStimulus {

    /** Copies the lists. */
    public RateCourse {
        timesMs = List.copyOf(timesMs);
        ratesHz = List.copyOf(ratesHz);
        if (timesMs.size() != ratesHz.size() || timesMs.isEmpty()) {
            throw new IllegalArgumentException(timesMs.size() + " times and " + ratesHz.size() + " rates");
        }
    }

    @Override
    public double rateHz(double timeMs) {
        int next = TimedValues.firstAfter(timesMs, timeMs);
        if (next == 0) {
            return 0;
        }
        double before = ratesHz.get(next - 1);
        if (!linear || next == timesMs.size()) {
            return before;
        }
        double part = (timeMs - timesMs.get(next - 1)) / (timesMs.get(next) - timesMs.get(next - 1));
        return before + Math.max(0, part) * (ratesHz.get(next) - before);
    }

    @Override
    public double peakHz() {
        return ratesHz.stream().mapToDouble(Double::doubleValue).max().orElse(0);
    }
}
