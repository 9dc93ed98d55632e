package org.cb1network.cache;

import java.io.IOException;

/**
 * The bytes of an output are damaged or gone. What was damaged has been set aside and the entry is a miss from now on:
 * compute it again.
 */
public final class CorruptObjectException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient StoredOutput output;

    CorruptObjectException(StoredOutput output, String message) {
        super(message);
        this.output = output;
    }

    /** The output that cannot be read. */
    public StoredOutput output() {
        return output;
    }
}
