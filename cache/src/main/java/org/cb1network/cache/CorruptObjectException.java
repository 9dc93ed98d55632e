package org.cb1network.cache;

import java.io.IOException;

/**
 * Signals that the bytes of an output are damaged or missing. The damaged bytes have been set aside, and from now on
 * the entry is a cache miss: compute it again.
 */
public final class CorruptObjectException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient StoredOutput output;

    CorruptObjectException(StoredOutput output, String message) {
        super(message);
        this.output = output;
    }

    /** Returns the output that cannot be read. */
    public StoredOutput output() {
        return output;
    }
}
