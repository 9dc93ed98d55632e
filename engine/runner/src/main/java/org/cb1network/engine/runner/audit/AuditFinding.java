package org.cb1network.engine.runner.audit;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.cb1network.cache.CacheKey;
import org.cb1network.engine.compare.OutputDifference;
import org.cb1network.engine.runner.provenance.Provenance;

/**
 * A result in the store that is not what its stage computes.
 *
 * @param stage name of the stage in the pipeline
 * @param point the point's axes as text; empty for a stage without a sweep, and for a collected table
 * @param collected whether it is a table collected from the points, not a point's own result
 * @param key the entry's key
 * @param storedAt when it was stored
 * @param provenance by what it was computed, if it is recorded; collected tables have none
 * @param codeDigest digest of the code it says it was computed with; empty for a collected table
 * @param outputs the outputs that differ; {@code first} is what the store has, {@code second} what was computed now
 * @param deterministic whether computing it once more gave the same again; if not, the stage's code is at fault
 * @param setAside whether the entry was set aside, so that the next run computes it
 * @param problem why it could not be set aside; empty if it was
 * @param tablesSetAside how many collected tables were set aside with it, because its rows are or may be in them
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
