package org.cb1network.engine.runner.audit;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.compare.Verdict;

/**
 * What an audit found.
 *
 * @param points how many points were computed again
 * @param ofPoints of how many that came from the store
 * @param tables how many collected tables were collected again
 * @param ofTables of how many that came from the store
 * @param seed seed of the sample
 * @param findings the results that differ
 * @param unchecked what could not be compared: the reason by stage and point
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

    /** What came out of everything that was looked at. */
    public Verdict verdict() {
        if (!findings.isEmpty()) {
            return Verdict.CHANGED;
        }
        return unchecked.isEmpty() ? Verdict.REPRODUCED : Verdict.NOT_CHECKABLE;
    }
}
