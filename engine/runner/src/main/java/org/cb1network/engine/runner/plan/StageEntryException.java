package org.cb1network.engine.runner.plan;

import java.io.IOException;
import java.io.Serial;
import org.cb1network.cache.CacheKey;

/** The store remembers other keys of a stage's points than they have. Once that entry is set aside, planning again finds the right ones. */
public final class StageEntryException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient CacheKey entry;

    /**
     * @param stage name of the stage
     * @param entry key of the entry that is wrong
     */
    public StageEntryException(String stage, CacheKey entry) {
        super("the store remembers wrong keys of stage '" + stage + "' (entry "
                + entry.digest().shortHex() + "); it is planned again");
        this.entry = entry;
    }

    /** The key of the entry that is wrong. */
    public CacheKey entry() {
        return entry;
    }
}
