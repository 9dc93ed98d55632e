package org.cb1network.engine.runner.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.cache.ScratchFolder;
import org.cb1network.cache.Store;

/** A store in a scratch folder, which is deleted when it is closed. */
final class ScratchStore implements AutoCloseable {

    private final ScratchFolder folder;
    private final Store store;

    private ScratchStore(ScratchFolder folder, Store store) {
        this.folder = folder;
        this.store = store;
    }

    /**
     * Creates a new empty store.
     *
     * @param places folders in which it may be
     * @throws IOException if none of them can be written
     */
    static ScratchStore open(List<Path> places) throws IOException {
        ScratchFolder folder = ScratchFolder.create(places);
        try {
            return new ScratchStore(folder, Store.open(folder.store()));
        } catch (IOException | RuntimeException e) {
            folder.close();
            throw e;
        }
    }

    /** Returns the store. */
    Store store() {
        return store;
    }

    @Override
    public void close() throws IOException {
        try {
            store.close();
        } finally {
            folder.close();
        }
    }
}
