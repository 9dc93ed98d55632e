package org.cb1network.engine.runner.spec.sample;

import java.util.List;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;

/**
 * How a sweep samples its factors, which are listed beside it under {@code over:}.
 *
 * @param method how the points are placed
 * @param count number of points; of trajectories for {@link SampleMethod#MORRIS}, of pairs for {@link
 *     SampleMethod#SALTELLI}
 * @param seed selects one of many equally good samples
 * @param levels number of values of each factor, for {@link SampleMethod#MORRIS}
 * @param within half-widths of the ranges of factors without a range of their own, relative to their base values; every
 *     point is taken once with each
 * @param base whether the point with all base values comes first, as number 0
 */
@Describe("a sample of a space of parameters")
public record SampleSettings(
        @Describe("how the points are placed") SampleMethod method,

        @Describe("number of points; of trajectories for morris, of pairs of points for saltelli")
        @Range(min = 1, max = 1_000_000)
        int count,

        @Describe("selects one of many equally good samples") @Default("1")
        long seed,

        @Describe("even number of values of each factor, for morris") @Range(min = 2, max = 100) @Default("4")
        int levels,

        @Describe("half-widths of the ranges relative to the base values, such as [10 %, 25 %]")
        @Range(min = 0, max = 1, minExclusive = true)
        @Default("[]")
        List<Double> within,

        @Describe("whether the point with all base values comes first, as number 0") @Default("false")
        boolean base) {

    public SampleSettings {
        within = List.copyOf(within);
    }

    /** Returns the points in the unit cube, in an order in which a larger count only adds points at the end. */
    public double[][] points(int factors) {
        return method.points(count, factors, seed, levels);
    }

    /** Returns the number of points in the unit cube. */
    public long size(int factors) {
        return switch (method) {
            case SOBOL, HALTON, LATIN_HYPERCUBE -> count;
            case MORRIS -> (long) count * (factors + 1);
            case SALTELLI -> (long) count * (factors + 2);
        };
    }
}
