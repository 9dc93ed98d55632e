package org.cb1network.engine.cli.diff;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The results of one stage.
 *
 * @param name its name
 * @param after the stages whose results it needs; empty also if they are not known
 * @param points number of its points; 0 if it is not known
 * @param keys keys of its points in hexadecimal, by the points' axes as text, as far as they are known
 * @param artifacts its outputs that are one artifact for the whole stage, by name
 */
record SideStage(
        String name,
        List<String> after,
        int points,
        Map<String, String> keys,
        SortedMap<String, SideArtifact> artifacts) {

    SideStage {
        after = List.copyOf(after);
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        artifacts = Collections.unmodifiableSortedMap(new TreeMap<>(artifacts));
    }

    /** Whether it is known what its results were computed from. */
    boolean hasKeys() {
        return !keys.isEmpty();
    }
}
