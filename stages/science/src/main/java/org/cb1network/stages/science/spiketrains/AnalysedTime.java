package org.cb1network.stages.science.spiketrains;

import java.util.Optional;
import org.cb1network.engine.table.Table;
import org.cb1network.stages.network.spec.TimeSteps;
import org.cb1network.stages.science.simulation.SimulationTables;

/**
 * The part of a simulation in which spikes count.
 *
 * @param from its first step
 * @param until the first step after it
 * @param stepMs length of a step, in ms
 */
record AnalysedTime(int from, int until, double stepMs) {

    private static final double MS_PER_S = 1000;

    /**
     * Returns the time from {@code fromMs} to {@code untilMs}, at most to the end of the simulation.
     *
     * @throws IllegalArgumentException if it is shorter than {@code leastMs}
     */
    static AnalysedTime of(Table simulation, double fromMs, Optional<Double> untilMs, double leastMs) {
        double stepMs = SimulationTables.timeStepMs(simulation);
        double durationMs = SimulationTables.durationMs(simulation);
        double endMs = Math.min(durationMs, untilMs.orElse(durationMs));
        if (fromMs + leastMs > endMs) {
            throw new IllegalArgumentException("from " + fromMs + " ms until " + endMs + " ms there is no bin of "
                    + leastMs + " ms; choose an earlier 'from' or shorter bins");
        }
        return new AnalysedTime(TimeSteps.exactly(fromMs, stepMs), TimeSteps.exactly(endMs, stepMs), stepMs);
    }

    /** Returns a length of time in steps. */
    int steps(double ms) {
        return TimeSteps.exactly(ms, stepMs);
    }

    /** Returns its length in seconds. */
    double seconds() {
        return (until - from) * stepMs / MS_PER_S;
    }
}
