package org.cb1network.network.kernel;

/**
 * The refractory neurons of a population.
 *
 * <p>They are updated like all others, and what comes of it is nobody's business: when its time is over, a neuron is put back to the
 * reset potential, as if it had been held there. To hold it in every step would cost a store far away for each of them.
 */
final class RefractoryList {
    private final int first;
    private final int refractorySteps;
    /**
     * A ring of slots in the order in which they spiked, with room for one more than there can be. No neuron is in it twice, since
     * a refractory neuron does not spike.
     */
    private final int[] slots;

    /** First step in which the neuron is free. */
    private final int[] freeFrom;

    private int head;
    private int tail;

    /**
     * None is refractory.
     *
     * @param first slot of the first neuron
     */
    RefractoryList(int first, int neurons, int refractorySteps) {
        this.first = first;
        this.refractorySteps = refractorySteps;
        this.slots = new int[neurons + 1];
        this.freeFrom = new int[neurons];
    }

    /** Whether a neuron is refractory: in the step of its spike, or fewer steps later than the time takes. */
    boolean holds(int slot, int step) {
        return step < freeFrom[slot - first];
    }

    /** After the update of this step: puts those to the reset potential that will be free in the next one. */
    void release(double[] v, double resetMv, int step) {
        while (head != tail && !holds(slots[head], step + 1)) {
            v[slots[head]] = resetMv;
            head = next(head);
        }
    }

    /** Takes in the neurons that spiked in this step. */
    void add(int[] spiking, int count, int step) {
        if (refractorySteps < 2) {
            // The time is over when the next update comes.
            return;
        }
        for (int i = 0; i < count; i++) {
            slots[tail] = spiking[i];
            tail = next(tail);
            freeFrom[spiking[i] - first] = step + refractorySteps;
        }
    }

    private int next(int place) {
        return place + 1 == slots.length ? 0 : place + 1;
    }
}
