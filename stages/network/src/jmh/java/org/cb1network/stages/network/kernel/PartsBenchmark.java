package org.cb1network.stages.network.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.cb1network.stages.network.example.Cb1Network;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Receptor;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The parts of a step, each on its own, with the sizes of the published network. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PartsBenchmark {
    private static final Pathway PV = new Pathway("PvInh", "L23Exc");
    private static final int NEURONS = 4000;
    private static final int AFFERENT_EVENTS = 544;
    private static final int SYNAPSES_PER_SPIKE = 264;

    private NeuronGroup group;
    private NoiseGroup noise;
    private Synapses certain;
    private Synapses released;
    private final int[] spiking = new int[1];
    private int step;
    private int neuron;

    /** A population of 4000 neurons that do not spike, its background, and the synapses onto it. */
    @Setup
    public void prepare() {
        Network network = Cb1Network.v1();
        ReceptorComponent excitatory = new ReceptorComponent(new Receptor.Conductance(0, 5), network.stepMs());
        ReceptorComponent inhibitory = new ReceptorComponent(new Receptor.Conductance(-80, 5), network.stepMs());
        List<ReceptorComponent> both = List.of(excitatory, inhibitory);
        Population silent = new Population(NEURONS, "excitatory", 10, 200, -70, -70, 1000, 5);
        Slots slots = Slots.of(0, NEURONS, both.size());
        double[] rest = new double[NEURONS];
        Arrays.fill(rest, silent.restMv());
        group = new LeakyNeurons(silent, network.stepMs(), slots, both, new double[slots.end()], rest, null, 0);
        SynapticInput excitation = Objects.requireNonNull(group.input(excitatory));
        SynapticInput inhibition = Objects.requireNonNull(group.input(inhibitory));
        RandomStreams random = new RandomStreams(1);
        noise = new NoiseGroup(
                NEURONS, p -> new ConstantNoise(NEURONS, p, random.stream("constant")), random.stream("varying"));
        noise.addConstant(
                "strong", 0.12, new EventTarget(List.of(new Action(excitation, 1)), NeuronRange.all(NEURONS), 2));
        noise.addConstant(
                "weak", 0.016, new EventTarget(List.of(new Action(excitation, 1)), NeuronRange.all(NEURONS), 2));
        TargetRows targets = new DrawnConnections(500, inhibition.places(), network.rule(PV), false, 0)
                .draw(random.stream("connectivity"));
        SynapseRows rows = new SynapseRows(targets, 0);
        certain = new Synapses(new Action(inhibition, 1), network.weight(PV), rows, 1, random.stream("release"), null);
        released =
                new Synapses(new Action(inhibition, 1), network.weight(PV), rows, 0.5, random.stream("release"), null);
    }

    /** Per neuron: update, search for spikes. */
    @Benchmark
    @OperationsPerInvocation(NEURONS)
    public void update() {
        group.update(0, NEURONS, step);
        group.fire(step++);
    }

    /** Per event: 544 on average, drawn and delivered. */
    @Benchmark
    @OperationsPerInvocation(AFFERENT_EVENTS)
    public void afferents() {
        noise.propagate(new double[0]);
    }

    /** Per synapse: 264 on average in the row of one spike. */
    @Benchmark
    @OperationsPerInvocation(SYNAPSES_PER_SPIKE)
    public void propagation() {
        certain.propagate(0, 0, nextSpike(), 1);
    }

    /** Per synapse, half of which transmit. */
    @Benchmark
    @OperationsPerInvocation(SYNAPSES_PER_SPIKE)
    public void propagationWithRelease() {
        released.propagate(0, 0, nextSpike(), 1);
    }

    private int[] nextSpike() {
        neuron = (neuron + 211) % 500;
        spiking[0] = neuron;
        return spiking;
    }
}
