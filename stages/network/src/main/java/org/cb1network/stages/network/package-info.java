/**
 * A simulator of spiking networks: leaky, exponential and adaptive exponential integrate-and-fire neurons, synapses of conductances, currents
 * and steps of the potential, forward Euler. A network is written as {@code model:} in {@code pipeline.yaml}, or
 * in Java, as a library:
 *
 * <pre>{@code
 * Network network = Network.builder(0.1)
 *         .receptor("excitatory", 0, 5)
 *         .receptor("inhibitory", -80, 5)
 *         .population("E", new Population(800, "excitatory", 10, 200, -70, -70, -50, 5))
 *         .population("I", new Population(200, "inhibitory", 10, 200, -70, -70, -53, 5))
 *         .projection("E", "I", 2, 0.1)
 *         .projection("I", "E", 10, 0.1)
 *         .afferent("background", 4000, "excitatory", new ConstantRate(4))
 *         .projection("background", "E", 2, 0.075)
 *         .build();
 * SpikeTrains spikes = new SpikeTrains();
 * Simulation.of(network).seed(1).record(new SpikeRecorder(List.of(), spikes)).run(1000);
 * double rateHz = spikes.count("E") / 800.0;
 * }</pre>
 *
 * <p>Open {@link org.cb1network.stages.network.Simulation} first; {@link org.cb1network.stages.network.spec.Network} says what can be
 * simulated, {@link org.cb1network.stages.network.record.Recorder} what can be recorded. The loops are in
 * {@code org.cb1network.stages.network.kernel}.
 */
@NullMarked
package org.cb1network.stages.network;

import org.jspecify.annotations.NullMarked;
