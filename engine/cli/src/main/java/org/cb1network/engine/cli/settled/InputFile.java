package org.cb1network.engine.cli.settled;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.cb1network.cache.Digest;

/**
 * A file that a run read.
 *
 * @param content digest of what it read; empty if there was no file
 * @param place where the file really is, all links followed; empty if there was none
 */
public record InputFile(Optional<Digest> content, String place) {

    /**
     * A file that was read already.
     *
     * @param content digest of what was read
     * @throws IOException if it is no longer there
     */
    public static InputFile asRead(Path file, Digest content) throws IOException {
        return new InputFile(Optional.of(content), file.toRealPath().toString());
    }

    /**
     * A file as it is now.
     *
     * @throws IOException if it cannot be read
     */
    public static InputFile now(Path file) throws IOException {
        return Files.isRegularFile(file) ? asRead(file, Digest.of(file)) : new InputFile(Optional.empty(), "");
    }
}
