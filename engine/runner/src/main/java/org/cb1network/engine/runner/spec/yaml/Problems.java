package org.cb1network.engine.runner.spec.yaml;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Collects the problems of a file, so that the user sees all of them at once. Not safe for use by several threads. */
public final class Problems {

    /** Maximum number of problems kept. No one reads more, and a hostile file could have a million. */
    private static final int LIMIT = 200;

    private final TreeSet<Problem> found = new TreeSet<>();
    private long leftOut;

    /** Adds a problem; a duplicate is ignored. */
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

    /** Returns advice for an unknown name, as {@link Spelling#advice} does; empty if the problem would not be kept. */
    public String advice(String unknown, Collection<String> valid) {
        return full() ? "" : Spelling.advice(unknown, valid);
    }

    /** Adds all problems of an exception. */
    public void addAll(PipelineException exception) {
        exception.problems().forEach(problem -> add(problem.position(), problem.message(), problem.hint()));
    }

    /** Returns whether further problems are discarded. */
    public boolean full() {
        return found.size() >= LIMIT;
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }

    /** Returns the number of problems, to find out whether a step added some. */
    public long count() {
        return found.size() + leftOut;
    }

    /**
     * Throws if there are problems.
     *
     * @throws PipelineException with all of them
     */
    public void throwIfAny() {
        if (!found.isEmpty()) {
            throw exception();
        }
    }

    /** Returns all problems in the order of their positions. */
    public PipelineException exception() {
        return new PipelineException(List.copyOf(found), leftOut);
    }
}
