package org.cb1network.stages.network.spec;

import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;

/**
 * A conductance that synapses open and that decays exponentially.
 *
 * @param reversalMv reversal potential in mV
 * @param decayMs time constant of the decay in ms
 */
@Describe("A conductance that synapses open and that decays exponentially")
public record Receptor(
        @Describe("reversal potential") @Unit("mV") double reversalMv,

        @Describe("time constant of the decay") @Unit("ms") @Range(min = 0, minExclusive = true)
        double decayMs) {}
