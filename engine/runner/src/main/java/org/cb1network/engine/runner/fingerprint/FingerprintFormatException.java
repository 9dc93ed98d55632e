package org.cb1network.engine.runner.fingerprint;

import java.io.Serial;

/** A stored fingerprint cannot be read: it is damaged, or of a version this program does not know. */
public final class FingerprintFormatException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** Says what is wrong, and in which line. */
    public FingerprintFormatException(String message) {
        super(message);
    }
}
