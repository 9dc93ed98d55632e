package org.cb1network.engine.stage;

/**
 * One kind of computation. An implementation holds no state that a result could depend on: what {@link #compute} puts out depends on
 * its parameters, its inputs and its seed alone, so that the engine may keep the result and never compute it again.
 *
 * @param <P> the record of the stage's parameters; see the package documentation for what it may hold
 */
public interface Stage<P extends Record> {

    /** What the stage is called, takes and yields. The same for every call. */
    StageType<P> type();

    /**
     * Computes one point. Called from several threads at once.
     *
     * @param parameters the parameters of this point, checked against their descriptions
     * @param context the inputs, the outputs, the seed
     * @throws Exception if the point cannot be computed; its message is shown to the user
     */
    void compute(P parameters, StageContext context) throws Exception;
}
