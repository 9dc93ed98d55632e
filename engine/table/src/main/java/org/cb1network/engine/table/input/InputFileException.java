package org.cb1network.engine.table.input;

import java.io.IOException;
import java.nio.file.Path;

/** A user's file that does not hold what it should; the message names file, line or row, and column where there is one. */
public final class InputFileException extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * @param where the place in the file, as it follows the file's name; may be empty
     * @param problem what is wrong, and what to do
     */
    InputFileException(Path file, String where, String problem) {
        super(file + where + ": " + problem);
    }

    InputFileException(Path file, String where, String problem, Throwable cause) {
        super(file + where + ": " + problem, cause);
    }
}
