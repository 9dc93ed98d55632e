package org.cb1network.engine.cli.output;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Standard output or standard error in UTF-8, whatever the locale. A failure to write ends the command: a {@link
 * PrintWriter} swallows an {@code IOException}, so the exception is unchecked.
 */
public final class StandardStream extends OutputStream {

    private final String name;
    private final FileOutputStream file;
    private @Nullable IOException failure;

    /** Signals that the command's output cannot be written. */
    public static final class LostException extends RuntimeException {

        private static final long serialVersionUID = 1;

        private LostException(String message, IOException cause) {
            super(message, cause);
        }
    }

    public StandardStream(String name, FileDescriptor descriptor) {
        this.name = name;
        this.file = new FileOutputStream(descriptor);
    }

    /** Returns a writer that flushes after each printed line. */
    public PrintWriter writer() {
        return new PrintWriter(this, true, StandardCharsets.UTF_8);
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    /**
     * Writes bytes.
     *
     * @throws LostException at the first failure; later output, while the command ends, is dropped
     */
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

    /** Returns whether something could not be written. */
    public boolean isLost() {
        return failure != null;
    }

    /** Returns a message about the loss. */
    public String problem() {
        return exitCode() == ExitCode.READER_GONE
                ? "stopped: the program that read " + name + " has ended"
                : "stopped: " + name + " cannot be written: " + (failure == null ? "" : failure.getMessage());
    }

    /** Returns the exit code of a command whose output was lost. */
    public int exitCode() {
        return hasPosition() ? ExitCode.INPUT_OUTPUT : ExitCode.READER_GONE;
    }

    /**
     * Returns whether the stream has a position: a file has one, a pipe does not. Unlike the error message, this does
     * not depend on the locale.
     */
    private boolean hasPosition() {
        try {
            return file.getChannel().position() >= 0;
        } catch (IOException pipe) {
            return false;
        }
    }
}
