package org.cb1network.engine.stage;

/**
 * A parameter record whose components must agree with each other. Called once for each point, after every component
 * has passed its own checks.
 */
public interface Checked {

    /** Reports everything that is wrong. */
    void check(ProblemReport report);
}
