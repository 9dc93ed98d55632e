package org.cb1network.cache;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What garbage collection removes. An entry is removed if one of the limits asks for it and nothing protects it; what
 * protects are a place among the reachable keys, and a use within the grace period.
 *
 * @param reachable keys of entries that are never removed
 * @param onlyReachable whether every entry that is not reachable is to be removed
 * @param unusedFor entries that were not used for so long are removed; empty means no limit
 * @param maxBytes so many bytes may remain; the entries that were not used for the longest time go first. Empty means
 *     no limit
 * @param grace what was used or written less long ago stays
 * @param dryRun only say what would be removed
 */
public record GcPolicy(
        Set<CacheKey> reachable,
        boolean onlyReachable,
        Optional<Duration> unusedFor,
        OptionalLong maxBytes,
        Duration grace,
        boolean dryRun) {

    /** The grace period if one does not say otherwise. */
    public static final Duration DEFAULT_GRACE = Duration.ofHours(1);

    public GcPolicy {
        reachable = Set.copyOf(reachable);
        if (grace.isNegative()) {
            throw new IllegalArgumentException("The grace period is negative: " + grace + ".");
        }
    }

    /** A policy that keeps every entry and removes only what no entry needs. */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects a policy. */
    public static final class Builder {

        private Set<CacheKey> reachable = Set.of();
        private boolean onlyReachable;
        private Optional<Duration> unusedFor = Optional.empty();
        private OptionalLong maxBytes = OptionalLong.empty();
        private Duration grace = DEFAULT_GRACE;
        private boolean dryRun;

        private Builder() {}

        /** Entries of these keys are never removed. */
        public Builder keep(Set<CacheKey> keys) {
            reachable = new HashSet<>(keys);
            return this;
        }

        /** Removes every entry but those that {@link #keep} names. */
        public Builder onlyReachable(boolean only) {
            onlyReachable = only;
            return this;
        }

        /** Removes entries that were not used for so long. */
        public Builder unusedFor(Duration age) {
            unusedFor = Optional.of(age);
            return this;
        }

        /** Removes entries, the longest unused first, until no more than so many bytes remain. */
        public Builder maxBytes(long bytes) {
            maxBytes = OptionalLong.of(bytes);
            return this;
        }

        /** What was used or written less long ago stays; {@link GcPolicy#DEFAULT_GRACE} unless set. */
        public Builder grace(Duration period) {
            grace = period;
            return this;
        }

        /** Only says what would be removed. */
        public Builder dryRun(boolean dry) {
            dryRun = dry;
            return this;
        }

        /** The finished policy. */
        public GcPolicy build() {
            return new GcPolicy(reachable, onlyReachable, unusedFor, maxBytes, grace, dryRun);
        }
    }
}
