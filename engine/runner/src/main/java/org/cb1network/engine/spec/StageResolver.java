package org.cb1network.engine.spec;

import java.util.Set;
import java.util.function.Function;
import org.cb1network.engine.spec.bind.Reference;
import org.cb1network.engine.spec.bind.Value;

/**
 * Works out the parameters of a stage, point by point: the network model restricted to the circuit, the condition, the
 * stage's own overrides, the axes of the sweep, and last the values of references. What the points share is worked out
 * once.
 */
public final class StageResolver {

    /** The values of other stages that the parameters refer to, at any point. */
    public Set<Reference> references() {
        throw new UnsupportedOperationException();
    }

    /**
     * Fills in the values of references.
     *
     * @param values asked once for each of {@link #references()}
     * @throws org.cb1network.engine.spec.yaml.PipelineException if a value is not one that its parameter can have; the
     *     position is that of the reference
     */
    public PointResolver with(Function<Reference, Value> values) {
        throw new UnsupportedOperationException();
    }
}
