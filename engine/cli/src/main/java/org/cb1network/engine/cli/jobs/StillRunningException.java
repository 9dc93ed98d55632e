package org.cb1network.engine.cli.jobs;

import java.io.IOException;
import java.io.Serial;

/** Signals that workers of an earlier run are still computing, so the request cannot be carried out now. */
public final class StillRunningException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    public StillRunningException(String message) {
        super(message);
    }
}
