package org.cb1network.engine.runner.spec;

import org.cb1network.cache.Digest;

/**
 * The parameters of a stage with the values of all references filled in. Immutable and safe for use by several threads.
 */
public interface PointResolver {

    /**
     * Returns the parameters at a point.
     *
     * @throws org.cb1network.engine.runner.spec.yaml.PipelineException if individually valid parameters contradict each
     *     other at this point
     */
    ResolvedPoint resolve(Point point);

    /**
     * Checks that this machine has what the stage needs at a point.
     *
     * @throws org.cb1network.engine.runner.spec.yaml.PipelineException if it lacks something
     */
    void checkMachine(Point point);

    /**
     * Returns a digest of everything that {@link #resolve} depends on besides the point: the parameters before the
     * axes, and the values that the axes set.
     */
    Digest digest();
}
