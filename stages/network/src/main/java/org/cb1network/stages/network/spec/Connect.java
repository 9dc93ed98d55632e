package org.cb1network.stages.network.spec;

import java.util.Optional;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Name;
import org.cb1network.engine.stage.Range;

/**
 * Which neurons a projection connects. A multapse is one of several synapses of one pair; an autapse connects a neuron to itself. Both
 * terms are used as in NEST.
 */
public sealed interface Connect {

    /** Every pair on its own, with one probability. */
    @Describe("each pair of neurons is connected with the same probability, independently of the others")
    record Pairs(
            @Describe("connection probability of a pair") @Range(min = 0, max = 1)
            double probability,

            @Describe("whether a neuron may connect to itself") @Default("false")
            boolean autapses)
            implements Connect {}

    /** The same number of synapses onto every post-synaptic neuron, from neurons drawn uniformly. */
    @Describe("each post-synaptic neuron receives the same number of synapses, from neurons drawn uniformly")
    record InDegree(
            @Describe("synapses of each post-synaptic neuron") @Range(min = 0)
            int number,

            @Describe("whether a pair may have several synapses (drawn with replacement)") @Default("false")
            boolean multapses,

            @Describe("whether a neuron may connect to itself") @Default("false")
            boolean autapses)
            implements Connect {}

    /**
     * A total number of synapses, each between neurons drawn uniformly; a pair may have several.
     *
     * @param number synapses of the whole projection
     * @param probability that a pair is connected at all, from which their number follows
     * @param autapses whether a neuron may connect to itself
     */
    @Describe("a total number of synapses, each between two neurons drawn uniformly; a pair may have several")
    record Total(
            @Describe("synapses of the whole projection; or give 'probability'") @Range(min = 0)
            Optional<Long> number,

            @Describe(
                    "probability that a pair has at least one synapse, from which their number follows as in Potjans and"
                            + " Diesmann 2014; or give 'number'")
            @Range(min = 0, max = 1, maxExclusive = true)
            Optional<Double> probability,

            @Describe("whether a neuron may connect to itself") @Default("false")
            boolean autapses)
            implements Connect {

        /**
         * Synapses between populations of these sizes: K with {@code probability = 1 - (1 - 1 / pairs)^K}. T. C. Potjans and M. Diesmann:
         * The cell-type specific cortical microcircuit, Cereb. Cortex 24 (2014), equation 1.
         */
        public long number(int preSize, int postSize) {
            return number.orElseGet(() -> {
                double pairs = (double) preSize * postSize;
                double perPair = -StrictMath.log1p(-probability.orElse(0.0)) / -StrictMath.log1p(-1 / pairs);
                return pairs > 1 ? Math.round(perPair) : 0;
            });
        }
    }

    /** One synapse for every pair. */
    @Describe("each pair of neurons has one synapse")
    record AllToAll(
            @Describe("whether a neuron connects to itself") @Default("false")
            boolean autapses) implements Connect {}

    /** Neuron i to neuron i; both populations have the same size. */
    @Describe("neuron i connects to neuron i, between populations of the same size")
    record OneToOne() implements Connect {}

    /** Synapses listed in a file. */
    @Name("list")
    @Describe("the synapses are listed in a file")
    record Listed(
            @Describe(
                    "CSV, gzipped CSV or Arrow with the columns pre and post (indices of neurons from 0), and possibly weight_nS"
                            + " (weight_pA on a receptor of currents, weight_mV on one of type delta) and delay_ms, in place of those of the projection;"
                            + " of a file for several projections, pre_population and post_population select the rows")
            DataFile file)
            implements Connect {}

    /** The afferent's events are listed one by one, with their target neurons. */
    @Name("events")
    @Describe("from an afferent with a stimulus of type event-file, which lists events with their target neurons")
    record Events() implements Connect {}
}
