package org.cb1network.engine.runner.run;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.FileProblem;
import org.cb1network.cache.Lease;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreException;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.provenance.Provenance;
import org.cb1network.engine.stage.Stage;

/** Computes one point and publishes its result: lease, compute, publish. A failure publishes nothing. */
public final class PointComputer {

    /** Name of the document with what the programs that a stage ran have printed. */
    public static final String LOG = "log";

    /** Created in advance, because it is needed when no memory is left. */
    private static final PointOutcome NO_MEMORY_LEFT = new PointOutcome.Failed(
            "out of memory; give Java more with -Xmx, or compute fewer points at a time with -j",
            new OutOfMemoryError("no memory left to say more"));

    private final Store inputs;
    private final Store results;
    private final Cancellation cancellation;
    private final String version;
    private final Clock clock;
    private final PointsAtWork atWork;

    /**
     * Creates a computer.
     *
     * @param version version of this program, for the provenance
     * @param clock for the provenance only
     */
    public PointComputer(Store store, Cancellation cancellation, String version, Clock clock) {
        this(store, store, cancellation, version, clock);
    }

    /** Creates a computer that tells how far its points are. */
    public PointComputer(Store store, Cancellation cancellation, String version, Clock clock, PointsAtWork atWork) {
        this(store, store, cancellation, version, clock, atWork);
    }

    /**
     * Creates a computer whose results go to another store than its inputs.
     *
     * @param inputs has the inputs of all points
     * @param results receives their results
     */
    PointComputer(Store inputs, Store results, Cancellation cancellation, String version, Clock clock) {
        this(inputs, results, cancellation, version, clock, new PointsAtWork());
    }

    private PointComputer(
            Store inputs, Store results, Cancellation cancellation, String version, Clock clock, PointsAtWork atWork) {
        this.inputs = inputs;
        this.results = results;
        this.cancellation = cancellation;
        this.version = version;
        this.clock = clock;
        this.atWork = atWork;
    }

    /** Makes sure that the point's result is in the store, unless another process is computing it. Never throws. */
    public PointOutcome compute(PointTask task) {
        try {
            cancellation.check();
            if (task.forced()) {
                return computeLeased(task);
            }
            Optional<Lease> lease = results.tryLease(task.key());
            if (lease.isEmpty()) {
                return new PointOutcome.Busy();
            }
            try (Lease held = lease.get()) {
                // The previous holder of the lease may have published the result since the last lookup.
                if (results.contains(held.key())) {
                    return new PointOutcome.Shared();
                }
                return computeLeased(task);
            }
        } catch (Throwable e) {
            // Anything that a stage throws: the runner would wait forever for a point whose end is not reported.
            return outcomeOf(e);
        }
    }

    private PointOutcome outcomeOf(Throwable error) {
        try {
            return describe(error);
        } catch (OutOfMemoryError notEvenForWords) {
            return NO_MEMORY_LEFT;
        }
    }

    private PointOutcome describe(Throwable error) {
        if (cancellation.isRequested()
                && StageErrors.find(error, CancellationException.class).isPresent()) {
            return new PointOutcome.Cancelled();
        }
        Optional<CorruptObjectException> damaged = StageErrors.find(error, CorruptObjectException.class);
        if (damaged.isPresent()) {
            return new PointOutcome.InputDamaged(damaged.get());
        }
        Optional<StoreException> store = StageErrors.find(error, StoreException.class);
        if (store.isPresent()) {
            return new PointOutcome.StoreFailed(store.get());
        }
        return new PointOutcome.Failed(StageErrors.describe(error) + adviceOnFullDisk(error), error);
    }

    /** A stage writes its own files beside the store; the exception of a full disk names neither file nor disk. */
    private String adviceOnFullDisk(Throwable error) {
        return StageErrors.find(error, IOException.class).isPresent() ? FileProblem.adviceIfFull(results.root()) : "";
    }

    private PointOutcome computeLeased(PointTask task) throws Exception {
        Instant started = clock.instant();
        try (PointContext context = new PointContext(task, inputs, results, cancellation, atWork)) {
            compute(task.implementation(), task.parameters(), context);
            cancellation.check();
            Duration took = Duration.between(started, clock.instant());
            EntryDraft.Builder draft = EntryDraft.builder()
                    .document(KeyPreimage.DOCUMENT, task.preimage().toBytes())
                    .document(
                            Provenance.DOCUMENT,
                            Provenance.here(task.stage(), task.point(), version, started, took)
                                    .toJson());
            context.finish(draft);
            results.publish(task.key(), draft.build());
            return new PointOutcome.Computed(took, context.notices());
        } finally {
            atWork.ended(task);
        }
    }

    private static <P extends Record> void compute(Stage<P> stage, Record parameters, PointContext context)
            throws Exception {
        stage.compute(stage.type().parameters().cast(parameters), context);
    }
}
