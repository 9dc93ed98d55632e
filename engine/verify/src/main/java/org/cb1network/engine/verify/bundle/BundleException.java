package org.cb1network.engine.verify.bundle;

import java.io.Serial;

/** Signals that a file is not a bundle, or that it is rejected for safety. */
public final class BundleException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1;

    BundleException(String file, String problem) {
        super(file + ": " + problem);
    }
}
