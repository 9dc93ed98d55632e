package org.cb1network.stages.network.spec;

import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;
import org.cb1network.stages.network.random.RandomStream;

/** Membrane potentials at the beginning of a simulation. */
public sealed interface InitialPotential {

    /** The potential of the next neuron in mV. */
    double nextMv(RandomStream random);

    /** The same potential for all neurons. */
    @Describe("the same potential for all neurons")
    record Value(@Describe("the potential") @Unit("mV") double potentialMv) implements InitialPotential {
        @Override
        public double nextMv(RandomStream random) {
            return potentialMv;
        }
    }

    /** Uniformly distributed potentials. */
    @Describe("potentials uniformly distributed between two values")
    record Uniform(
            @Describe("lowest potential") @Unit("mV") double fromMv,

            @Describe("highest potential") @Unit("mV") double toMv)
            implements InitialPotential {
        @Override
        public double nextMv(RandomStream random) {
            return fromMv + (toMv - fromMv) * random.nextDouble();
        }
    }

    /** Normally distributed potentials. */
    @Describe("normally distributed potentials")
    record Normal(
            @Describe("mean") @Unit("mV") double meanMv,

            @Describe("standard deviation") @Unit("mV") @Range(min = 0)
            double sdMv)
            implements InitialPotential {
        @Override
        public double nextMv(RandomStream random) {
            return meanMv + sdMv * random.nextGaussian();
        }
    }
}
