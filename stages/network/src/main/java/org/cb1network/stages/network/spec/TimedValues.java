package org.cb1network.stages.network.spec;

import java.util.List;

/** Look-up in ascending times. */
final class TimedValues {
    /** Steps times their length is not exactly a decimal number. */
    private static final double ROUNDING_MS = 1e-9;

    private TimedValues() {}

    /** Index of the first time after this one. */
    static int firstAfter(List<Double> timesMs, double timeMs) {
        int from = 0;
        int to = timesMs.size();
        while (from < to) {
            int middle = (from + to) / 2;
            if (timesMs.get(middle) <= timeMs + ROUNDING_MS) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
