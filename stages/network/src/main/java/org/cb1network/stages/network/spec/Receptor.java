package org.cb1network.stages.network.spec;

import java.util.Optional;
import org.cb1network.engine.stage.DefaultVariant;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;

/** What synapses do to a membrane. */
public sealed interface Receptor {

    /**
     * A conductance that synapses open. After an event it is the difference of two exponentials, scaled to the peak that the weight gives; without
     * a rise it begins at its peak.
     *
     * @param reversalMv reversal potential in mV
     * @param decayMs time constant of the decay in ms
     * @param riseMs time constant of the rise in ms, shorter than that of the decay; empty for none
     */
    @DefaultVariant
    @Describe("a conductance that synapses open and that decays exponentially")
    record Conductance(
            @Describe("reversal potential") @Unit("mV") double reversalMv,

            @Describe("time constant of the decay") @Unit("ms") @Range(min = 0, minExclusive = true)
            double decayMs,

            @Describe("time constant of the rise, shorter than that of the decay; if left out, an event acts at once")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            Optional<Double> riseMs)
            implements Receptor {

        /** A conductance without rise. */
        public Conductance(double reversalMv, double decayMs) {
            this(reversalMv, decayMs, Optional.empty());
        }

        /** The factor by which the difference of the exponentials is to be multiplied so that its peak is 1; without a rise it is 1. */
        public double perPeak() {
            if (riseMs.isEmpty()) {
                return 1;
            }
            double rise = riseMs.get();
            double peakMs = StrictMath.log(decayMs / rise) * decayMs * rise / (decayMs - rise);
            return 1 / (StrictMath.exp(-peakMs / decayMs) - StrictMath.exp(-peakMs / rise));
        }
    }

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
