package org.cb1network.engine.remote;

/** Receives how much of something has been sent or fetched. */
@FunctionalInterface
public interface TransferProgress {

    /**
     * Called repeatedly.
     *
     * @param done what has been sent or fetched so far, or was there already
     * @param all everything that is to be sent or fetched, in the same unit
     */
    void at(long done, long all);
}
