package org.cb1network.engine.verify;

/** Receives the progress of a comparison. */
@FunctionalInterface
public interface Progress {

    /**
     * A result is looked at next.
     *
     * @param done the number of results that have been looked at
     * @param all the number of all results
     * @param next the name of the next one
     */
    void at(long done, long all, String next);
}
