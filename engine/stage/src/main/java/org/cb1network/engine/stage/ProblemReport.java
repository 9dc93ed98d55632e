package org.cb1network.engine.stage;

import java.util.Collection;

/** Where a {@link Checked} record says what is wrong with it. */
public interface ProblemReport {

    /**
     * Reports a problem.
     *
     * @param message what is wrong
     * @param advice what to do about it; may be empty
     * @param path the YAML keys (or numbers, in lists) that lead from the record to the value at fault, such as {@code
     *     "projections", "CB1Inh -> L4Exc", "receptor"}; none if it is the record itself
     */
    void problem(String message, String advice, Object... path);

    /**
     * Reports a name of something that does not exist; the nearest valid name becomes the advice.
     *
     * @param what what the name should be of, such as {@code population}
     * @param name the name
     * @param valid the names that exist
     * @param path as in {@link #problem}
     */
    void unknownName(String what, String name, Collection<String> valid, Object... path);
}
