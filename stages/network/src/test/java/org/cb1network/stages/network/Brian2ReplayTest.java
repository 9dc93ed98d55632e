package org.cb1network.stages.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.Indices;
import org.cb1network.engine.stage.Indices.Span;
import org.cb1network.engine.table.input.InputRows;
import org.cb1network.stages.network.input.ConnectionFile;
import org.cb1network.stages.network.input.EventFile;
import org.cb1network.stages.network.input.SpikeFile;
import org.cb1network.stages.network.neuron.AdaptiveExponential;
import org.cb1network.stages.network.neuron.AdaptiveExponential.AdaptiveSpread;
import org.cb1network.stages.network.neuron.ExponentialIntegrateAndFire;
import org.cb1network.stages.network.random.PotentialSpread;
import org.cb1network.stages.network.random.Spread;
import org.cb1network.stages.network.record.SpikeRecorder;
import org.cb1network.stages.network.spec.Afferent;
import org.cb1network.stages.network.spec.AfferentSources;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.CurrentStimulus;
import org.cb1network.stages.network.spec.EventStatistics;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.NetworkBuilder;
import org.cb1network.stages.network.spec.NeuronSpread;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.cb1network.stages.network.spec.Receptor;
import org.cb1network.stages.network.spec.ShortTermPlasticity;
import org.junit.jupiter.api.Test;

/**
 * Networks that were run on Brian2 2.5.1, by {@code tools/brian2_replays.py} and, for the two benchmarks of R. Brette et al., Simulation of
 * networks of spiking neurons, J. Comput. Neurosci. 23 (2007), by {@code tools/brian2_networks.py}: with connections and input listed,
 * nothing random is left, so every spike has to be there, at its step.
 */
class Brian2ReplayTest {
    private static final double DURATION_MS = 500;
    private static final List<String> POPULATIONS = List.of("E", "I");

    @Test
    void stepsOfThePotentialWithADelayForEachSynapse() throws IOException {
        NetworkBuilder network = Network.builder(0.1)
                .receptor("e", new Receptor.Delta())
                .receptor("i", new Receptor.Delta())
                .population("E", leaky(200, "e", 2))
                .population("I", leaky(50, "i", 2));
        // Both receptors are of one kind, so they share what they do to a neuron.
        assertReplayed(
                "replay-delta",
                network,
                listed().withJumpMv(0.4),
                listed().withJumpMv(-2),
                oneToOne().withJumpMv(1.9));
    }

    @Test
    void currentsThatDecayAndACurrentThatIsInjected() throws IOException {
        NetworkBuilder network = Network.builder(0.1)
                .receptor("e", new Receptor.Current(5))
                .receptor("i", new Receptor.Current(10))
                .population("E", leaky(200, "e", 5))
                .population("I", leaky(50, "i", 5));
        CurrentStimulus step = new CurrentStimulus(List.of(100.0, 300.0), List.of(60.0, 0.0));
        for (String population : POPULATIONS) {
            network.current(population, step);
        }
        assertReplayed(
                "replay-current",
                network,
                listed().withCurrentPa(15),
                listed().withCurrentPa(-60),
                oneToOne().withCurrentPa(60));
    }

    @Test
    void adaptiveExponentialNeuronsWithConductancesAndOneDelay() throws IOException {
        NetworkBuilder network = Network.builder(0.1)
                .receptor("e", 0, 5)
                .receptor("i", -80, 5)
                .population("E", adaptive("e"))
                .population("I", fast());
        assertReplayed(
                "replay-adaptive",
                network,
                listed().withWeightNs(1),
                listed().withWeightNs(5),
                oneToOne().withWeightNs(1.5));
    }

    @Test
    void shortTermPlasticityWithFacilitationAndDepression() throws IOException {
        NetworkBuilder network = Network.builder(0.1)
                .receptor("e", new Receptor.Current(5))
                .receptor("i", new Receptor.Current(10))
                .population("E", leaky(200, "e", 2))
                .population("I", leaky(50, "i", 2));
        ShortTermPlasticity plasticity = new ShortTermPlasticity(0.2, 150, Optional.of(400.0));
        assertReplayed(
                "replay-plasticity",
                network,
                listed().withCurrentPa(60).withPlasticity(plasticity),
                listed().withCurrentPa(-240).withPlasticity(plasticity),
                oneToOne().withCurrentPa(60));
    }

    @Test
    void twoReceptorsOfOneProjectionOneOfThemWithARise() throws IOException {
        Map<String, Double> also = Map.of("nmda", 0.3);
        NetworkBuilder network = Network.builder(0.1)
                .receptor("ampa", 0, 2)
                .receptor("nmda", new Receptor.Conductance(0, 40, Optional.of(3.0)))
                .receptor("i", -80, 10)
                .population("E", leaky(200, "ampa", 2))
                .population("I", leaky(50, "i", 2));
        assertReplayed(
                "replay-receptors",
                network,
                listed().withWeightNs(0.2).withCoReceptors(also),
                listed().withWeightNs(4),
                oneToOne().withWeightNs(0.5).withReceptor("ampa").withCoReceptors(also));
    }

    @Test
    void aCurrentAndInputThatReachSomeNeuronsOnly() throws IOException {
        CurrentStimulus some = new CurrentStimulus(
                List.of(100.0),
                List.of(150.0),
                Optional.empty(),
                Optional.of(Indices.of(new Span(0, 49), new Span(120, 139), new Span(199, 199))));
        NetworkBuilder network = Network.builder(0.1)
                .receptor("e", new Receptor.Current(5))
                .receptor("i", new Receptor.Current(10))
                .population("E", leaky(200, "e", 2))
                .population("I", leaky(50, "i", 2))
                .current("E", some);
        assertReplayed(
                "replay-ranges",
                network,
                listed().withCurrentPa(25),
                listed().withCurrentPa(-60),
                oneToOne().withCurrentPa(60),
                Map.of("E", Indices.of(new Span(30, 129))));
    }

    @Test
    void neuronsThatDifferWithConductancesAndAdaptationFromTheBeginning() throws IOException {
        AdaptiveSpread ofModel = new AdaptiveSpread(
                uniform(0.4), Optional.of(new PotentialSpread.Uniform(2)), uniform(0.5), uniform(0.6), uniform(0.3));
        NeuronSpread spread = new NeuronSpread(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                uniform(0.5),
                uniform(0.8),
                uniform(0.9));
        NetworkBuilder network = Network.builder(0.1).receptor("e", 0, 5).receptor("i", -80, 5);
        for (String name : POPULATIONS) {
            Population different = new Population(
                            name.equals("E") ? 200 : 50, name.equals("E") ? "e" : "i", 10, 150, -65, -65, -30, 5)
                    .withNeuron(new AdaptiveExponential(2, -50, 4, 20, 300, Optional.of(ofModel)))
                    .withInitialConductances(Map.of("e", 6.0, "i", 3.0))
                    .withInitialAdaptation(40)
                    .withSpread(spread);
            network.population(name, different);
        }
        assertReplayed(
                "replay-different",
                network,
                listed().withWeightNs(1),
                listed().withWeightNs(5),
                oneToOne().withWeightNs(1.5));
    }

    @Test
    void plasticSynapsesThatDifferOnTwoReceptorsOfAdaptiveNeuronsSomeOfWhichHaveInput() throws IOException {
        Map<String, Double> also = Map.of("nmda", 0.3);
        ShortTermPlasticity plasticity = new ShortTermPlasticity(0.4, 300, Optional.of(100.0));
        NetworkBuilder network = Network.builder(0.1)
                .receptor("ampa", 0, 2)
                .receptor("nmda", new Receptor.Conductance(0, 40, Optional.of(3.0)))
                .receptor("i", -80, 10)
                .population("E", adaptive("ampa"))
                .population("I", fast());
        assertReplayed(
                "replay-combined",
                network,
                listed().withCoReceptors(also).withPlasticity(plasticity),
                listed().withPlasticity(plasticity),
                oneToOne().withWeightNs(3).withReceptor("ampa"),
                Map.of("E", Indices.of(new Span(30, 129))));
    }

    private static Population adaptive(String releases) {
        return new Population(200, releases, 10, 150, -65, -65, -30, 5)
                .withNeuron(new AdaptiveExponential(2, -50, 4, 20, 500));
    }

    private static Population fast() {
        return new Population(50, "i", 10, 150, -65, -65, -30, 5).withNeuron(new ExponentialIntegrateAndFire(0.5, -50));
    }

    private static Optional<Spread> uniform(double width) {
        return Optional.of(new Spread.Uniform(width));
    }

    @Test
    void theConductanceBasedBenchmarkOfBrette2007() throws IOException {
        Network network = benchmark(
                new Receptor.Conductance(0, 5),
                new Receptor.Conductance(-80, 10),
                -60,
                listed().withWeightNs(6),
                listed().withWeightNs(67));
        NetworkBuilder kicked = NetworkBuilder.from(network).afferent("kick", 1, "e", new ConstantRate(0));
        for (String post : POPULATIONS) {
            kicked.projection("kick", post, Projection.of(new Connect.Events(), 6));
        }
        Network whole = kicked.build();
        Path events = TestFiles.path("replay-benchmarks/events-coba.csv.gz");
        assertSpikes(
                "replay-benchmarks/spikes-coba.csv.gz",
                whole.withStimulus("kick", EventFile.read(events, "kick", whole, DURATION_MS)));
    }

    @Test
    void theCurrentBasedBenchmarkOfBrette2007() throws IOException {
        // Weights of 1.62 and -9 mV for a leak of 10 nS.
        Network network = benchmark(
                new Receptor.Current(5),
                new Receptor.Current(10),
                -49,
                listed().withCurrentPa(16.2),
                listed().withCurrentPa(-90));
        assertSpikes("replay-benchmarks/spikes-cuba.csv.gz", network);
    }

    /** The connections and sizes of both benchmarks. */
    private static Network benchmark(
            Receptor excitatory, Receptor inhibitory, double restMv, Projection excitation, Projection inhibition)
            throws IOException {
        NetworkBuilder builder = Network.builder(0.1)
                .receptor("e", excitatory)
                .receptor("i", inhibitory)
                .population("E", new Population(3200, "e", 10, 200, restMv, -60, -50, 5))
                .population("I", new Population(800, "i", 10, 200, restMv, -60, -50, 5));
        for (String post : POPULATIONS) {
            builder.projection("E", post, excitation).projection("I", post, inhibition);
        }
        return withConnections(builder.build(), "replay-benchmarks");
    }

    private static Network withConnections(Network network, String directory) throws IOException {
        Path connections = TestFiles.path(directory + "/connections.csv.gz");
        Network connected = network;
        for (Pathway pathway : network.recurrentPathways()) {
            connected = connected.withConnections(pathway, ConnectionFile.read(connections, pathway, network));
        }
        return connected;
    }

    private static Population leaky(int size, String releases, double refractoryMs) {
        return new Population(size, releases, 10, 200, -70, -60, -50, refractoryMs);
    }

    private static Projection listed() {
        return Projection.of(new Connect.Listed(new DataFile(Path.of("connections.csv.gz"), "")));
    }

    private static Projection oneToOne() {
        return Projection.of(new Connect.OneToOne());
    }

    private static void assertReplayed(
            String directory, NetworkBuilder builder, Projection excitation, Projection inhibition, Projection input)
            throws IOException {
        assertReplayed(directory, builder, excitation, inhibition, input, Map.of());
    }

    /** The input of a population reaches these neurons, all if none are named. */
    private static void assertReplayed(
            String directory,
            NetworkBuilder builder,
            Projection excitation,
            Projection inhibition,
            Projection input,
            Map<String, Indices> reached)
            throws IOException {
        String first = builder.build().receptors().get(0);
        for (String post : POPULATIONS) {
            int size = post.equals("E") ? 200 : 50;
            Optional<Indices> neurons = Optional.ofNullable(reached.get(post));
            Afferent afferent = new Afferent(
                    neurons.map(some -> some.below(size).length).orElse(size),
                    first,
                    0,
                    EventStatistics.POISSON,
                    AfferentSources.SHARED);
            builder.afferent("to" + post, afferent, new ConstantRate(0))
                    .projection("to" + post, post, input.withNeurons(neurons))
                    .projection("E", post, excitation)
                    .projection("I", post, inhibition);
        }
        Network network = withConnections(builder.build(), directory);
        for (String post : POPULATIONS) {
            String afferent = "to" + post;
            Path spikes = TestFiles.path(directory + "/input-" + post + ".csv.gz");
            network = network.withStimulus(afferent, SpikeFile.read(spikes, afferent, network, DURATION_MS));
        }
        assertSpikes(directory + "/spikes.csv.gz", network);
    }

    private static void assertSpikes(String file, Network network) throws IOException {
        Set<String> spikes = new HashSet<>();
        Simulation.of(network)
                // All neurons of the current-based benchmark spike in the first step.
                .guards(new Guards(400, 50))
                .record(new SpikeRecorder(
                        List.of(), (population, neuron, step) -> spikes.add(population + " " + neuron + " " + step)))
                .run(DURATION_MS);
        Set<String> expected = new HashSet<>();
        try (InputRows rows =
                InputRows.open(TestFiles.path(file), List.of("population", "neuron", "step"), List.of())) {
            while (rows.next()) {
                expected.add(rows.text("population") + " " + rows.integer("neuron") + " " + rows.integer("step"));
            }
        }
        List<String> missing = new ArrayList<>(expected);
        missing.removeAll(spikes);
        assertEquals(List.of(), missing, "missing spikes");
        assertEquals(expected.size(), spikes.size(), "number of spikes");
    }
}
