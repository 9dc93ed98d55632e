package org.cb1network.stages.network.kernel;

import org.cb1network.stages.network.random.BernoulliMask;
import org.cb1network.stages.network.random.CountTable;
import org.cb1network.stages.network.random.RandomOrder;
import org.cb1network.stages.network.random.RandomStream;

/** Draws the events of constant probability. They depend only on the stream, the size and the probabilities. */
final class ConstantNoise implements ConstantEvents {
    private final int size;
    private final double[] probabilities;
    private final CountTable countOfMostProbable;
    private final RandomStream random;

    /**
     * @param size of the target populations
     * @param probabilities of an event per neuron and step, in (0, 1], descending, at least one
     */
    ConstantNoise(int size, double[] probabilities, RandomStream random) {
        this(size, probabilities.clone(), CountTable.binomial(size, probabilities[0]), random);
    }

    private ConstantNoise(int size, double[] probabilities, CountTable countOfMostProbable, RandomStream random) {
        this.size = size;
        this.probabilities = probabilities;
        this.countOfMostProbable = countOfMostProbable;
        this.random = random;
    }

    /** One that goes on from here on its own. */
    ConstantNoise fork() {
        return new ConstantNoise(size, probabilities, countOfMostProbable, random.fork());
    }

    /** Mean number of events of the most probable projection per step. */
    double meanOfFirst() {
        return probabilities[0] * size;
    }

    /** Of the target populations. */
    int size() {
        return size;
    }

    int projections() {
        return probabilities.length;
    }

    @Override
    public void next(RandomOrder order, int[] counts) {
        counts[0] = countOfMostProbable.draw(random);
        for (int i = 1; i < probabilities.length; i++) {
            counts[i] = BernoulliMask.count(random, counts[i - 1], probabilities[i] / probabilities[i - 1]);
        }
        order.extend(random, counts[0]);
    }
}
