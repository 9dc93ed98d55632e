package org.cb1network.stages.network.record;

/** Takes samples of time series, in the order of steps. */
@FunctionalInterface
public interface SampleSink {

    /**
     * One sample.
     *
     * @param series what was sampled
     * @param step the step of the sample; of a bin, its first step
     * @param value in the unit of the recorder
     */
    void sample(Series series, int step, double value);
}
