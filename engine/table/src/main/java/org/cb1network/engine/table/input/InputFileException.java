package org.cb1network.engine.table.input;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Signals that a user's file does not have the expected content. The message names the file, the line or row, and the
 * column if there is one.
 */
public final class InputFileException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Creates an exception.
     *
     * @param where the place in the file, appended to the file's name; may be empty
     * @param problem what is wrong, and what to do
     */
    public InputFileException(Path file, String where, String problem) {
        super(file + where + ": " + problem);
    }

    InputFileException(Path file, String where, String problem, Throwable cause) {
        super(file + where + ": " + problem, cause);
    }
}
