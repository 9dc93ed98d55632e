package org.cb1network.engine.runner.job;

import java.io.Serial;

/** Signals that a point failed at another worker. The stack trace is in that worker's output. */
final class FailedElsewhereException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    FailedElsewhereException(String message) {
        super(message, null, false, false);
    }
}
