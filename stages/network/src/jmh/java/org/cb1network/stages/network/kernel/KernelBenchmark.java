package org.cb1network.stages.network.kernel;

import java.util.concurrent.TimeUnit;
import org.cb1network.stages.network.example.Cb1Network;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The whole step, and the construction, of the published network in condition V1. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class KernelBenchmark {
    private static final int SETTLING_STEPS = 3000;

    private Kernel kernel;
    private long seed;

    /** Lets the network settle. */
    @Setup
    public void settle() {
        kernel = new Kernel(Cb1Network.v1(), 1);
        for (int i = 0; i < SETTLING_STEPS; i++) {
            step();
        }
    }

    /** One step of 0.1 ms: 9,000 neurons, about 640 afferent and 490 synaptic events. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public void step() {
        kernel.evolve();
        kernel.propagate();
        kernel.nextStep();
    }

    /** Drawing 1.5 million synapses. */
    @Benchmark
    @OutputTimeUnit(TimeUnit.MILLISECONDS)
    public Kernel construction() {
        return new Kernel(Cb1Network.v1(), seed++);
    }
}
