package org.cb1network.stages.network.spec;

import java.util.Optional;
import org.cb1network.engine.stage.Describe;
import org.cb1network.stages.network.random.PotentialSpread;
import org.cb1network.stages.network.random.Spread;

/**
 * How parameters and initial values differ among the neurons of a population. Each is drawn from a random stream of its own, so that one
 * does not change another.
 *
 * @param threshold of the threshold; one at or below the reset potential of its neuron is drawn again
 * @param reset of the reset potential; one that is not below the mean threshold is drawn again
 * @param rest of the resting potential
 * @param leak of the leak conductance
 * @param capacitance of the membrane capacitance
 * @param refractory of the refractory period
 * @param initialConductances of the conductances at the beginning
 * @param initialAdaptation of the adaptation current at the beginning
 */
@Describe("How parameters differ among the neurons of a population; those left out are equal")
public record NeuronSpread(
        @Describe("spread of the threshold; one at or below the reset potential of its neuron is drawn again")
        Optional<PotentialSpread> threshold,

        @Describe("spread of the reset potential; one that is not below the mean threshold is drawn again")
        Optional<PotentialSpread> reset,

        @Describe("spread of the resting potential") Optional<PotentialSpread> rest,
        @Describe("spread of the leak conductance") Optional<Spread> leak,

        @Describe("spread of the membrane capacitance") Optional<Spread> capacitance,

        @Describe("spread of the refractory period, rounded down to time steps")
        Optional<Spread> refractory,

        @Describe("spread of the conductances at the beginning, drawn for each receptor on its own")
        Optional<Spread> initialConductances,

        @Describe("spread of the adaptation current at the beginning")
        Optional<Spread> initialAdaptation) {

    /** The spread of membrane parameters alone. */
    public NeuronSpread(
            Optional<PotentialSpread> threshold,
            Optional<PotentialSpread> reset,
            Optional<PotentialSpread> rest,
            Optional<Spread> leak,
            Optional<Spread> capacitance) {
        this(threshold, reset, rest, leak, capacitance, Optional.empty(), Optional.empty(), Optional.empty());
    }
}
