package org.cb1network.stages.science.analysis;

/** Times in ms as whole simulation steps. */
final class TimeSteps {

    /** Far above the rounding of a quotient of two decimal numbers, far below a step. */
    private static final double TOLERANCE = 1e-6;

    private TimeSteps() {}

    /**
     * Number of steps in a time that is a multiple of the step.
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

    /** The time in units of steps; next to a whole number, where decimal fractions are to blame, that number. */
    static double snapped(double timeMs, double stepMs) {
        double steps = timeMs / stepMs;
        double whole = Math.rint(steps);
        return Math.abs(steps - whole) < TOLERANCE ? whole : steps;
    }
}
