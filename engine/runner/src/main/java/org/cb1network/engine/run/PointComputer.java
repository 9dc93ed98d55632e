package org.cb1network.engine.run;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.cb1network.cache.Claim;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.Store;
import org.cb1network.engine.plan.PointTask;
import org.cb1network.engine.provenance.Provenance;
import org.cb1network.engine.stage.Stage;

/** Computes one point and publishes its result: claim, compute, publish. A failure publishes nothing. */
public final class PointComputer {

    /** Name of the document of an entry that holds the key's preimage. */
    public static final String PREIMAGE = "preimage";

    /** Name of the document of an entry that holds its provenance. */
    public static final String PROVENANCE = "provenance";

    private static final long MIB = 1 << 20;

    private final Store store;
    private final Cancellation cancellation;
    private final String version;
    private final Clock clock;

    /**
     * @param version version of this program, for the provenance
     * @param clock for the provenance alone
     */
    public PointComputer(Store store, Cancellation cancellation, String version, Clock clock) {
        this.store = store;
        this.cancellation = cancellation;
        this.version = version;
        this.clock = clock;
    }

    /** Makes sure that the point's result is in the store, unless another process is at it. Never throws. */
    public PointOutcome compute(PointTask task) {
        try {
            cancellation.check();
            if (task.forced()) {
                return computeClaimed(task);
            }
            Optional<Claim> claim = store.tryClaim(task.key());
            if (claim.isEmpty()) {
                return new PointOutcome.Busy();
            }
            try (Claim held = claim.get()) {
                if (held.outcome() == Claim.Outcome.PUBLISHED) {
                    return new PointOutcome.Shared();
                }
                return computeClaimed(task);
            }
        } catch (CancellationException e) {
            return new PointOutcome.Cancelled();
        } catch (CorruptObjectException e) {
            return new PointOutcome.InputDamaged(e.getMessage());
        } catch (OutOfMemoryError e) {
            return new PointOutcome.Failed(outOfMemory(), e);
        } catch (Exception | LinkageError | StackOverflowError | AssertionError e) {
            return new PointOutcome.Failed(describe(e), e);
        }
    }

    private PointOutcome computeClaimed(PointTask task) throws Exception {
        Instant started = clock.instant();
        try (PointContext context = new PointContext(task, store, cancellation)) {
            compute(task.implementation(), task.parameters(), context);
            cancellation.check();
            Duration took = Duration.between(started, clock.instant());
            EntryDraft.Builder draft = EntryDraft.builder()
                    .document(PREIMAGE, task.preimage().toBytes())
                    .document(
                            PROVENANCE,
                            Provenance.here(task.stage(), task.point(), version, started, took)
                                    .toJson());
            context.finish(draft);
            store.publish(task.key(), draft.build());
            return new PointOutcome.Computed(took);
        }
    }

    private static <P extends Record> void compute(Stage<P> stage, Record parameters, PointContext context)
            throws Exception {
        stage.compute(stage.type().parameters().cast(parameters), context);
    }

    private static String outOfMemory() {
        Runtime runtime = Runtime.getRuntime();
        return "out of memory: " + (runtime.totalMemory() - runtime.freeMemory()) / MIB + " MiB of "
                + runtime.maxMemory() / MIB + " MiB in use; give Java more with -Xmx, or compute fewer points at a time"
                + " with -j";
    }

    private static String describe(Throwable error) {
        String message = error.getMessage();
        if (message == null || message.isBlank()) {
            return error.getClass().getSimpleName();
        }
        boolean forTheUser = error instanceof IOException || error instanceof IllegalArgumentException;
        return forTheUser ? message : error.getClass().getSimpleName() + ": " + message;
    }
}
