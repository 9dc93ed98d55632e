package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command is told to write: whoever mistypes its name must not lose another file by it. */
final class OwnFile {

    private OwnFile() {}

    /**
     * Makes sure that nothing else than an earlier file of the same kind is replaced.
     *
     * @param start what files of that kind start with
     * @param kind what they are, for the message
     * @throws IllegalArgumentException if something else is there
     */
    static void requireReplaceable(Path file, String start, String kind) throws IOException {
        if (!Files.exists(file)) {
            return;
        }
        byte[] expected = start.getBytes(StandardCharsets.UTF_8);
        boolean ours = false;
        if (Files.isRegularFile(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                ours = start.equals(new String(in.readNBytes(expected.length), StandardCharsets.UTF_8));
            }
        }
        if (!ours) {
            throw new IllegalArgumentException(
                    file + " is there already and is not " + kind + "; name another file, or remove it first");
        }
    }
}
