package org.cb1network.stages.science.analysis;

/** Converts times in ms to whole simulation steps. */
final class TimeSteps {

    /** Tolerance far above the rounding error of a quotient of two decimal numbers, and far below a step. */
    private static final double TOLERANCE = 1e-6;

    private TimeSteps() {}

    /**
     * Returns the number of steps in a time that is a multiple of the step.
     *
     * @throws IllegalArgumentException if it is not
     */
    static int exactly(double timeMs, double stepMs) {
        double steps = snapped(timeMs, stepMs);
        if (steps != Math.rint(steps) || Math.abs(steps) > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(timeMs + " ms is not a whole number of steps of " + stepMs + " ms");
        }
        return (int) steps;
    }

    /** Returns the time in units of steps. A value within rounding error of a whole number becomes that number. */
    static double snapped(double timeMs, double stepMs) {
        double steps = timeMs / stepMs;
        double whole = Math.rint(steps);
        return Math.abs(steps - whole) < TOLERANCE ? whole : steps;
    }
}
