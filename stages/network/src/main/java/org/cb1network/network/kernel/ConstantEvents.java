package org.cb1network.network.kernel;

import org.cb1network.network.random.BernoulliTable;
import org.cb1network.network.random.RandomStream;

/**
 * Events of constant probabilities for the neurons of one population size: a chain of sets, each one a subset of the one
 * before. The first is drawn among all neurons, each other one by thinning its predecessor.
 *
 * <p>Events are drawn several steps ahead, set by set, so that each table is fetched into the cache once for all of them.
 */
final class ConstantEvents {
    private static final int STEPS_AHEAD = 8;

    private final int size;
    private final RandomStream random;
    private final double[] probabilities;
    /** Makes set i out of set i - 1, or set 0 out of all neurons. */
    private final BernoulliTable[] tables;
    /** The neurons with events of set i, step by step, ascending in each. */
    private final int[][] events;
    /** In step k, set i has the events starts[i][k] ... starts[i][k + 1] - 1. */
    private final int[][] starts;

    private int step = STEPS_AHEAD - 1;

    /**
     * Prepares the draws; {@link #nextStep()} leads to the first step.
     *
     * @param probabilities of an event per neuron and step, above 0, descending
     */
    ConstantEvents(int size, double[] probabilities, RandomStream random) {
        int sets = probabilities.length;
        this.size = size;
        this.random = random;
        this.probabilities = probabilities.clone();
        this.tables = new BernoulliTable[sets];
        this.events = new int[sets][STEPS_AHEAD * size + BernoulliTable.SLACK];
        this.starts = new int[sets][STEPS_AHEAD + 1];
        double stronger = 1;
        for (int set = 0; set < sets; set++) {
            tables[set] = new BernoulliTable(probabilities[set] / stronger);
            stronger = probabilities[set];
        }
    }

    int sets() {
        return probabilities.length;
    }

    double probability(int set) {
        return probabilities[set];
    }

    void nextStep() {
        step++;
        if (step == STEPS_AHEAD) {
            drawAhead();
            step = 0;
        }
    }

    private void drawAhead() {
        for (int k = 0; k < STEPS_AHEAD; k++) {
            starts[0][k + 1] = tables[0].draw(random, size, events[0], starts[0][k]);
        }
        for (int set = 1; set < events.length; set++) {
            for (int k = 0; k < STEPS_AHEAD; k++) {
                thin(set, k);
            }
        }
    }

    private void thin(int set, int k) {
        int[] stronger = events[set - 1];
        int strongerStart = starts[set - 1][k];
        int[] drawn = events[set];
        int start = starts[set][k];
        int end = tables[set].draw(random, starts[set - 1][k + 1] - strongerStart, drawn, start);
        for (int i = start; i < end; i++) {
            drawn[i] = stronger[strongerStart + drawn[i]];
        }
        starts[set][k + 1] = end;
    }

    /** Number of events of a set in the current step. */
    int count(int set) {
        return starts[set][step + 1] - starts[set][step];
    }

    /** Delivers the events of a set in the current step. */
    void deliver(int set, EventTarget target) {
        target.deliver(events[set], starts[set][step], starts[set][step + 1]);
    }

    /** Writes the neurons with an event of a set in the current step; returns how many they are. */
    int copy(int set, int[] neurons) {
        int from = starts[set][step];
        int count = count(set);
        System.arraycopy(events[set], from, neurons, 0, count);
        return count;
    }
}
