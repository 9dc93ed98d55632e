package org.cb1network.engine.verify;

/** Is told how far a comparison is. */
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
