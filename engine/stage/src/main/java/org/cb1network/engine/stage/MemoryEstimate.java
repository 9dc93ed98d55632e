package org.cb1network.engine.stage;

/**
 * Estimates the memory that computing one point takes at most.
 *
 * @param <P> the record of the stage's parameters
 */
@FunctionalInterface
public interface MemoryEstimate<P extends Record> {

    /** Bytes of memory, for these parameters. Must be quick. */
    long bytes(P parameters);
}
