package org.cb1network.engine.runner.job;

import java.io.IOException;
import java.io.Serial;

/** Signals that a scheduler cannot be used or starts no workers. No result is lost. */
public final class SchedulerException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    public SchedulerException(String message) {
        super(message);
    }
}
