package org.cb1network.stages.network.spec;

import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;

/**
 * A population outside of the network that sends events into it.
 *
 * @param size number of neurons
 * @param releases name of the receptor that its synapses act on
 * @param rateHz constant rate of each neuron in Hz; a stage may give a stimulus instead
 * @param statistics how many events a target neuron may receive in a step
 * @param sources whether the targets of an afferent neuron share its spikes
 */
@Describe("A population outside of the network that sends events into it")
public record Afferent(
        @Describe("number of neurons") @Range(min = 1) int size,
        @Describe("the receptor that its synapses act on") String releases,

        @Describe("constant rate of each neuron; a stage may give a stimulus instead")
        @Unit("Hz")
        @Range(min = 0)
        @Default("0 Hz")
        double rateHz,

        @Describe(
                "poisson: any number of events per step; binomial: at most one for each target neuron, as in the published code")
        @Default("poisson")
        EventStatistics statistics,

        @Describe(
                "independent: each target neuron has its own events, at the mean rate of its connections; shared: the spikes of an"
                        + " afferent neuron reach all neurons that it connects to")
        @Default("independent")
        AfferentSources sources) {

    /** Poisson events, independent for each target neuron. */
    public Afferent(int size, String releases, double rateHz) {
        this(size, releases, rateHz, EventStatistics.POISSON, AfferentSources.INDEPENDENT);
    }

    /** One of at most one event for each target neuron and step, silent without a stimulus. */
    public static Afferent binomial(int size, String releases) {
        return new Afferent(size, releases, 0, EventStatistics.BINOMIAL, AfferentSources.INDEPENDENT);
    }

    Afferent withSize(int other) {
        return new Afferent(other, releases, rateHz, statistics, sources);
    }
}
