package org.cb1network.engine.runner.run;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.Store;
import org.jspecify.annotations.Nullable;

/**
 * Receives one output of a stage: in memory while it is small, then in a temporary file of the store, so that memory
 * does not grow with a recording.
 */
final class OutputBuffer extends OutputStream {

    /** Outputs of more bytes than this go to a file. */
    static final int IN_MEMORY = 1 << 20;

    private static final int BUFFER = 1 << 16;

    private final Store store;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream(1 << 10);
    private @Nullable Path file;
    private @Nullable OutputStream spill;

    OutputBuffer(Store store) {
        this.store = store;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (spill == null && memory.size() + length > IN_MEMORY) {
            startSpilling();
        }
        if (spill != null) {
            spill.write(bytes, offset, length);
        } else {
            memory.write(bytes, offset, length);
        }
    }

    @Override
    public void close() throws IOException {
        if (spill != null) {
            spill.close();
        }
    }

    /** Adds the content to an entry as output {@code name}. Call after {@link #close}. */
    void addTo(EntryDraft.Builder draft, String name) {
        if (file != null) {
            draft.output(name, file);
        } else {
            draft.output(name, memory.toByteArray());
        }
    }

    /** Removes the temporary file of an output that is no longer needed; has no effect if the store has taken it. */
    void discard() {
        try {
            close();
        } catch (IOException e) {
            // A failed write does not matter any more, but the file must be removed.
            memory.reset();
        }
        try {
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            // The store removes abandoned temporary files.
            return;
        }
    }

    private void startSpilling() throws IOException {
        file = store.newTemporaryFile();
        spill = new BufferedOutputStream(Files.newOutputStream(file), BUFFER);
        memory.writeTo(spill);
        memory = new ByteArrayOutputStream(0);
    }
}
