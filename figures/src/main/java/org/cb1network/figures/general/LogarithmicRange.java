package org.cb1network.figures.general;

import java.util.Arrays;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.figures.mark.ValueRange;
import org.cb1network.figures.plot.PlotAxis;

/**
 * The range of a logarithmic axis for any values: it cannot show 0 and negative ones, and a warning says so.
 *
 * @param positive range of the values that can be shown
 * @param hidden number of values that cannot be shown
 */
record LogarithmicRange(ValueRange positive, long hidden) {

    /** Returns the range of values, and of limits that need not be shown. */
    static LogarithmicRange of(double[] values, double[]... limits) {
        ValueRange range = ValueRange.of(above0(values));
        for (double[] of : limits) {
            range = range.union(ValueRange.of(above0(of)));
        }
        return new LogarithmicRange(
                range, Arrays.stream(values).filter(value -> value <= 0).count());
    }

    private static double[] above0(double... values) {
        return Arrays.stream(values).filter(value -> value > 0).toArray();
    }

    /** Returns limits of which none is below the range, where a logarithmic axis has no place for it. */
    double[] clamped(double... limits) {
        return Arrays.stream(limits)
                .map(limit -> limit <= 0 ? positive.min() : limit)
                .toArray();
    }

    /** Makes an axis logarithmic, with this range. */
    void apply(PlotAxis axis, String column, StageContext context) {
        double low = positive.isEmpty() ? 1 : positive.min();
        double high = positive.isEmpty() ? 10 : positive.max();
        axis.log().range(low == high ? low / 2 : low, low == high ? 2 * high : high);
        if (hidden > 0) {
            context.warn(
                    "the logarithmic axis leaves out values of '" + column + "' that are 0 or negative",
                    hidden + " of them");
        }
    }
}
