package org.cb1network.engine.stage;

/**
 * A parameter record that may have values without effect, such as the width of a stimulus of amplitude zero. A stage
 * receives the normalized record, and the cache key is computed from it, so parameters that differ only in values
 * without effect share their results.
 *
 * @param <P> the record itself
 */
public interface Normalized<P> {

    /** Returns an equivalent record without values that have no effect. Normalizing it again changes nothing. */
    P normalized();
}
