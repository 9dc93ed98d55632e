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

    private final EventSet[] sets;

    /**
     * Prepares the draws.
     *
     * @param probabilities of an event per neuron and step, above 0, descending
     */
    ConstantEvents(int size, double[] probabilities, RandomStream random) {
        this.size = size;
        this.random = random;
        this.probabilities = probabilities.clone();
        this.tables = new BernoulliTable[probabilities.length];
        this.sets = new EventSet[probabilities.length];
        double stronger = 1;
        for (int set = 0; set < sets.length; set++) {
            tables[set] = new BernoulliTable(probabilities[set] / stronger);
            sets[set] = new EventSet(size);
            stronger = probabilities[set];
        }
    }

    /** Draws the events of the next step. */
    void draw() {
        EventSet larger = sets[0];
        larger.fill(probabilities[0], tables[0].draw(random, size, larger.places()));
        for (int i = 1; i < sets.length; i++) {
            EventSet set = sets[i];
            set.fill(probabilities[i], tables[i].draw(random, larger.count(), set.places()), larger);
            larger = set;
        }
    }

    int sets() {
        return sets.length;
    }

    EventSet set(int i) {
        return sets[i];
    }
}
