package org.cb1network.engine.stage;

/**
 * A parameter record of a stage that needs something of the machine that computes it, such as a program. It is checked before a run
 * begins, for stages that are to be computed. Commands that only read do without it.
 */
public interface CheckedBeforeRun {

    /** Reports what this machine lacks. The values of references may still be unknown; numbers stand in for them. */
    void checkMachine(ProblemReport report);
}
