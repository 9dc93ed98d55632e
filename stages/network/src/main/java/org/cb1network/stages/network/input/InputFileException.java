package org.cb1network.stages.network.input;

import java.io.IOException;
import java.nio.file.Path;

/** A file that does not hold what it should; the message names file and line or row. */
public final class InputFileException extends IOException {
    private static final long serialVersionUID = 1;

    InputFileException(Path file, String where, String problem) {
        super(file + (where.isEmpty() ? "" : ", " + where) + ": " + problem);
    }

    InputFileException(Path file, String where, String problem, Throwable cause) {
        super(file + (where.isEmpty() ? "" : ", " + where) + ": " + problem, cause);
    }
}
