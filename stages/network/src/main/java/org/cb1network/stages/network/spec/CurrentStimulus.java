package org.cb1network.stages.network.spec;

import java.util.List;

/**
 * A current into every neuron of a population: constant between the times at which it changes.
 *
 * @param timesMs times at which it changes, ascending; before the first one it is 0
 * @param currentsPa from each of these times on, in pA
 */
public record CurrentStimulus(List<Double> timesMs, List<Double> currentsPa) {

    /** Copies the lists. */
    public CurrentStimulus {
        timesMs = List.copyOf(timesMs);
        currentsPa = List.copyOf(currentsPa);
        if (timesMs.size() != currentsPa.size()) {
            throw new IllegalArgumentException(timesMs.size() + " times, but " + currentsPa.size() + " currents");
        }
    }

    /** The current at a time, in pA; a change acts from the step on that begins at its time. */
    public double currentPa(double timeMs) {
        int next = TimedValues.firstAfter(timesMs, timeMs);
        return next == 0 ? 0 : currentsPa.get(next - 1);
    }
}
