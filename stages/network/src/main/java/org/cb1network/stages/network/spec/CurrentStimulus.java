package org.cb1network.stages.network.spec;

import java.util.List;
import java.util.Optional;
import org.cb1network.engine.stage.Indices;

/**
 * A current into neurons of a population: constant between the times at which it changes, and possibly noise.
 *
 * @param timesMs times at which it changes, ascending; before the first one it is 0
 * @param currentsPa from each of these times on, in pA
 * @param noise that is added in each neuron; empty for none
 * @param neurons that it reaches; empty for all
 */
public record CurrentStimulus(
        List<Double> timesMs, List<Double> currentsPa, Optional<CurrentNoise> noise, Optional<Indices> neurons) {

    /** Copies the lists. */
    public CurrentStimulus {
        timesMs = List.copyOf(timesMs);
        currentsPa = List.copyOf(currentsPa);
        if (timesMs.size() != currentsPa.size()) {
            throw new IllegalArgumentException(timesMs.size() + " times, but " + currentsPa.size() + " currents");
        }
    }

    /** A current without noise into all neurons. */
    public CurrentStimulus(List<Double> timesMs, List<Double> currentsPa) {
        this(timesMs, currentsPa, Optional.empty(), Optional.empty());
    }

    /** The current at a time, without noise, in pA; a change acts from the step on that begins at its time. */
    public double currentPa(double timeMs) {
        int next = TimedValues.firstAfter(timesMs, timeMs);
        return next == 0 ? 0 : currentsPa.get(next - 1);
    }
}
