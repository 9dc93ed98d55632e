package org.cb1network.engine.cli.workspace;

/** The store lacks the results that a command reads. Nothing is wrong with its arguments: a run computes them. */
public final class MissingResultsException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** @param message what is missing, and what to do */
    public MissingResultsException(String message) {
        super(message);
    }
}
