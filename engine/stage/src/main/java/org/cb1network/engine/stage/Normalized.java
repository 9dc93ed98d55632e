package org.cb1network.engine.stage;

/**
 * A parameter record that may hold what has no effect, such as the width of a stimulus of amplitude zero. A stage
 * receives the normalized record, and the cache key is made of it: parameters that differ only in what has no effect
 * share their results.
 *
 * @param <P> the record itself
 */
public interface Normalized<P> {

    /** An equivalent record without what has no effect. Normalizing it again changes nothing. */
    P normalized();
}
