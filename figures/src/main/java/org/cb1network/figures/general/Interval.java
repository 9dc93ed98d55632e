package org.cb1network.figures.general;

import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputColumns;
import org.cb1network.engine.stage.ProblemReport;

/**
 * The columns of an interval.
 *
 * @param low column with the lower limits
 * @param high column with the upper limits
 */
@Describe("columns with the limits of an interval")
public record Interval(
        @Describe("column with the lower limits") String low,
        @Describe("column with the upper limits") String high) {

    /** Reports limits that are no columns of numbers, in a parameter {@code interval}. */
    void checkColumns(InputColumns table, ProblemReport report) {
        table.requireNumbers(low, report, "interval", "low");
        table.requireNumbers(high, report, "interval", "high");
    }
}
