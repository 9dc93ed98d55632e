package org.cb1network.engine.runner.run;

import java.util.concurrent.CancellationException;

/** A request to stop, made once, from any thread. */
public final class Cancellation {

    private volatile boolean draining;
    private volatile boolean requested;

    /** Asks all holders of this object to stop at the next suitable place. */
    public void request() {
        draining = true;
        requested = true;
    }

    /** Asks all holders of this object to begin nothing new; what is under way continues to its end. */
    public void drain() {
        draining = true;
    }

    /** Returns whether nothing new is to be begun. */
    public boolean isDraining() {
        return draining;
    }

    /** Returns whether a stop was requested. */
    public boolean isRequested() {
        return requested;
    }

    /**
     * Throws if a stop was requested.
     *
     * @throws CancellationException if a stop was requested
     */
    public void check() {
        if (requested) {
            throw new CancellationException("stopped on request");
        }
    }
}
