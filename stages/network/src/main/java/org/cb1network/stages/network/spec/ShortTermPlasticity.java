package org.cb1network.stages.network.spec;

import java.util.Optional;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;

/**
 * Short-term depression and facilitation: M. Tsodyks, K. Pawelzik and H. Markram, Neural networks with dynamic synapses, Neural Comput. 10
 * (1998). A spike first raises the utilization, u := u + U (1 - u), then acts with u x of the weight and takes that fraction of the
 * resources, x := x - u x. Between spikes u decays to 0 with the time constant of facilitation, and x recovers to 1 with that of recovery. A
 * synapse begins with u = 0 and x = 1.
 *
 * @param utilization U, the fraction of the resources that the first spike uses
 * @param recoveryMs time constant of the recovery of the resources, in ms
 * @param facilitationMs time constant of the decay of the utilization, in ms; empty for u = U at every spike
 */
@Describe("short-term depression and facilitation (Tsodyks, Pawelzik and Markram 1998)")
public record ShortTermPlasticity(
        @Describe("fraction of the resources that the first spike uses (U)")
        @Range(min = 0, max = 1, minExclusive = true)
        double utilization,

        @Describe("time constant of the recovery of the resources") @Unit("ms") @Range(min = 0, minExclusive = true)
        double recoveryMs,

        @Describe("time constant of the decay of the utilization; no facilitation if left out")
        @Unit("ms")
        @Range(min = 0, minExclusive = true)
        Optional<Double> facilitationMs) {}
