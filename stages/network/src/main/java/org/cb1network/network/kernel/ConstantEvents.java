package org.cb1network.network.kernel;

import org.cb1network.network.random.BernoulliTable;
import org.cb1network.network.random.RandomStream;

/**
 * Events of constant probabilities for the neurons of one population size: a chain of sets, each one a subset of the one
 * before. The first is drawn among all neurons, each other one by thinning its predecessor.
 *
 * <p>Events are drawn for several steps at a time, as if there were so many times more neurons: the tables are then still in
 * the cache.
 */
final class ConstantEvents {
    private static final int STEPS_AHEAD = 8;

    private final int size;
    private final RandomStream random;
    private final double[] probabilities;
    /** Makes set i out of set i - 1, or set 0 out of all neurons. */
    private final BernoulliTable[] tables;
    /** The events of set i: neuron + size * step, ascending; steps count from the first one drawn ahead. */
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
        int trials = STEPS_AHEAD * size;
        for (int set = 0; set < events.length; set++) {
            int[] drawn = events[set];
            int count = tables[set].draw(random, trials, drawn);
            if (set > 0) {
                int[] stronger = events[set - 1];
                for (int i = 0; i < count; i++) {
                    drawn[i] = stronger[drawn[i]];
                }
            }
            divideIntoSteps(drawn, count, starts[set]);
            trials = count;
        }
    }

    private void divideIntoSteps(int[] drawn, int count, int[] start) {
        int event = 0;
        for (int k = 1; k <= STEPS_AHEAD; k++) {
            int end = k * size;
            while (event < count && drawn[event] < end) {
                event++;
            }
            start[k] = event;
        }
    }

    /** Number of events of a set in the current step. */
    int count(int set) {
        return starts[set][step + 1] - starts[set][step];
    }

    /** Delivers the events of a set in the current step. */
    void deliver(int set, EventTarget target) {
        target.deliver(events[set], starts[set][step], starts[set][step + 1], step * size);
    }

    /** Writes the neurons with an event of a set in the current step; returns how many they are. */
    int copy(int set, int[] neurons) {
        int from = starts[set][step];
        int count = count(set);
        for (int i = 0; i < count; i++) {
            neurons[i] = events[set][from + i] - step * size;
        }
        return count;
    }
}
