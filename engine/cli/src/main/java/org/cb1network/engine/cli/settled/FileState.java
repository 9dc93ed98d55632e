package org.cb1network.engine.cli.settled;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/**
 * What a file looks like from outside. Who edits it changes this; who gives the edited file its old length and time does not. So it is
 * good enough for copies of what the store has, and not for anything that a result depends on.
 *
 * @param size in bytes; {@link #NONE} for what is no regular file, such as a link
 * @param modifiedNanos when it was written, in nanoseconds since 1970
 */
record FileState(long size, long modifiedNanos) {

    /** The size of what is no regular file. */
    static final long NONE = -1;

    /** The state of a file now; a link is not followed. */
    static FileState of(Path file) throws IOException {
        try {
            BasicFileAttributes attributes =
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    ? new FileState(
                            attributes.size(), attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS))
                    : new FileState(NONE, 0);
        } catch (NoSuchFileException e) {
            return new FileState(NONE, 0);
        }
    }
}
