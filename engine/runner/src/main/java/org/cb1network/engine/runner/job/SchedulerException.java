package org.cb1network.engine.runner.job;

import java.io.IOException;
import java.io.Serial;

/** A scheduler cannot be used, or gives no workers. No result is lost with it. */
public final class SchedulerException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    public SchedulerException(String message) {
        super(message);
    }
}
