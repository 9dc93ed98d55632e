package org.cb1network.cache;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Says whether a store is still open. */
final class Lifetime {

    private final Path root;
    private final AtomicBoolean ended = new AtomicBoolean();

    /** @param root folder of the store */
    Lifetime(Path root) {
        this.root = root;
    }

    /**
     * Refuses work after the end.
     *
     * @throws IllegalStateException if the store has been closed
     */
    void requireOpen() {
        if (ended.get()) {
            throw new IllegalStateException("The store " + root + " has been closed.");
        }
    }

    /** Ends it. Returns whether it had not ended before. */
    boolean end() {
        return !ended.getAndSet(true);
    }
}
