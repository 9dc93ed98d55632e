package org.cb1network.stages.science.spiketrains;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.engine.testing.Tables;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.science.analysis.IsiStatistics;
import org.cb1network.stages.science.spiketrains.IsiStatisticsStage.Parameters;
import org.junit.jupiter.api.Test;

class IsiStatisticsStageTest {

    private static final Table SIMULATION = Tables.of(
            "population #neurons %spikes duration:ms time_step:ms", "E", 3, 11L, 1000.0, 1.0, "I", 1, 0L, 1000.0, 1.0);

    private static Table run(Parameters parameters, int... neuronsAndSteps) throws Exception {
        List<Object> cells = new ArrayList<>();
        for (int i = 0; i < neuronsAndSteps.length; i += 2) {
            cells.addAll(List.of("E", neuronsAndSteps[i], neuronsAndSteps[i + 1]));
        }
        IsiStatisticsStage stage = new IsiStatisticsStage();
        return FakeContext.of(stage)
                .with("spikes", Tables.of("population #neuron #step", cells.toArray()))
                .with("simulation", SIMULATION)
                .run(stage, parameters)
                .output("isi");
    }

    private static Table run(int fewest, int... neuronsAndSteps) throws Exception {
        Parameters all = new Parameters(List.of("E"), 0, Optional.empty(), Optional.empty(), fewest, 100, 25);
        return run(all, neuronsAndSteps);
    }

    @Test
    void intervalsOf10And30HaveKnownVariability() {
        IsiStatistics train = new IsiStatistics(new int[] {0, 10, 40, 50, 80}, 0, 100);
        // Mean 20, standard deviation 10; each pair of neighbours differs by 20 and has the sum 40.
        assertEquals(0.5, train.cv());
        assertEquals(1.0, train.cv2());
        // Two spikes in 0 ... 40 and two in 40 ... 80; the one at 80 is in no whole window.
        assertEquals(0, train.fano(40));
    }

    @Test
    void aClockHasNoVariabilityAndSilentNeuronsCountForTheRateAlone() throws Exception {
        Table isi = run(2, 1, 10, 0, 50, 0, 150, 0, 250, 0, 350);
        assertEquals(0, isi.float64("cv", 0));
        assertEquals(0, isi.float64("cv2", 0));
        assertEquals(5.0 / 3, isi.float64("rate", 0), 1e-12);
        assertEquals(3, isi.int32("neurons", 0));
        assertEquals(2, isi.int32("neurons_that_spiked", 0));
        assertEquals(1, isi.int32("neurons_with_intervals", 0));
    }

    @Test
    void withoutEnoughIntervalsVariabilityIsMissing() throws Exception {
        assertTrue(Double.isNaN(run(5, 0, 50, 0, 150).float64("cv", 0)));
    }

    @Test
    void randomTrainsHaveAVariabilityOfOne() {
        RandomStream random = new RandomStreams(1).stream("a test");
        List<Integer> steps = new ArrayList<>();
        for (int step = 0; step < 2_000_000; step++) {
            if ((random.nextLong() >>> 1) % 1000 == 0) {
                steps.add(step);
            }
        }
        IsiStatistics train = new IsiStatistics(steps.stream().mapToInt(i -> i).toArray(), 0, 2_000_000);
        // Standard errors with 2,000 intervals and 200 windows.
        assertEquals(1, train.cv(), 3 * 0.022);
        assertEquals(1, train.cv2(), 3 * 0.015);
        assertEquals(1, train.fano(10_000), 3 * 0.1);
    }

    @Test
    void synchronyIsTheVarianceOfTheCountsOfAllNeuronsOverTheirMean() throws Exception {
        Parameters until100 = new Parameters(List.of("E"), 0, Optional.of(100.0), Optional.empty(), 2, 50, 25);
        Table isi = run(until100, 1, 0, 0, 10, 1, 10, 0, 30, 1, 40, 0, 50, 0, 70, 1, 90);
        // Spikes per 25 ms: 3, 2, 2, 1.
        assertEquals(0.5 / 2, isi.float64("synchrony", 0), 1e-12);
    }

    @Test
    void onlyTheFirstNeuronsAndLaterSpikesCount() throws Exception {
        Parameters first = new Parameters(List.of("E"), 20, Optional.of(100.0), Optional.of(1), 2, 40, 20);
        Table isi = run(first, 0, 10, 1, 10, 0, 30, 1, 40, 0, 50, 0, 70);
        assertEquals(1, isi.int32("neurons", 0));
        assertEquals(3 / 0.08, isi.float64("rate", 0), 1e-12);
        assertEquals(0, isi.float64("cv", 0));
    }

    @Test
    void byDefaultAllPopulationsAreAnalysedAndASilentOneHasARateOf0() throws Exception {
        Parameters all = new Parameters(List.of(), 0, Optional.empty(), Optional.empty(), 2, 100, 25);
        Table isi = run(all, 0, 50);
        assertEquals(List.of("E", "I"), isi.text("population"));
        assertEquals(0, isi.float64("rate", 1));
        assertTrue(Double.isNaN(isi.float64("cv", 1)) && Double.isNaN(isi.float64("synchrony", 1)));
    }

    @Test
    void aTimeWithoutABinIsAnError() {
        Parameters short15 = new Parameters(List.of("E"), 0, Optional.of(15.0), Optional.empty(), 2, 100, 25);
        assertThrows(IllegalArgumentException.class, () -> run(short15, 0, 10));
    }
}
