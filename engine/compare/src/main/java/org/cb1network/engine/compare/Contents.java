package org.cb1network.engine.compare;

import java.io.IOException;
import java.util.Optional;

/** The contents of one side of a comparison, such as a store, a folder or a bundle. */
@FunctionalInterface
public interface Contents {

    /**
     * Returns the bytes with a digest; empty if this side does not have them.
     *
     * @param digest SHA-256 in hexadecimal
     * @throws IOException if the search fails or the bytes cannot be read
     */
    Optional<byte[]> content(String digest) throws IOException;

    /** Returns the side that knows digests only, such as a lock. */
    static Contents none() {
        return digest -> Optional.empty();
    }
}
