package org.cb1network.engine.verify;

/** Receives the progress of something that takes results one after the other, such as a comparison. */
@FunctionalInterface
public interface Progress {

    /**
     * Called before each of them.
     *
     * @param done the number of results done so far
     * @param all the number of all results
     * @param next the name of the next result
     */
    void at(long done, long all, String next);
}
