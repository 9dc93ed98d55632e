package org.cb1network.engine.runner.spec.yaml;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Collects the problems of a file, so that the user sees all of them at once. Not for several threads. */
public final class Problems {

    /** Nobody reads more, and a hostile file could have a million. */
    private static final int LIMIT = 200;

    private final TreeSet<Problem> found = new TreeSet<>();
    private long leftOut;

    /** Adds a problem; the same one a second time is ignored. */
    public void add(SourcePosition position, String message, String hint) {
        if (full()) {
            leftOut++;
        } else {
            found.add(new Problem(position, message, hint));
        }
    }

    /** Adds a problem without advice. */
    public void add(SourcePosition position, String message) {
        add(position, message, "");
    }

    /** Advice for an unknown name, as {@link Spelling#advice}; none if nobody will read it. */
    public String advice(String unknown, Collection<String> valid) {
        return full() ? "" : Spelling.advice(unknown, valid);
    }

    /** Adds all problems of an exception. */
    public void addAll(PipelineException exception) {
        exception.problems().forEach(problem -> add(problem.position(), problem.message(), problem.hint()));
    }

    /** Whether there are so many that no more are kept. */
    public boolean full() {
        return found.size() >= LIMIT;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** How many there are, for finding out whether a step added some. */
    public long count() {
        return found.size() + leftOut;
    }

    /**
     * Ends the reading if there are problems.
     *
     * @throws PipelineException with all of them
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw exception();
        }
    }

    /** All of them, in the order of their positions. */
    public PipelineException exception() {
        return new PipelineException(List.copyOf(found), leftOut);
    }
}
