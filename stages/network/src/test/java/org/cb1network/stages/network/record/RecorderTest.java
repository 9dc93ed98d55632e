package org.cb1network.stages.network.record;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.cb1network.stages.network.Guards;
import org.cb1network.stages.network.Simulation;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.GaussianEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Population;
import org.junit.jupiter.api.Test;

class RecorderTest {
    private static final int STEPS = 1005;
    private static final GaussianEvents BUMP =
            new GaussianEvents(List.of(new GaussianEvents.Event(50, 4), new GaussianEvents.Event(70, 2)), 10);

    @Test
    void allSpikesAreRecordedUnlessNeuronsAreChosen() {
        SpikeTrains all = new SpikeTrains();
        SpikeTrains some = new SpikeTrains();
        run(
                new SpikeRecorder(List.of(), all),
                new SpikeRecorder(List.of(new NeuronSelection("A", List.of(7, 3)), NeuronSelection.all("B")), some));
        assertEquals(Set.of("A", "B"), all.populations());
        assertArrayEquals(all.steps("B"), some.steps("B"));
        assertArrayEquals(
                new int[] {3, 7},
                Arrays.stream(some.neurons("A")).distinct().sorted().toArray());
        int[][] trains = all.trains("A", 20);
        assertEquals(trains[3].length + trains[7].length, some.count("A"));
        assertEquals(
                all.count("A"), Arrays.stream(trains).mapToInt(t -> t.length).sum());
    }

    @Test
    void spikesComeInTheOrderOfStepsAndNeurons() {
        SpikeTrains all = new SpikeTrains();
        run(new SpikeRecorder(List.of(), all));
        int[] steps = all.steps("A");
        int[] neurons = all.neurons("A");
        for (int i = 1; i < steps.length; i++) {
            assertTrue(steps[i] > steps[i - 1] || (steps[i] == steps[i - 1] && neurons[i] > neurons[i - 1]));
        }
    }

    @Test
    void spikesCanBeCountedInAWindow() {
        SpikeTrains trains = new SpikeTrains();
        for (int step : new int[] {1, 5, 5, 9}) {
            trains.spike("A", 0, step);
        }
        assertEquals(2, trains.count("A", 2, 9));
        assertEquals(4, trains.count("A", 1, 10));
        assertEquals(0, trains.count("A", 10, 20));
        assertEquals(0, trains.count("never recorded", 0, 10));
    }

    @Test
    void ratesAreSpikesPerNeuronAndBin() {
        SpikeTrains spikes = new SpikeTrains();
        SampleSeries perStep = new SampleSeries();
        SampleSeries binned = new SampleSeries();
        run(
                new SpikeRecorder(List.of(), spikes),
                new RateRecorder(List.of(), 1, perStep),
                new RateRecorder(List.of("A"), 100, binned));
        assertEquals(Set.of(Series.of("A"), Series.of("B")), perStep.series());
        assertEquals(STEPS, perStep.values(Series.of("B")).length);
        double[] rates = binned.values(Series.of("A"));
        int[] bins = binned.steps(Series.of("A"));
        assertArrayEquals(IntStream.range(0, 11).map(i -> 100 * i).toArray(), bins);
        for (int bin = 0; bin < 11; bin++) {
            int end = Math.min(STEPS, bins[bin] + 100);
            double seconds = (end - bins[bin]) * 1e-4;
            assertEquals(spikes.count("A", bins[bin], end) / (20 * seconds), rates[bin], 1e-9, "bin " + bin);
            double mean = Arrays.stream(perStep.values(Series.of("A")), bins[bin], end)
                    .average()
                    .orElseThrow();
            assertEquals(mean, rates[bin], 1e-9);
        }
    }

    @Test
    void tracesAreSampledAtTheirInterval() {
        SampleSeries every = new SampleSeries();
        SampleSeries seldom = new SampleSeries();
        List<NeuronSelection> some = List.of(NeuronSelection.first("A", 2), new NeuronSelection("B", List.of(4)));
        run(new MembraneRecorder(some, 1, every), new MembraneRecorder(some, 10, seldom));
        assertEquals(Set.of(Series.of("A", 0), Series.of("A", 1), Series.of("B", 4)), every.series());
        double[] all = every.values(Series.of("B", 4));
        double[] tenth = seldom.values(Series.of("B", 4));
        assertEquals(STEPS, all.length);
        assertEquals(-70, all[0], 1e-12);
        assertEquals(101, tenth.length);
        for (int i = 0; i < tenth.length; i++) {
            assertEquals(all[10 * i], tenth[i]);
            assertEquals(10 * i, seldom.steps(Series.of("B", 4))[i]);
        }
    }

    @Test
    void conductancesAreRecordedPerReceptor() {
        SampleSeries conductances = new SampleSeries();
        run(new ConductanceRecorder(List.of(NeuronSelection.first("B", 1)), 5, conductances));
        assertEquals(Set.of(new Series("B", 0, "e"), new Series("B", 0, "i")), conductances.series());
        assertTrue(Arrays.stream(conductances.values(new Series("B", 0, "e")))
                        .max()
                        .orElseThrow()
                > 0);
        assertEquals(
                0,
                Arrays.stream(conductances.values(new Series("B", 0, "i")))
                        .max()
                        .orElseThrow());
    }

    @Test
    void waveformsAreTheRatesOfTheAfferents() {
        SampleSeries waveforms = new SampleSeries();
        run(new WaveformRecorder(List.of(), 10, waveforms));
        double[] bump = waveforms.values(Series.of("bump"));
        assertEquals(101, bump.length);
        for (int i = 0; i < bump.length; i++) {
            double expected = 4 * StrictMath.exp(-(i - 50.0) * (i - 50.0) / 200)
                    + 2 * StrictMath.exp(-(i - 70.0) * (i - 70.0) / 200);
            assertEquals(expected, bump[i], 1e-12);
        }
        assertEquals(4, waveforms.values(Series.of("background"))[7]);
    }

    @Test
    void recordingWhatIsNotThereIsRefused() {
        SampleSeries series = new SampleSeries();
        assertThrows(IllegalArgumentException.class, () -> run(new RateRecorder(List.of("C"), 1, series)));
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class,
                () -> run(new MembraneRecorder(List.of(NeuronSelection.first("A", 21)), 1, series)));
        assertTrue(refused.getMessage().contains("neuron 20 of A"), refused.getMessage());
        assertThrows(IllegalArgumentException.class, () -> series.values(Series.of("A")));
    }

    static Network network() {
        return Network.builder(0.1)
                .receptor("e", 0, 5)
                .receptor("i", -80, 5)
                .population("A", new Population(20, "e", 10, 200, -40, -70, -50, 5))
                .population("B", new Population(10, "e", 10, 200, -70, -70, -53, 5))
                .projection("A", "B", 10, 0.5)
                .afferent("background", 4000, "e", new ConstantRate(4))
                .afferent("bump", 4000, "e", BUMP)
                .projection("background", "A", 1, 0.02)
                .projection("background", "B", 2, 0.075)
                .projection("bump", "B", 2, 0.05)
                .build();
    }

    private static void run(Recorder... recorders) {
        Simulation.Builder simulation = Simulation.of(network()).guards(Guards.none());
        for (Recorder recorder : recorders) {
            simulation.record(recorder);
        }
        Simulation built = simulation.build();
        built.runSteps(STEPS);
        built.finish();
    }
}
