package org.cb1network.engine.cli.diff;

import java.io.IOException;
import java.util.Optional;

/**
 * An artifact.
 *
 * @param digest SHA-256 of its content in hexadecimal
 * @param content its bytes
 */
record SideArtifact(String digest, Content content) {

    /** Where bytes can be read. */
    @FunctionalInterface
    interface Content {

        /** The bytes; empty if nobody has them any more. */
        Optional<byte[]> read() throws IOException;
    }
}
