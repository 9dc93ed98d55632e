package org.cb1network.engine.runner.audit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.DosFileAttributeView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.cb1network.cache.Store;

/** A store in the folder for temporary files, deleted when closed. */
public final class ScratchStore implements AutoCloseable {

    private static final boolean IS_WINDOWS = File.separatorChar == '\\';

    private final Path folder;
    private final Store store;

    private ScratchStore(Path folder, Store store) {
        this.folder = folder;
        this.store = store;
    }

    /**
     * Creates a new empty store.
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

    /** Returns the store. */
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

    /**
     * Deletes a folder with all its contents. Links are deleted, not followed.
     *
     * @throws IOException if something in it cannot be deleted
     */
    public static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(folder)) {
            all = new ArrayList<>(walk.toList());
        }
        Collections.reverse(all);
        for (Path file : all) {
            DosFileAttributeView dos =
                    Files.getFileAttributeView(file, DosFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            if (dos != null && IS_WINDOWS) {
                // The objects of a store are read-only, which prevents Windows from deleting them.
                dos.setReadOnly(false);
            }
            Files.delete(file);
        }
    }
}
