package org.cb1network.figures.general;

import org.cb1network.engine.stage.Describe;

/**
 * The columns of an interval.
 *
 * @param low column with the lower limits
 * @param high column with the upper limits
 */
@Describe("columns with the limits of an interval")
public record Interval(
        @Describe("column with the lower limits") String low,
        @Describe("column with the upper limits") String high) {}
