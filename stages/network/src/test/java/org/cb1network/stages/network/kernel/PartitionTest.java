package org.cb1network.stages.network.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.stages.network.Guards;
import org.cb1network.stages.network.Simulation;
import org.cb1network.stages.network.example.Cb1Network;
import org.cb1network.stages.network.neuron.AdaptiveExponential;
import org.cb1network.stages.network.random.Spread;
import org.cb1network.stages.network.record.SpikeRecorder;
import org.cb1network.stages.network.spec.Afferent;
import org.cb1network.stages.network.spec.AfferentSources;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.EventStatistics;
import org.cb1network.stages.network.spec.InitialPotential;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.NetworkBuilder;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.cb1network.stages.network.spec.Receptor;
import org.junit.jupiter.api.Test;

/** A simulation on several threads. */
class PartitionTest {
    private static final long SEED = 3;

    /** Neurons of both kinds, projections without delay, with one and with many, noise of both kinds, and shared sources. */
    private static Network large() {
        NetworkBuilder network = Network.builder(0.1)
                .receptor("e", new Receptor.Current(5))
                .receptor("i", new Receptor.Current(5))
                .population("A", population(6000, "e").withNeuron(new AdaptiveExponential(2, -52, 4, 20, 100)))
                .population("B", population(9000, "i"))
                .afferent("strong", 1000, "e", new ConstantRate(10))
                .afferent("weak", 100, "e", new ConstantRate(10))
                .afferent(
                        "shared",
                        new Afferent(300, "e", 0, EventStatistics.POISSON, AfferentSources.SHARED),
                        new ConstantRate(40));
        Projection distributed = Projection.of(new Connect.Pairs(0.01, false))
                .withDelayMs(1.5)
                .withSpread(Optional.of(new Spread.Normal(0.1)), Optional.of(new Spread.Normal(0.5)));
        return network.projection("A", "A", distributed.withCurrentPa(20))
                .projection("A", "B", distributed.withCurrentPa(20))
                .projection(
                        "B",
                        "A",
                        Projection.of(new Connect.Pairs(0.01, false))
                                .withCurrentPa(-60)
                                .withDelayMs(0.8))
                .projection(
                        "B", "B", Projection.of(new Connect.Pairs(0.01, false)).withCurrentPa(-60))
                .projection(
                        "strong",
                        "A",
                        Projection.of(new Connect.InDegree(800, false, false)).withCurrentPa(8))
                .projection(
                        "strong",
                        "B",
                        Projection.of(new Connect.InDegree(800, false, false)).withCurrentPa(8))
                .projection(
                        "weak",
                        "B",
                        Projection.of(new Connect.InDegree(100, false, false)).withCurrentPa(8))
                .projection(
                        "shared",
                        "A",
                        Projection.of(new Connect.Pairs(0.1, false)).withCurrentPa(8))
                .build();
    }

    private static Population population(int size, String releases) {
        return new Population(size, releases, 10, 200, -60, -60, -50, 2)
                .withInitial(new InitialPotential.Uniform(-60, -50));
    }

    private static List<String> spikes(Network network, int threads) {
        List<String> spikes = new ArrayList<>();
        Simulation.of(network)
                .seed(SEED)
                .guards(new Guards(400, 50))
                .threads(threads, () -> threads)
                .record(new SpikeRecorder(
                        List.of(), (population, neuron, step) -> spikes.add(population + " " + neuron + " " + step)))
                .run(60);
        return spikes;
    }

    @Test
    void theNumberOfThreadsChangesNoSpike() {
        List<String> alone = spikes(large(), 1);
        assertTrue(alone.size() > 10_000, alone.size() + " spikes");
        assertEquals(alone, spikes(large(), 2));
        assertEquals(alone, spikes(large(), 3));
    }

    @Test
    void partsHaveAllNeuronsOnce() {
        List<List<NeuronRange>> parts = Partition.of(large(), 3);
        assertEquals(3, parts.size());
        assertEquals(
                Partition.ranges(large()), parts.stream().flatMap(List::stream).toList());
    }

    @Test
    void smallNetworksAndThoseThatDrawReleasesHaveOneThread() {
        assertEquals(1, Partition.of(Cb1Network.v1(), 8).size());
        Network released = large().withProjection("B -> B", projection -> projection.withRelease(0.5));
        assertEquals(1, Partition.of(released, 8).size());
    }

    @Test
    void whatFailsInAnotherThreadFailsTheStep() {
        try (StepThreads team = new StepThreads(2)) {
            assertThrows(
                    IllegalStateException.class,
                    () -> team.share(2, piece -> {
                        throw new IllegalArgumentException("piece " + piece);
                    }));
        }
    }
}
