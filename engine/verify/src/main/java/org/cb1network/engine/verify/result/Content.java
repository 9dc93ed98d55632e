package org.cb1network.engine.verify.result;

import java.io.IOException;

/** The bytes of a result, read on demand. */
@FunctionalInterface
public interface Content {

    /**
     * Reads the bytes.
     *
     * @throws IOException if they are damaged, missing or too many
     */
    byte[] read() throws IOException;
}
