package org.cb1network.engine.stage;

import java.io.IOException;
import java.io.Serial;
import java.nio.file.Path;

/**
 * Signals that a user's file cannot be used. The message names the file, the place in it if there is one, and what is
 * wrong.
 */
public final class DataFileException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    DataFileException(Path file, String problem) {
        super(file + ": " + problem);
    }

    DataFileException(Path file, IOException cause) {
        super(message(file, cause), cause);
    }

    private static String message(Path file, IOException cause) {
        String message = String.valueOf(cause.getMessage());
        if (message.equals(file.toString())) {
            // Some file system exceptions say what happened only by their type.
            return file + ": " + cause.getClass().getSimpleName();
        }
        return message.contains(file.toString()) ? message : file + ": " + message;
    }
}
