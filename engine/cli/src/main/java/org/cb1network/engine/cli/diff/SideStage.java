package org.cb1network.engine.cli.diff;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.engine.runner.provenance.RunHistory;

/**
 * The results of one stage.
 *
 * @param name its name
 * @param after the stages whose results it needs; also empty if unknown
 * @param points number of its points; 0 if unknown
 * @param keys keys of its points in hexadecimal, by the points' axes as text, as far as known
 * @param outputs digest in hexadecimal of each output that is one artifact for the whole stage, by name
 */
record SideStage(
        String name, List<String> after, int points, Map<String, String> keys, SortedMap<String, String> outputs) {

    SideStage {
        after = List.copyOf(after);
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        outputs = Collections.unmodifiableSortedMap(new TreeMap<>(outputs));
    }

    /** Returns whether keys of its results are known. */
    boolean hasKeys() {
        return !keys.isEmpty();
    }

    /**
     * Returns whether it has results to compare.
     *
     * @param other what to compare it with; without keys, it has only outputs for the whole stage
     */
    boolean hasResults(Optional<SideStage> other) {
        return !outputs.isEmpty()
                || (hasKeys() && (other.isEmpty() || other.get().hasKeys()));
    }

    /** Returns whether no point lacks a result, as far as the history records points. */
    boolean isComplete() {
        return !outputs.isEmpty() || keys.size() >= Math.min(points, RunHistory.MOST_KEYS);
    }
}
