package org.cb1network.engine.cli.repeat;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.runner.audit.StoredPoint;

/**
 * The result of repeating points.
 *
 * @param seed seed of the sample
 * @param points the points
 * @param uncovered stage types of which no point was repeated, with the reason
 * @param conditions one report for each condition
 */
public record RepeatReport(
        long seed, List<StoredPoint> points, SortedMap<String, String> uncovered, List<SetupReport> conditions) {

    public RepeatReport {
        points = List.copyOf(points);
        uncovered = Collections.unmodifiableSortedMap(new TreeMap<>(uncovered));
        conditions = List.copyOf(conditions);
    }

    /** Returns the worst verdict of the conditions that are possible here; "not checkable" if there are none. */
    public Verdict verdict() {
        return conditions.stream()
                .flatMap(condition -> condition.verdict().stream())
                .reduce(Verdict::worse)
                .orElse(Verdict.NOT_CHECKABLE);
    }
}
