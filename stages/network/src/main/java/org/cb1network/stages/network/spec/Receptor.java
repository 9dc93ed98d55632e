package org.cb1network.stages.network.spec;

import org.cb1network.engine.stage.DefaultVariant;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;

/** What synapses do to a membrane. */
public sealed interface Receptor {

    /**
     * A conductance that synapses open and that decays exponentially.
     *
     * @param reversalMv reversal potential in mV
     * @param decayMs time constant of the decay in ms
     */
    @DefaultVariant
    @Describe("a conductance that synapses open and that decays exponentially")
    record Conductance(
            @Describe("reversal potential") @Unit("mV") double reversalMv,

            @Describe("time constant of the decay") @Unit("ms") @Range(min = 0, minExclusive = true)
            double decayMs)
            implements Receptor {}

    /**
     * A current that decays exponentially.
     *
     * @param decayMs time constant of the decay in ms
     */
    @Describe("a current that synapses inject and that decays exponentially")
    record Current(
            @Describe("time constant of the decay") @Unit("ms") @Range(min = 0, minExclusive = true)
            double decayMs) implements Receptor {}

    /** A step of the membrane potential; one that arrives while a neuron is refractory has no effect. */
    @Describe("a step of the membrane potential; one that arrives while a neuron is refractory is lost")
    record Delta() implements Receptor {}

    /** The unit of weights on this receptor. */
    default String unit() {
        return this instanceof Conductance ? "nS" : this instanceof Current ? "pA" : "mV";
    }
}
