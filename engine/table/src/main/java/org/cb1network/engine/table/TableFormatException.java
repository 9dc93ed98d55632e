package org.cb1network.engine.table;

import java.io.IOException;

/** A file that is not a table this project can read; the message says which file and what is wrong with it. */
public final class TableFormatException extends IOException {

    private static final long serialVersionUID = 1L;

    /**
     * @param source the file, or another name for where the bytes came from
     * @param problem what is wrong with it
     */
    public TableFormatException(String source, String problem) {
        super(source + ": " + problem);
    }

    /** As above, with the exception that showed it. */
    public TableFormatException(String source, String problem, Throwable cause) {
        super(source + ": " + problem, cause);
    }
}
