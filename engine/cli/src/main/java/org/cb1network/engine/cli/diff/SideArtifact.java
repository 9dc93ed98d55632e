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

    /** Reads bytes. */
    @FunctionalInterface
    interface Content {

        /** Returns the bytes; empty if they are no longer available. */
        Optional<byte[]> read() throws IOException;
    }
}
