package org.cb1network.engine.runner.job;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Reads a file that a worker appends to. A file that has become shorter is read from its beginning. */
public final class GrowingFile {

    private final Path file;
    private long position;

    /** Creates a reader of a file, which need not exist yet. */
    public GrowingFile(Path file) {
        this.file = file;
    }

    /** Returns the number of bytes that have been returned. */
    long position() {
        return position;
    }

    /** Returns the complete lines that were added since the last call. */
    public String lines() throws IOException {
        byte[] added = added();
        int end = added.length;
        while (end > 0 && added[end - 1] != '\n') {
            end--;
        }
        return take(added, end);
    }

    /** Returns all that was added since the last call, although the last line may be incomplete. */
    public String rest() throws IOException {
        byte[] added = added();
        return take(added, added.length);
    }

    private String take(byte[] added, int end) {
        position += end;
        return new String(added, 0, end, StandardCharsets.UTF_8);
    }

    private byte[] added() throws IOException {
        if (!Files.exists(file)) {
            return new byte[0];
        }
        try (var channel = Files.newByteChannel(file)) {
            position = channel.size() < position ? 0 : position;
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(Integer.MAX_VALUE / 2, channel.size() - position));
            channel.position(position);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {}
            return Arrays.copyOf(buffer.array(), buffer.position());
        }
    }
}
