package org.cb1network.engine.cli;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command is told to write: a slip in its name must not cost another file. */
final class OwnFile {

    /** In bytes; marks are shorter. */
    private static final int LONGEST_END = 256;

    private OwnFile() {}

    /**
     * Makes sure that nothing else is replaced than what this program wrote earlier.
     *
     * @param mark what such files have at their end, and no others
     * @param kind what they are, for the message
     * @throws IllegalArgumentException if something else is there
     */
    static void requireReplaceable(Path file, String mark, String kind) throws IOException {
        if (Files.exists(file) && !(Files.isRegularFile(file) && end(file).contains(mark))) {
            throw new IllegalArgumentException(file + " is there already and is not " + kind
                    + " that this program wrote; name another file, or remove it first");
        }
    }

    private static String end(Path file) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - LONGEST_END));
            return new String(Channels.newInputStream(channel).readNBytes(LONGEST_END), StandardCharsets.ISO_8859_1);
        }
    }
}
