package org.cb1network.stages.network.random;

import java.util.Arrays;
import java.util.Optional;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;

/** How a quantity is distributed around its mean: a positive factor for each synapse or neuron. */
public sealed interface Spread {

    /** The next factor, with mean 1 but for the cut of the normal distribution at 0. */
    double nextFactor(RandomStream random);

    /**
     * So many values of a quantity.
     *
     * @param spread around the mean; empty if all values are equal
     */
    static double[] values(double mean, Optional<Spread> spread, int count, RandomStream random) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> spread.isPresent() ? mean * spread.get().nextFactor(random) : mean);
        return values;
    }

    /** Uniform factors. */
    @Describe("uniformly distributed between (1 - width) and (1 + width) times the mean")
    record Uniform(
            @Describe("half of the range, relative to the mean") @Range(min = 0, max = 1, maxExclusive = true)
            double width)
            implements Spread {
        @Override
        public double nextFactor(RandomStream random) {
            return 1 + width * (2 * random.nextDouble() - 1);
        }
    }

    /** Normal factors; what is not above 0 is drawn again. */
    @Describe("normally distributed; values that would change the sign are drawn again")
    record Normal(
            @Describe("standard deviation, relative to the mean") @Range(min = 0, max = 10)
            double sd) implements Spread {
        @Override
        public double nextFactor(RandomStream random) {
            double factor;
            do {
                factor = 1 + sd * random.nextGaussian();
            } while (factor <= 0);
            return factor;
        }
    }

    /** Lognormal factors. */
    @Describe("lognormally distributed")
    record Lognormal(
            @Describe("standard deviation, relative to the mean") @Range(min = 0)
            double sd) implements Spread {
        @Override
        public double nextFactor(RandomStream random) {
            double variance = StrictMath.log(1 + sd * sd);
            return StrictMath.exp(StrictMath.sqrt(variance) * random.nextGaussian() - variance / 2);
        }
    }
}
