package org.cb1network.cache;

import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Says what garbage collection removes. An entry is removed if one of the limits demands it and nothing protects it.
 * Reachable keys and entries used within the grace period are protected.
 *
 * @param reachable keys of entries that are never removed
 * @param onlyReachable whether to remove every entry that is not reachable
 * @param unusedFor entries unused for this long are removed; empty means no limit
 * @param maxBytes size to which the store shrinks, the least recently used entries first; empty means no limit
 * @param grace entries used or written more recently than this are kept
 * @param dryRun whether to report only what would be removed
 */
public record GcPolicy(
        Set<CacheKey> reachable,
        boolean onlyReachable,
        Optional<Duration> unusedFor,
        OptionalLong maxBytes,
        Duration grace,
        boolean dryRun) {

    /** The default grace period. */
    public static final Duration DEFAULT_GRACE = Duration.ofHours(1);

    public GcPolicy {
        reachable = Set.copyOf(reachable);
        if (grace.isNegative()) {
            throw new IllegalArgumentException("The grace period is negative: " + grace + ".");
        }
    }

    /** Returns a builder of a policy that keeps every entry and removes only what no entry needs. */
    public static Builder builder() {
        return new Builder();
    }

    /** Builds a policy. */
    public static final class Builder {

        private Set<CacheKey> reachable = Set.of();
        private boolean onlyReachable;
        private Optional<Duration> unusedFor = Optional.empty();
        private OptionalLong maxBytes = OptionalLong.empty();
        private Duration grace = DEFAULT_GRACE;
        private boolean dryRun;

        private Builder() {}

        /** Never removes entries with these keys. */
        public Builder keep(Set<CacheKey> keys) {
            reachable = new HashSet<>(keys);
            return this;
        }

        /** Removes every entry except those named by {@link #keep}. */
        public Builder onlyReachable(boolean only) {
            onlyReachable = only;
            return this;
        }

        /** Removes entries that were not used for this long. */
        public Builder unusedFor(Duration age) {
            unusedFor = Optional.of(age);
            return this;
        }

        /** Removes the least recently used entries until at most this many bytes remain. */
        public Builder maxBytes(long bytes) {
            maxBytes = OptionalLong.of(bytes);
            return this;
        }

        /** Keeps entries used or written more recently than this. The default is {@link GcPolicy#DEFAULT_GRACE}. */
        public Builder grace(Duration period) {
            grace = period;
            return this;
        }

        /** Only reports what would be removed. */
        public Builder dryRun(boolean dry) {
            dryRun = dry;
            return this;
        }

        /** Returns the finished policy. */
        public GcPolicy build() {
            return new GcPolicy(reachable, onlyReachable, unusedFor, maxBytes, grace, dryRun);
        }
    }
}
