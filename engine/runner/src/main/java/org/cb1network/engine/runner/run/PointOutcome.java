package org.cb1network.engine.runner.run;

import java.time.Duration;
import java.util.List;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.cache.StoreException;

/** The outcome of an attempt to compute a point. */
public sealed interface PointOutcome {

    /**
     * The result is in the store, computed by this attempt.
     *
     * @param warnings what the stage tells the user about it
     */
    record Computed(Duration took, List<String> warnings) implements PointOutcome {

        public Computed {
            warnings = List.copyOf(warnings);
        }

        /** Creates an outcome without warnings. */
        public Computed(Duration took) {
            this(took, List.of());
        }
    }

    /** The result is in the store, computed by another process meanwhile. */
    record Shared() implements PointOutcome {}

    /** Another process is computing it: check again later. */
    record Busy() implements PointOutcome {}

    /** It was stopped on request. */
    record Cancelled() implements PointOutcome {}

    /** An input in the store turned out to be damaged; it was set aside and has to be computed again. */
    record InputDamaged(CorruptObjectException cause) implements PointOutcome {}

    /**
     * The store cannot accept results any more, for example because the disk is full; no other point can succeed
     * either.
     */
    record StoreFailed(StoreException cause) implements PointOutcome {}

    /**
     * It failed.
     *
     * @param message why, for the user
     * @param cause the exception
     */
    record Failed(String message, Throwable cause) implements PointOutcome {}
}
