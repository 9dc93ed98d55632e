package org.cb1network.stages.network.record;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Time series in memory. */
public final class SampleSeries implements SampleSink {
    private final Map<Series, Collected> bySeries = new LinkedHashMap<>();

    /** Growing arrays. */
    private static final class Collected {
        private int[] steps = new int[64];
        private double[] values = new double[64];
        private int count;

        private void add(int step, double value) {
            if (count == steps.length) {
                steps = Arrays.copyOf(steps, 2 * count);
                values = Arrays.copyOf(values, 2 * count);
            }
            steps[count] = step;
            values[count++] = value;
        }
    }

    @Override
    public void sample(Series series, int step, double value) {
        bySeries.computeIfAbsent(series, s -> new Collected()).add(step, value);
    }

    /** What was sampled. */
    public Set<Series> series() {
        return Collections.unmodifiableSet(bySeries.keySet());
    }

    /**
     * The samples of a series, in the order of steps.
     *
     * @throws IllegalArgumentException if it was not recorded
     */
    public double[] values(Series series) {
        Collected collected = collected(series);
        return Arrays.copyOf(collected.values, collected.count);
    }

    /**
     * The steps of the samples.
     *
     * @throws IllegalArgumentException if the series was not recorded
     */
    public int[] steps(Series series) {
        Collected collected = collected(series);
        return Arrays.copyOf(collected.steps, collected.count);
    }

    private Collected collected(Series series) {
        Collected collected = bySeries.get(series);
        if (collected == null) {
            throw new IllegalArgumentException(series + " was not recorded; there are " + bySeries.keySet());
        }
        return collected;
    }
}
