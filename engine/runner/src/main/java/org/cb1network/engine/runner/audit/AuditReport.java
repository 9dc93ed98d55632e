package org.cb1network.engine.runner.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.compare.Verdict;

/**
 * The result of an audit.
 *
 * @param points number of recomputed points
 * @param ofPoints number of points that came from the store
 * @param tables number of tables collected again
 * @param ofTables number of collected tables that came from the store
 * @param seed seed of the sample
 * @param findings the results that differ
 * @param unchecked results that could not be compared: the reason by stage and point
 */
public record AuditReport(
        int points,
        int ofPoints,
        int tables,
        int ofTables,
        long seed,
        List<AuditFinding> findings,
        Map<String, String> unchecked) {

    public AuditReport {
        findings = List.copyOf(findings);
        unchecked = Collections.unmodifiableMap(new LinkedHashMap<>(unchecked));
    }

    /** Returns the verdict on everything that was compared. */
    public Verdict verdict() {
        if (!findings.isEmpty()) {
            return Verdict.CHANGED;
        }
        return unchecked.isEmpty() ? Verdict.REPRODUCED : Verdict.NOT_CHECKABLE;
    }
}
