package org.cb1network.stages.network.kernel;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.network.spec.CurrentNoise;
import org.cb1network.stages.network.spec.TimeSteps;

/**
 * The noise currents of a population. Steps of an Ornstein-Uhlenbeck process are exact: x(t + dt) = x(t) e^(-dt / tau) + sd sqrt(1 - e^(-2 dt / tau)) z with standard normal z
 * (D. T. Gillespie: Exact numerical simulation of the Ornstein-Uhlenbeck process and its integral, Phys. Rev. E 54, 1996).
 */
final class NoiseCurrent {
    /** Time steps for which a value stays. */
    private final int interval;

    private final double decay;
    private final double sdOfChange;
    private final double[] currentPa;
    /** One for each range of neurons. */
    private final List<RandomStream> streams = new ArrayList<>();

    /**
     * Draws the currents of the first step.
     *
     * @param population name of the population
     * @param size neurons
     */
    NoiseCurrent(CurrentNoise noise, double stepMs, String population, int size, RandomStreams random) {
        double intervalMs = noise.intervalMs().orElse(stepMs);
        this.interval = TimeSteps.exactly(intervalMs, stepMs);
        this.decay = noise.timeConstantMs() == 0 ? 0 : StrictMath.exp(-intervalMs / noise.timeConstantMs());
        this.sdOfChange = noise.sdPa() * StrictMath.sqrt(1 - decay * decay);
        this.currentPa = new double[size];
        for (int from = 0; from < size; from += NeuronRange.LENGTH) {
            RandomStream stream =
                    random.stream("noise current of " + population + (from == 0 ? "" : " from neuron " + from + " on"));
            streams.add(stream);
            for (int i = from; i < Math.min(size, from + NeuronRange.LENGTH); i++) {
                currentPa[i] = noise.sdPa() * stream.nextGaussian();
            }
        }
    }

    /** Returns the current of a neuron in this step. */
    double currentPa(int neuron) {
        return currentPa[neuron];
    }

    /** Goes on from a step to the next one, for the neurons of a {@link NeuronRange}. */
    void advance(int from, int to, int step) {
        if ((step + 1) % interval != 0) {
            return;
        }
        for (int start = from; start < to; start += NeuronRange.LENGTH) {
            RandomStream stream = streams.get(start / NeuronRange.LENGTH);
            for (int i = start; i < Math.min(to, start + NeuronRange.LENGTH); i++) {
                currentPa[i] = decay * currentPa[i] + sdOfChange * stream.nextGaussian();
            }
        }
    }
}
