package org.cb1network.network.kernel;

import org.cb1network.network.random.BernoulliTable;
import org.cb1network.network.random.RandomStream;

/**
 * Events of constant probabilities for the neurons of one population size: a chain of sets, each one a subset of the one
 * before. The first is drawn among all neurons, each other one by thinning its predecessor.
 */
final class ConstantEvents {
    private final int size;
    private final RandomStream random;
    private final double[] probabilities;
    /** Makes set i out of set i - 1, or set 0 out of all neurons. */
    private final BernoulliTable[] tables;
    /** The neurons with an event, by set, ascending. */
    private final int[][] neurons;

    private final int[] counts;

    /**
     * Prepares the draws.
     *
     * @param probabilities of an event per neuron and step, above 0, descending
     */
    ConstantEvents(int size, double[] probabilities, RandomStream random) {
        int sets = probabilities.length;
        this.size = size;
        this.random = random;
        this.probabilities = probabilities.clone();
        this.tables = new BernoulliTable[sets];
        this.neurons = new int[sets][size + BernoulliTable.SLACK];
        this.counts = new int[sets];
        double stronger = 1;
        for (int set = 0; set < sets; set++) {
            tables[set] = new BernoulliTable(probabilities[set] / stronger);
            stronger = probabilities[set];
        }
    }

    /** Draws the events of the next step. */
    void draw() {
        counts[0] = tables[0].draw(random, size, neurons[0]);
        for (int set = 1; set < counts.length; set++) {
            int[] stronger = neurons[set - 1];
            int[] drawn = neurons[set];
            int count = tables[set].draw(random, counts[set - 1], drawn);
            for (int i = 0; i < count; i++) {
                drawn[i] = stronger[drawn[i]];
            }
            counts[set] = count;
        }
    }

    int sets() {
        return counts.length;
    }

    double probability(int set) {
        return probabilities[set];
    }

    /** Number of events of a set. */
    int count(int set) {
        return counts[set];
    }

    /** The neurons with an event of a set; the first {@link #count} count. */
    int[] neurons(int set) {
        return neurons[set];
    }
}
