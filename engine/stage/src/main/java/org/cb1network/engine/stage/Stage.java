package org.cb1network.engine.stage;

/**
 * One kind of computation. An implementation has no state that affects results: the outputs of {@link #compute} depend
 * only on its parameters, inputs and seed, so the engine can store the result and need not compute it again.
 *
 * @param <P> the record of the stage's parameters; see the package documentation for the allowed components
 */
public interface Stage<P extends Record> {

    /** Returns the name, inputs, outputs and parameters of the stage. Every call returns the same. */
    StageType<P> type();

    /**
     * Computes one point. Called from several threads at the same time.
     *
     * @param parameters the parameters of this point, already checked
     * @param context the inputs, outputs and seed
     * @throws Exception if the point cannot be computed; its message is shown to the user
     */
    void compute(P parameters, StageContext context) throws Exception;
}
