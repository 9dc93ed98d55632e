package org.cb1network.engine.stage;

/**
 * Estimates what computing one point takes.
 *
 * @param <P> the record of the stage's parameters
 */
public interface CostEstimate<P extends Record> {

    /** Bytes of memory that it takes at most, for these parameters. Must be quick. */
    long bytes(P parameters);

    /** Seconds that it takes about on one core of a usual machine, for these parameters. Must be quick. */
    double seconds(P parameters);
}
