package org.cb1network.engine.spec.yaml;

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
        Problem problem = new Problem(position, message, hint);
        if (found.size() < LIMIT) {
            found.add(problem);
        } else if (!found.contains(problem)) {
            leftOut++;
        }
    }

    /** Adds a problem without advice. */
    public void add(SourcePosition position, String message) {
        add(position, message, "");
    }

    /** Adds all problems of an exception. */
    public void addAll(PipelineException exception) {
        exception.problems().forEach(problem -> add(problem.position(), problem.message(), problem.hint()));
    }

    /** Whether there are so many that looking for more is pointless. */
    public boolean full() {
        return leftOut > 0;
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
