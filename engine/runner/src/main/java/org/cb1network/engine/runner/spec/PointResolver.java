package org.cb1network.engine.runner.spec;

import java.util.function.BiConsumer;
import org.cb1network.cache.Digest;
import org.cb1network.engine.stage.ProblemReport;

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
     * Returns the parameters at a point without their canonical form, for those who need no key.
     *
     * @throws org.cb1network.engine.runner.spec.yaml.PipelineException as {@link #resolve} does
     */
    Record parameters(Point point);

    /**
     * Checks the parameters at a point. Parameters that contradict each other are not checked: the stage itself says so when it begins.
     *
     * @param check receives the parameters, and reports problems
     * @throws org.cb1network.engine.runner.spec.yaml.PipelineException with the problems that the check reports
     */
    void check(Point point, BiConsumer<Record, ProblemReport> check);

    /**
     * Returns a digest of everything that {@link #resolve} depends on besides the point: the parameters before the
     * axes, and the values that the axes set.
     */
    Digest digest();
}
