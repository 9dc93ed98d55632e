package org.cb1network.engine.stage;

/**
 * Estimates the cost of computing one point.
 *
 * @param <P> the record of the stage's parameters
 */
public interface CostEstimate<P extends Record> {

    /** Returns the maximum memory in bytes of a point with these parameters. Must be quick. */
    long bytes(P parameters);

    /**
     * Returns the approximate seconds that a point with these parameters takes on one core of a typical machine. Must
     * be quick.
     */
    double seconds(P parameters);
}
