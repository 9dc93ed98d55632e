package org.cb1network.engine.stage;

import java.util.Collection;

/** Receives the problems of a {@link Checked} record. */
public interface ProblemReport {

    /**
     * Reports a problem.
     *
     * @param message what is wrong
     * @param advice what to do about it; may be empty
     * @param path the YAML keys (or list positions) that lead from the record to the wrong value, such as {@code
     *     "projections", "CB1Inh -> L4Exc", "receptor"}; empty for the record itself
     */
    void problem(String message, String advice, Object... path);

    /**
     * Reports a name that does not exist, and suggests the nearest valid name.
     *
     * @param what kind of thing that the name refers to, such as {@code population}
     * @param name the unknown name
     * @param valid the valid names
     * @param path as in {@link #problem}
     */
    void unknownName(String what, String name, Collection<String> valid, Object... path);
}
