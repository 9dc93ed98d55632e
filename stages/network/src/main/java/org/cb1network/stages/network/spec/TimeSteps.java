package org.cb1network.stages.network.spec;

import java.util.Optional;

/** Times in ms as whole time steps. */
public final class TimeSteps {

    /** Far above the rounding of a quotient of two decimal numbers, far below a step. */
    private static final double TOLERANCE = 1e-6;
    /** Steps of the longest delay: a simulation keeps the spikes of so many. */
    public static final int LONGEST_DELAY = 1 << 24;

    /** More steps than a simulation can count. */
    private static final double TOO_MANY = Integer.MAX_VALUE;

    private TimeSteps() {}

    /**
     * Number of steps in a time that is a multiple of the step.
     *
     * @throws IllegalArgumentException if it is not, or has more steps than can be counted
     */
    public static int exactly(double timeMs, double stepMs) {
        problem(timeMs, stepMs).ifPresent(problem -> {
            throw new IllegalArgumentException(problem);
        });
        return (int) snapped(timeMs, stepMs);
    }

    /** What keeps a time from being a whole number of steps; empty if it is one. */
    public static Optional<String> problem(double timeMs, double stepMs) {
        double steps = snapped(timeMs, stepMs);
        if (Double.isNaN(steps)) {
            return Optional.of("a time of " + timeMs + " ms in steps of " + stepMs + " ms");
        }
        if (Math.abs(steps) >= TOO_MANY) {
            return Optional.of(Milliseconds.text(timeMs) + " ms are more than " + Integer.MAX_VALUE + " steps of "
                    + Milliseconds.text(stepMs) + " ms");
        }
        return steps == Math.rint(steps)
                ? Optional.empty()
                : Optional.of(Milliseconds.text(timeMs) + " ms is not a whole number of steps of "
                        + Milliseconds.text(stepMs) + " ms");
    }

    /** What keeps a time from being a delay; empty if it is one. */
    public static Optional<String> delayProblem(double delayMs, double stepMs) {
        return delayMs / stepMs > LONGEST_DELAY
                ? Optional.of("a delay of " + Milliseconds.text(delayMs) + " ms is longer than " + LONGEST_DELAY
                        + " steps of " + Milliseconds.text(stepMs) + " ms")
                : problem(delayMs, stepMs).map(problem -> problem + "; " + advice(delayMs, stepMs));
    }

    /** The nearest time that is a whole number of steps, as advice. */
    public static String advice(double timeMs, double stepMs) {
        double steps = Math.min(Math.rint(timeMs / stepMs), TOO_MANY - 1);
        return "the nearest time that is: " + Milliseconds.text(Math.max(1, steps) * stepMs) + " ms";
    }

    /** The time in units of steps; next to a whole number, where decimal fractions are to blame, that number. */
    public static double snapped(double timeMs, double stepMs) {
        double steps = timeMs / stepMs;
        double whole = Math.rint(steps);
        return Math.abs(steps - whole) < TOLERANCE ? whole : steps;
    }
}
