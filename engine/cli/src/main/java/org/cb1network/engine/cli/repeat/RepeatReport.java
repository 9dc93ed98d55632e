package org.cb1network.engine.cli.repeat;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What came of repeating points.
 *
 * @param seed seed of the sample
 * @param usualJvm the JVM that the conditions are compared with
 * @param points the points
 * @param uncovered types of stages of which no point was repeated, with the reason
 * @param conditions one report for each condition
 */
public record RepeatReport(
        long seed,
        String usualJvm,
        List<RepeatedPoint> points,
        SortedMap<String, String> uncovered,
        List<ConditionReport> conditions) {

    public RepeatReport {
        points = List.copyOf(points);
        uncovered = Collections.unmodifiableSortedMap(new TreeMap<>(uncovered));
        conditions = List.copyOf(conditions);
    }

    /** Whether some condition has this verdict. */
    public boolean has(ConditionReport.Verdict verdict) {
        return conditions.stream().anyMatch(condition -> condition.verdict() == verdict);
    }
}
