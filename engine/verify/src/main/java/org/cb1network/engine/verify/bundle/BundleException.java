package org.cb1network.engine.verify.bundle;

import java.io.Serial;

/** A file is not a bundle, or one that a careful program does not read. */
public final class BundleException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1;

    BundleException(String file, String problem) {
        super(file + ": " + problem);
    }
}
