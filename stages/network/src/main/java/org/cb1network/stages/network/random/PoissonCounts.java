package org.cb1network.stages.network.random;

import java.util.HashMap;
import java.util.Map;

/**
 * Draws numbers of events of a Poisson distribution whose mean changes from draw to draw.
 *
 * <p>Candidates are counted with the table of the next power of two above the mean, and each is kept with the ratio of the two means.
 * Tables are made when they are first needed.
 */
public final class PoissonCounts {
    private final Map<Integer, CountTable> tables = new HashMap<>();

    /**
     * A number of events.
     *
     * @param mean at least 0, at most 2^24
     */
    public int draw(RandomStream random, double mean) {
        if (mean <= 0) {
            return 0;
        }
        int exponent = Math.getExponent(mean) + 1;
        double above = Math.scalb(1.0, exponent);
        CountTable table = tables.computeIfAbsent(exponent, any -> CountTable.poisson(above));
        return BernoulliMask.count(random, table.draw(random), mean / above);
    }
}
