package org.cb1network.stages.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.stages.network.input.ConnectionFile;
import org.cb1network.stages.network.input.EventFile;
import org.cb1network.stages.network.record.MembraneRecorder;
import org.cb1network.stages.network.record.NeuronSelection;
import org.cb1network.stages.network.record.SampleSeries;
import org.cb1network.stages.network.record.Series;
import org.cb1network.stages.network.record.SpikeRecorder;
import org.cb1network.stages.network.record.SpikeTrains;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.NetworkBuilder;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A run of the published code on Brian2 2.5.1, repeated: with connections and afferent events given, nothing random is left, so
 * every spike has to be there, at its step.
 */
class ReplayTest {
    private static final String DIRECTORY = "replay-v1/";
    private static final List<String> POPULATIONS = List.of("L4Exc", "L23Exc", "PvInh", "CB1Inh");
    private static final double DURATION_MS = 500;

    private static final SpikeTrains spikes = new SpikeTrains();
    private static final SampleSeries membrane = new SampleSeries();

    @BeforeAll
    static void replay() throws IOException {
        Network network = populationsOnly();
        for (Pathway pathway : network.model().projections().keySet()) {
            if (POPULATIONS.contains(pathway.pre())) {
                Path connections = TestFiles.path(DIRECTORY + "connections.csv.gz");
                network = network.withConnections(pathway, ConnectionFile.read(connections, pathway, network));
            }
        }
        for (String afferent : network.afferents()) {
            Path events = TestFiles.path(DIRECTORY + "afferent_events.csv.gz");
            network = network.withStimulus(afferent, EventFile.read(events, afferent, network, DURATION_MS));
        }
        List<NeuronSelection> firstThree =
                POPULATIONS.stream().map(p -> NeuronSelection.first(p, 3)).toList();
        Simulation.of(network)
                .record(new SpikeRecorder(List.of(), spikes))
                .record(new MembraneRecorder(firstThree, 1, membrane))
                .run(DURATION_MS);
    }

    private static final List<String> PATHWAYS = List.of(
            "L4Exc -> L23Exc",
            "L23Exc -> L23Exc",
            "L23Exc -> PvInh",
            "L23Exc -> CB1Inh",
            "PvInh -> L23Exc",
            "PvInh -> PvInh",
            "CB1Inh -> L4Exc",
            "CB1Inh -> L23Exc",
            "CB1Inh -> CB1Inh");

    /** The weights are in the files. */
    private static final Projection LISTED = listed(new Connect.Listed(new DataFile(Path.of("connections.csv"), "")));

    private static final Projection EVENTS_LISTED = listed(new Connect.Events());

    private static Network populationsOnly() {
        NetworkBuilder network = Network.builder(0.1)
                .receptor("excitatory", 0, 5)
                .receptor("inhibitory", -80, 5)
                .population("L4Exc", new Population(400, "excitatory", 10, 200, -70, -70, -50, 5))
                .population("L23Exc", new Population(400, "excitatory", 10, 200, -70, -70, -50, 5))
                .population("PvInh", new Population(50, "inhibitory", 10, 200, -70, -70, -53, 5))
                .population("CB1Inh", new Population(50, "inhibitory", 10, 200, -70, -70, -53, 5))
                .afferent("AffExcBG", 4000, "excitatory", new ConstantRate(0))
                .afferent("AffExcTV", 4000, "excitatory", new ConstantRate(0))
                .projection("AffExcTV", "L4Exc", EVENTS_LISTED);
        for (String population : POPULATIONS) {
            network.projection("AffExcBG", population, EVENTS_LISTED);
        }
        for (String pathway : PATHWAYS) {
            Pathway of = Pathway.parse(pathway);
            network.projection(of.pre(), of.post(), LISTED);
        }
        return network.build();
    }

    @Test
    void everySpikeOfBrian2IsThereAtItsStepAndNoOther() throws IOException {
        List<String> expected = rows("spikes.csv.gz");
        List<String> simulated = new ArrayList<>();
        for (String population : POPULATIONS) {
            int[] neurons = spikes.neurons(population);
            int[] steps = spikes.steps(population);
            for (int i = 0; i < steps.length; i++) {
                simulated.add(population + "," + neurons[i] + "," + steps[i]);
            }
        }
        assertEquals(3040, expected.size());
        Collections.sort(expected);
        Collections.sort(simulated);
        assertEquals(expected, simulated);
    }

    @Test
    void membranePotentialsAgreeWithin1e9() throws IOException {
        double largest = 0;
        int compared = 0;
        for (String row : rows("vm.csv.gz")) {
            String[] fields = row.split(",", -1);
            double[] trace = membrane.values(Series.of(fields[0], Integer.parseInt(fields[1])));
            double difference = Math.abs(trace[Integer.parseInt(fields[2])] - Double.parseDouble(fields[3]));
            largest = Math.max(largest, difference);
            compared++;
        }
        assertEquals(12 * 5000, compared);
        assertTrue(largest < 1e-9, "largest difference " + largest + " mV");
    }

    private static List<String> rows(String name) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(
                        Objects.requireNonNull(ReplayTest.class.getResourceAsStream(DIRECTORY + name), name)),
                StandardCharsets.UTF_8))) {
            List<String> lines = new ArrayList<>(reader.lines().toList());
            lines.remove(0);
            return lines;
        }
    }

    private static Projection listed(Connect connect) {
        return Projection.of(connect);
    }
}
