package org.cb1network.network.kernel;

import java.util.List;
import org.cb1network.network.spec.Afferent;
import org.cb1network.network.spec.ConstantRate;
import org.cb1network.network.spec.ExplicitConnections;
import org.cb1network.network.spec.GaussianEvents;
import org.cb1network.network.spec.NetworkSpec;
import org.cb1network.network.spec.Stimulus;
import org.jspecify.annotations.Nullable;

/** Where simulations leave their {@linkplain Prelude beginning} for others: the first one that comes, unless it fails. */
final class SharedPrelude {
    /** A shorter one is not worth it. */
    private static final int LEAST_STEPS = 1000;

    private static final Stimulus NO_EVENTS = new GaussianEvents(List.of(), 1);

    private final int steps;
    private final long mostBytes;
    private final BoundedPool.Room<SharedPrelude> room;
    private boolean claimed;
    private @Nullable Prelude prelude;

    /**
     * All that the beginning of a simulation depends on.
     *
     * @param network without its input
     * @param steps before the input begins
     */
    record Key(NetworkSpec network, long seed, int steps) {

        /** The key of a simulation; null if there is nothing to share. */
        static @Nullable Key of(NetworkSpec network, long seed) {
            if (network.projections().stream().anyMatch(p -> p.connectivity() instanceof ExplicitConnections)) {
                // They may be large, and nobody wants to keep them.
                return null;
            }
            double silentUntilMs = Double.POSITIVE_INFINITY;
            NetworkSpec rest = network.withCondition("");
            for (Afferent afferent : network.afferents()) {
                if (afferent.stimulus() instanceof GaussianEvents input) {
                    silentUntilMs = Math.min(silentUntilMs, input.silentUntilMs());
                    rest = rest.withStimulus(afferent.name(), NO_EVENTS);
                } else if (!(afferent.stimulus() instanceof ConstantRate)) {
                    return null;
                }
            }
            // One step less than there are, so that no rounding matters.
            int steps = (int) (silentUntilMs / network.stepMs()) - 1;
            return steps < LEAST_STEPS || silentUntilMs == Double.POSITIVE_INFINITY ? null : new Key(rest, seed, steps);
        }
    }

    /**
     * An empty place.
     *
     * @param steps before the input begins
     * @param mostBytes that there can be room for
     */
    SharedPrelude(int steps, long mostBytes, BoundedPool.Room<SharedPrelude> room) {
        this.steps = steps;
        this.mostBytes = mostBytes;
        this.room = room;
    }

    /** How many steps a prelude takes that is left here. */
    int steps() {
        return steps;
    }

    /** More bytes are never kept. */
    long mostBytes() {
        return mostBytes;
    }

    /** What has been left here; null as long as there is nothing. */
    synchronized @Nullable Prelude get() {
        return prelude;
    }

    /** Whether the one who asks shall leave what he is going to compute. */
    synchronized boolean claim() {
        boolean first = !claimed;
        claimed = true;
        return first;
    }

    /** Leaves a prelude for others, if there is room. */
    synchronized void leave(Prelude computed) {
        if (room.reserve(this, computed.bytes())) {
            prelude = computed;
        }
    }
}
