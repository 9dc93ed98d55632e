package org.cb1network.engine.runner.spec;

import org.cb1network.cache.Digest;

/** The parameters of a stage with the values of all references filled in. Immutable; for several threads at once. */
public interface PointResolver {

    /**
     * The parameters at a point.
     *
     * @throws org.cb1network.engine.runner.spec.yaml.PipelineException if parameters that are valid one by one do not agree
     *     with each other at this point
     */
    ResolvedPoint resolve(Point point);

    /** A digest of everything that {@link #resolve} depends on besides the point: the parameters before the axes, and what the axes set. */
    Digest digest();
}
