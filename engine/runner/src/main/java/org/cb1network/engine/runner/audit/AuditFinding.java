package org.cb1network.engine.runner.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cb1network.cache.CacheKey;
import org.cb1network.engine.compare.OutputDifference;
import org.cb1network.engine.runner.provenance.Provenance;

/**
 * A result in the store that differs from what its stage computes.
 *
 * @param stage name of the stage in the pipeline
 * @param point the point's axes as text; empty for a stage without a sweep, and for a collected table
 * @param collected whether it is a table collected from the points rather than a point's own result
 * @param key key of the entry
 * @param storedAt when it was stored
 * @param provenance how it was computed, if recorded; collected tables have none
 * @param codeDigest recorded digest of the code that computed it; empty for a collected table
 * @param outputs the outputs that differ, from the stored result to the recomputed one
 * @param deterministic whether a second computation gave the same result as the first; if not, the stage's code is
 *     nondeterministic
 * @param setAside whether the entry was set aside, so that the next run computes it
 * @param problem why it could not be set aside; empty if it was
 * @param tablesSetAside number of collected tables set aside with it because they contain or may contain its rows
 */
public record AuditFinding(
        String stage,
        String point,
        boolean collected,
        CacheKey key,
        Instant storedAt,
        Optional<Provenance> provenance,
        String codeDigest,
        List<OutputDifference> outputs,
        boolean deterministic,
        boolean setAside,
        String problem,
        int tablesSetAside) {

    public AuditFinding {
        outputs = List.copyOf(outputs);
    }
}
