package org.cb1network.stages.network.kernel;

/**
 * The refractory neurons of a population.
 *
 * <p>They are updated like all others, and the result is discarded: at the end of its refractory period, a neuron is set to the reset
 * potential, as if it had been held there. Holding it there in every step would cost a store outside the cache for each neuron.
 */
final class RefractoryList {
    private final Slots slots;
    private final int refractorySteps;
    /**
     * A ring of neurons in the order in which they spiked, with room for one more than there can be. No neuron is in it twice, since
     * a refractory neuron does not spike.
     */
    private final int[] ring;

    /** First step in which the neuron is free, by neuron. */
    private final int[] freeFrom;

    private int head;
    private int tail;
    /** First step in which the neuron at the head is free: most steps need to look no further. */
    private int headFreeFrom = Integer.MAX_VALUE;

    /** None is refractory. */
    RefractoryList(Slots slots, int refractorySteps) {
        this.slots = slots;
        this.refractorySteps = refractorySteps;
        this.ring = new int[slots.size() + 1];
        this.freeFrom = new int[slots.size()];
    }

    /** Whether a neuron is refractory: in the step of its spike, or fewer steps later than the time takes. */
    boolean holds(int neuron, int step) {
        return step < freeFrom[neuron];
    }

    /** After the update of this step: puts those to the reset potential that will be free in the next one. */
    void release(double[] state, double storedReset, int step) {
        while (headFreeFrom <= step + 1) {
            state[slots.of(ring[head])] = storedReset;
            head = next(head);
            headFreeFrom = head == tail ? Integer.MAX_VALUE : freeFrom[ring[head]];
        }
    }

    /** Takes in the neurons that spiked in this step. */
    void add(int[] spiking, int count, int step) {
        if (refractorySteps < 2) {
            // The refractory period ends before the next update.
            return;
        }
        int free = step + refractorySteps;
        if (head == tail && count > 0) {
            headFreeFrom = free;
        }
        for (int i = 0; i < count; i++) {
            ring[tail] = spiking[i];
            tail = next(tail);
            freeFrom[spiking[i]] = free;
        }
    }

    private int next(int place) {
        return place + 1 == ring.length ? 0 : place + 1;
    }
}
