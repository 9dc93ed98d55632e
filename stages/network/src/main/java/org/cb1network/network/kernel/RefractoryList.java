package org.cb1network.network.kernel;

/** The neurons of a population that are refractory, in the order in which they spiked. */
final class RefractoryList {
    private final int refractorySteps;
    /** A ring; no neuron is in it twice, since a refractory neuron does not spike. */
    private final int[] slots;

    private final int[] countOfStep;
    private int head;
    private int size;

    RefractoryList(int neurons, int refractorySteps) {
        this.refractorySteps = refractorySteps;
        this.slots = new int[neurons];
        this.countOfStep = new int[Math.max(1, refractorySteps)];
    }

    /** Lets go of those whose time is over in this step, and puts the others back to the reset potential. */
    void hold(double[] v, double resetMv, int step) {
        if (refractorySteps == 0) {
            return;
        }
        int over = countOfStep[step % refractorySteps];
        countOfStep[step % refractorySteps] = 0;
        head = (head + over) % slots.length;
        size -= over;
        int untilEnd = Math.min(size, slots.length - head);
        for (int i = head; i < head + untilEnd; i++) {
            v[slots[i]] = resetMv;
        }
        for (int i = 0; i < size - untilEnd; i++) {
            v[slots[i]] = resetMv;
        }
    }

    /** Takes in the neurons that spiked in this step. */
    void add(int[] spiking, int count, int step) {
        if (refractorySteps == 0) {
            return;
        }
        countOfStep[step % refractorySteps] = count;
        int tail = (head + size) % slots.length;
        for (int i = 0; i < count; i++) {
            slots[tail] = spiking[i];
            tail = tail + 1 == slots.length ? 0 : tail + 1;
        }
        size += count;
    }
}
