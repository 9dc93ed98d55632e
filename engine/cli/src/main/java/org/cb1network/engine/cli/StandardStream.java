package org.cb1network.engine.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Standard output or standard error: UTF-8 in every locale, and a failure to write ends the command. A {@link PrintWriter} keeps an
 * {@code IOException} to itself, so this one is unchecked.
 */
final class StandardStream extends OutputStream {

    private final String name;
    private final FileOutputStream file;
    private @Nullable IOException failure;

    /** Nobody can read what the command has to say. */
    static final class LostException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private LostException(String message, IOException cause) {
            super(message, cause);
        }
    }

    StandardStream(String name, FileDescriptor descriptor) {
        this.name = name;
        this.file = new FileOutputStream(descriptor);
    }

    /** A writer that flushes at the end of each printed line. */
    PrintWriter writer() {
        return new PrintWriter(this, true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /** @throws LostException the first time that it fails; what comes later, while the command ends, is dropped */
    @Override
    public void write(byte[] bytes, int start, int length) {
        if (failure == null) {
            try {
                file.write(bytes, start, length);
            } catch (IOException e) {
                failure = e;
                throw new LostException(problem(), e);
            }
        }
    }

    /** Whether something could not be written. */
    boolean isLost() {
        return failure != null;
    }

    /** What to tell about the loss. */
    String problem() {
        return exitCode() == ExitCode.READER_GONE
                ? "stopped: the program that read " + name + " has ended"
                : "stopped: " + name + " cannot be written: " + (failure == null ? "" : failure.getMessage());
    }

    /** The exit code of a command whose output is lost. */
    int exitCode() {
        return hasPosition() ? ExitCode.UNWRITABLE : ExitCode.READER_GONE;
    }

    /** A file has one, a pipe has not. Unlike the text of the error, that is the same in every locale. */
    private boolean hasPosition() {
        try {
            return file.getChannel().position() >= 0;
        } catch (IOException pipe) {
            return false;
        }
    }
}
