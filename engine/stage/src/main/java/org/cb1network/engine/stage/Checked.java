package org.cb1network.engine.stage;

/**
 * A parameter record with constraints between its components. It is checked once for each point, after the components
 * have passed their own checks.
 */
public interface Checked {

    /** Reports all problems. */
    void check(ProblemReport report);
}
