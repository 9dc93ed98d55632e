/**
 * The published network in Java, as an example of the simulator's interface: {@link
 * org.cb1network.stages.network.example.Cb1Network}. The pipeline takes its numbers from pipeline.yaml, not from here.
 *
 * <p>It is in the program and not among the tests because {@link org.cb1network.stages.network.example.SpeedBenchmark}
 * measures the simulator of any {@code pipeline.jar}, on any machine, without a build. Tests and JMH benchmarks use the
 * network, too. No stage uses this package, so it is in no fingerprint.
 */
@NullMarked
package org.cb1network.stages.network.example;

import org.jspecify.annotations.NullMarked;
