package org.cb1network.engine.runner.job;

import java.io.Serial;

/** A point failed at another worker; the stack trace is in what that one printed. */
final class FailedElsewhereException extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    FailedElsewhereException(String message) {
        super(message, null, false, false);
    }
}
