package org.cb1network.engine.runner.plan;

import java.io.IOException;
import java.io.Serial;
import org.cb1network.cache.CacheKey;

/**
 * Signals that the store's record of a stage has wrong keys. When the entry has been set aside, planning again finds
 * the right ones.
 */
public final class StageEntryException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient CacheKey entry;

    /**
     * Creates an exception.
     *
     * @param stage name of the stage
     * @param entry key of the wrong entry
     */
    public StageEntryException(String stage, CacheKey entry) {
        super("the store has wrong keys for stage '" + stage + "' (entry "
                + entry.digest().shortHex() + "); the stage is planned again");
        this.entry = entry;
    }

    /** Returns the key of the wrong entry. */
    public CacheKey entry() {
        return entry;
    }
}
