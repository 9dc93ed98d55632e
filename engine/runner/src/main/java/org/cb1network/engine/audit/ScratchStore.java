package org.cb1network.engine.audit;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cb1network.cache.Store;

/** A store in the folder for temporary files, gone with everything in it when it is closed. */
public final class ScratchStore implements AutoCloseable {

    private final Path folder;
    private final Store store;

    private ScratchStore(Path folder, Store store) {
        this.folder = folder;
        this.store = store;
    }

    /**
     * A new empty one.
     *
     * @throws IOException if the folder for temporary files cannot be written
     */
    public static ScratchStore open() throws IOException {
        Path folder = Files.createTempDirectory("pipeline-scratch-");
        try {
            return new ScratchStore(folder, Store.open(folder.resolve("store")));
        } catch (IOException | RuntimeException e) {
            delete(folder);
            throw e;
        }
    }

    /** The store. */
    public Store store() {
        return store;
    }

    @Override
    public void close() throws IOException {
        try {
            store.close();
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        // The folder was made here, and nobody else knows its random name: there is no race to lose.
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
