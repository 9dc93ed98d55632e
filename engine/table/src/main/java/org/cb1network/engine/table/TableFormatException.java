package org.cb1network.engine.table;

import java.io.IOException;

/**
 * Signals that a file is not a table that this project can read. The message says which file and what is wrong with it.
 */
public final class TableFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param source the file, or another name of the source of the bytes
     * @param problem what is wrong with it
     */
    public TableFormatException(String source, String problem) {
        super(source + ": " + problem);
    }

    /** Creates an exception with a cause. */
    public TableFormatException(String source, String problem, Throwable cause) {
        super(source + ": " + problem, cause);
    }
}
