package org.cb1network.engine.cli.repeat;

import java.time.Duration;
import org.cb1network.cache.CacheKey;

/**
 * A point to recompute.
 *
 * @param stage name of its stage
 * @param stageType type of the stage
 * @param index number of the point in its stage
 * @param label the point's axes as text; empty without a sweep
 * @param key its key
 * @param took duration of its first computation
 */
public record RepeatedPoint(String stage, String stageType, int index, String label, CacheKey key, Duration took) {

    /** Returns the stage and, if there is one, the point. */
    public String name() {
        return label.isEmpty() ? stage : stage + " (" + label + ")";
    }
}
