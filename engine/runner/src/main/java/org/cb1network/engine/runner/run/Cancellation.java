package org.cb1network.engine.runner.run;

import java.util.concurrent.CancellationException;

/** A request to stop, made once, from any thread. */
public final class Cancellation {

    private volatile boolean requested;

    /** Asks everything that holds this object to stop at the next good place. */
    public void request() {
        requested = true;
    }

    /** Returns whether a stop was asked for. */
    public boolean isRequested() {
        return requested;
    }

    /**
     * Does nothing until a stop was asked for.
     *
     * @throws CancellationException if it was
     */
    public void check() {
        if (requested) {
            throw new CancellationException("stopped on request");
        }
    }
}
