package org.cb1network.stages.science.spiketrains;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.engine.testing.Tables;
import org.cb1network.stages.science.spiketrains.SpikeTrainStatisticsStage.Parameters;
import org.junit.jupiter.api.Test;

/** Spikes whose statistics follow by hand; the step is 1 ms. */
class SpikeTrainStatisticsStageTest {

    private static final Table SIMULATION = Tables.of(
            "population #neurons %spikes duration:ms time_step:ms", "E", 2, 8L, 100.0, 1.0, "I", 1, 0L, 100.0, 1.0);

    /** Neuron 0 of E spikes every 20 ms; the intervals of neuron 1 are 10, 30 and 50 ms. */
    private static final Table SPIKES = Tables.of(
            "population #neuron #step",
            "E",
            1,
            0,
            "E",
            0,
            10,
            "E",
            1,
            10,
            "E",
            0,
            30,
            "E",
            1,
            40,
            "E",
            0,
            50,
            "E",
            0,
            70,
            "E",
            1,
            90);

    private static Table run(double fromMs, Optional<Integer> neurons, double binMs) throws Exception {
        SpikeTrainStatisticsStage stage = new SpikeTrainStatisticsStage();
        Parameters parameters = new Parameters(List.of(), fromMs, Optional.empty(), neurons, binMs, 3);
        return FakeContext.of(stage)
                .with("spikes", SPIKES)
                .with("simulation", SIMULATION)
                .run(stage, parameters)
                .output("spike-trains");
    }

    @Test
    void rateAndIrregularityAreMeansOverNeurons() throws Exception {
        Table statistics = run(0, Optional.empty(), 50);
        assertEquals(40, statistics.float64("rate", 0), 1e-12);
        // Intervals of 20, 20, 20 vary by 0, those of 10, 30, 50 by sqrt(800 / 3) / 30.
        assertEquals(Math.sqrt(800.0 / 3) / 30 / 2, statistics.float64("irregularity", 0), 1e-12);
        assertEquals(2, statistics.int32("irregular_neurons", 0));
    }

    @Test
    void synchronyIsTheVarianceOfCountsOverTheirMean() throws Exception {
        // Spikes per 25 ms: 3, 2, 2, 1.
        assertEquals(0.5 / 2, run(0, Optional.empty(), 25).float64("synchrony", 0), 1e-12);
    }

    @Test
    void onlyTheFirstNeuronsAndLaterSpikesCount() throws Exception {
        Table statistics = run(20, Optional.of(1), 20);
        assertEquals(1, statistics.int32("neurons", 0));
        assertEquals(3 / 0.08, statistics.float64("rate", 0), 1e-12);
        assertEquals(0, statistics.float64("irregularity", 0), 1e-12);
    }

    @Test
    void aSilentPopulationHasNoIrregularity() throws Exception {
        Table statistics = run(0, Optional.empty(), 25);
        assertEquals("I", statistics.text("population").get(1));
        assertEquals(0, statistics.float64("rate", 1));
        assertTrue(Double.isNaN(statistics.float64("irregularity", 1)));
        assertTrue(Double.isNaN(statistics.float64("synchrony", 1)));
    }

    @Test
    void aWindowWithoutABinIsAnError() {
        assertThrows(IllegalArgumentException.class, () -> run(90, Optional.empty(), 25));
    }

    @Test
    void theSummaryAveragesReplicates() throws Exception {
        Table statistics = Tables.of(
                "#replicate population #neurons rate:Hz irregularity:1 #irregular_neurons synchrony:1",
                1,
                "E",
                2,
                10.0,
                0.8,
                2,
                1.0,
                2,
                "E",
                2,
                12.0,
                1.0,
                2,
                3.0);
        SummarizeSpikeTrainsStage stage = new SummarizeSpikeTrainsStage();
        Table summary = FakeContext.of(stage)
                .with("spike-trains", statistics)
                .run(stage, new SummarizeSpikeTrainsStage.Parameters(0.95))
                .output("summary");
        assertEquals(11, summary.float64("rate", 0), 1e-12);
        assertEquals(0.9, summary.float64("irregularity", 0), 1e-12);
        assertEquals(2, summary.float64("synchrony", 0), 1e-12);
    }
}
