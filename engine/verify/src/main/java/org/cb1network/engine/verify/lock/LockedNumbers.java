package org.cb1network.engine.verify.lock;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The locked estimates in one column of a table.
 *
 * @param unit unit of the numbers
 * @param rows the estimates by row name, in the order of the table
 */
public record LockedNumbers(String unit, Map<String, LockedNumber> rows) {

    public LockedNumbers {
        rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
    }
}
