package org.cb1network.engine.verify.result;

import java.io.IOException;

/** The bytes of a result, read when they are asked for. */
@FunctionalInterface
public interface Content {

    /**
     * Reads them.
     *
     * @throws IOException if they are damaged, gone or too many
     */
    byte[] read() throws IOException;
}
