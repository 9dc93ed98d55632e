package org.cb1network.engine.verify;

/** Receives the progress of a comparison. */
@FunctionalInterface
public interface Progress {

    /**
     * Called before a result is compared.
     *
     * @param done the number of results compared so far
     * @param all the number of all results
     * @param next the name of the next result
     */
    void at(long done, long all, String next);
}
