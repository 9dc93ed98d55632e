package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.Serial;

/** Workers of an earlier run still compute, and what was asked for cannot be done beside them. */
final class StillRunningException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    StillRunningException(String message) {
        super(message);
    }
}
