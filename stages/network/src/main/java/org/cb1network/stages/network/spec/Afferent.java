package org.cb1network.stages.network.spec;

import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;

/**
 * A population outside of the network that sends Poisson-like events into it.
 *
 * @param size number of neurons
 * @param releases name of the receptor that its synapses act on
 * @param rateHz constant rate of each neuron in Hz; a stage may add a stimulus
 */
@Describe("A population outside of the network that sends events into it")
public record Afferent(
        @Describe("number of neurons") @Range(min = 1) int size,
        @Describe("the receptor that its synapses act on") String releases,

        @Describe("constant rate of each neuron; a stage may add a stimulus")
        @Unit("Hz")
        @Range(min = 0)
        @Default("0 Hz")
        double rateHz) {}
