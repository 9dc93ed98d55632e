package org.cb1network.engine.cli.repeat;

import java.util.Map;
import org.cb1network.cache.CacheKey;

/**
 * What a process that computed points has said.
 *
 * @param jvm name and version of its JVM
 * @param keys the key that it worked out for each point
 * @param failures why points could not be computed
 * @param problem why the process ended without doing its work; empty if it did
 */
record ChildRun(String jvm, Map<RepeatedPoint, CacheKey> keys, Map<RepeatedPoint, String> failures, String problem) {

    ChildRun {
        keys = Map.copyOf(keys);
        failures = Map.copyOf(failures);
    }

    static ChildRun failed(String problem) {
        return new ChildRun("", Map.of(), Map.of(), problem);
    }
}
