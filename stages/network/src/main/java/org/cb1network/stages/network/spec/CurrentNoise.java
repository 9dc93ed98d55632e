package org.cb1network.stages.network.spec;

import java.util.Optional;

/**
 * A current that fluctuates on its own in every neuron, normally distributed with mean 0 and stationary from the beginning: an
 * Ornstein-Uhlenbeck process, or white noise, which has a new value in every interval.
 *
 * @param sdPa standard deviation in pA
 * @param timeConstantMs time constant of its correlation in ms; 0 for white noise
 * @param intervalMs time for which a value stays, in ms; empty for a time step
 */
public record CurrentNoise(double sdPa, double timeConstantMs, Optional<Double> intervalMs) {

    /** An Ornstein-Uhlenbeck process. */
    public static CurrentNoise ornsteinUhlenbeck(double sdPa, double timeConstantMs) {
        return new CurrentNoise(sdPa, timeConstantMs, Optional.empty());
    }

    /** White noise. */
    public static CurrentNoise white(double sdPa, double intervalMs) {
        return new CurrentNoise(sdPa, 0, Optional.of(intervalMs));
    }
}
