package org.cb1network.figures.stage;

/**
 * A row with a mean over replicates and its confidence interval. The record of an input implements it if it has the components
 * {@code mean}, {@code ciLow} and {@code ciHigh}; {@code @Cell(name = "rate")} gives the column of the mean its name.
 */
public interface Estimate {

    /** Returns the mean over replicates. */
    double mean();

    /** Returns the lower limit of its confidence interval; NaN if there is a single replicate. */
    double ciLow();

    /** Returns the upper limit of its confidence interval; NaN if there is a single replicate. */
    double ciHigh();
}
