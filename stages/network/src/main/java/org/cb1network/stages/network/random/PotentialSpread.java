package org.cb1network.stages.network.random;

import java.util.Arrays;
import java.util.Optional;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;

/** How a potential of the neurons of a population is distributed around its mean. */
public sealed interface PotentialSpread {

    /** Returns the next distance from the mean in mV. */
    double nextOffsetMv(RandomStream random);

    /**
     * So many potentials in mV.
     *
     * @param spread around the mean; empty if all are equal
     */
    static double[] valuesMv(double meanMv, Optional<PotentialSpread> spread, int count, RandomStream random) {
        double[] valuesMv = new double[count];
        Arrays.setAll(valuesMv, i -> spread.isPresent() ? meanMv + spread.get().nextOffsetMv(random) : meanMv);
        return valuesMv;
    }

    /** Uniform potentials. */
    @Describe("uniformly distributed between (mean - width) and (mean + width)")
    record Uniform(
            @Describe("half of the range") @Unit("mV") @Range(min = 0)
            double widthMv) implements PotentialSpread {
        @Override
        public double nextOffsetMv(RandomStream random) {
            return widthMv * (2 * random.nextDouble() - 1);
        }
    }

    /** Normal potentials. */
    @Describe("normally distributed")
    record Normal(
            @Describe("standard deviation") @Unit("mV") @Range(min = 0)
            double sdMv) implements PotentialSpread {
        @Override
        public double nextOffsetMv(RandomStream random) {
            return sdMv * random.nextGaussian();
        }
    }
}
