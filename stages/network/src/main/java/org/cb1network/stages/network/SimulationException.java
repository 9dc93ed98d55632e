package org.cb1network.stages.network;

import org.cb1network.stages.network.spec.Milliseconds;

/** A simulation that went wrong while it ran; the message names seed, time and population. */
public final class SimulationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final long seed;
    private final double timeMs;
    private final String where;

    SimulationException(long seed, double timeMs, String where, String problem) {
        super("simulation with seed " + Long.toUnsignedString(seed, 16) + ", at " + Milliseconds.text(timeMs) + " ms, "
                + where + ": " + problem);
        this.seed = seed;
        this.timeMs = timeMs;
        this.where = where;
    }

    /** Seed of the simulation. */
    public long seed() {
        return seed;
    }

    /** When it was noticed, in ms. */
    public double timeMs() {
        return timeMs;
    }

    /** Name of the population or projection. */
    public String where() {
        return where;
    }
}
