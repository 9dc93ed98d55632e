package org.cb1network.engine.cli.repeat;

import java.util.Map;
import org.cb1network.cache.CacheKey;
import org.cb1network.engine.runner.audit.StoredPoint;

/**
 * The output of a process that computed points.
 *
 * @param jvm name and version of its JVM
 * @param keys the key that it computed for each point
 * @param failures why points could not be computed
 * @param problem why the process ended prematurely; empty if it did not
 */
record ChildRun(String jvm, Map<StoredPoint, CacheKey> keys, Map<StoredPoint, String> failures, String problem) {

    ChildRun {
        keys = Map.copyOf(keys);
        failures = Map.copyOf(failures);
    }
}
