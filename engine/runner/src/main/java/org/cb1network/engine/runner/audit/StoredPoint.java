package org.cb1network.engine.runner.audit;

import java.time.Duration;
import java.util.Optional;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.provenance.Provenance;

/**
 * A point with a result in the store.
 *
 * @param work its stage
 * @param index its number in the stage
 */
public record StoredPoint(StageWork work, int index) {

    public CacheKey key() {
        return work.key(index);
    }

    /** Returns the name of its stage. */
    public String stage() {
        return work.stage().name();
    }

    /** Returns the type of its stage. */
    public String stageType() {
        return work.stage().type().name();
    }

    /** Returns its axes as text; empty without a sweep. */
    public String label() {
        return work.label(index);
    }

    /** Returns the stage and, if there is one, the point. */
    public String name() {
        return label().isEmpty() ? stage() : stage() + " (" + label() + ")";
    }

    /** Returns the duration of its first computation; empty if the store does not have its result or does not say. */
    public Optional<Duration> took(Store store) {
        return store.find(key()).flatMap(Provenance::of).map(Provenance::took);
    }
}
