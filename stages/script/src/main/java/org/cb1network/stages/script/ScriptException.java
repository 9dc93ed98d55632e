package org.cb1network.stages.script;

import java.io.IOException;
import java.io.Serial;

/** Signals that a program of the user failed, or did not write what its stage declares. */
final class ScriptException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    ScriptException(String message) {
        super(message);
    }

    private ScriptException(String message, ScriptException cause) {
        super(message, cause);
    }

    /** Returns this failure with the command and the end of what it printed. */
    ScriptException with(String command, PrintedText printed) {
        String end = printed.lastLines();
        return new ScriptException(
                "'" + command + "': " + getMessage()
                        + (end.isEmpty() ? " (it printed nothing)" : "; it printed:\n" + end),
                this);
    }
}
