package org.cb1network.stages.science.membrane;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.engine.testing.Tables;
import org.cb1network.stages.science.membrane.MembraneStatisticsStage.Parameters;
import org.junit.jupiter.api.Test;

/** Two neurons over 400 ms, sampled every 0.5 ms at a step of 0.1 ms: -60 mV, and alternating -70 and -66 mV. */
class MembraneStatisticsStageTest {

    private static final Table SIMULATION =
            Tables.of("population #neurons %spikes duration:ms time_step:ms", "E", 9, 1L, 400.0, 0.1);

    /** Neuron 0 spikes at 300 ms, where its potential is far off; before 100 ms both potentials are far off. */
    private static FakeContext run(Parameters parameters) throws Exception {
        List<Object> cells = new ArrayList<>();
        for (int sample = 0; sample < 800; sample++) {
            int step = 5 * sample;
            boolean early = step < 1000;
            boolean nearSpike = Math.abs(step - 3000) <= 50;
            cells.addAll(List.of("E", 0, step, early || nearSpike ? 0.0 : -60.0));
            cells.addAll(List.of("E", 1, step, early ? 0.0 : sample % 2 == 0 ? -70.0 : -66.0));
        }
        MembraneStatisticsStage stage = new MembraneStatisticsStage();
        return FakeContext.of(stage)
                .with("membrane", Tables.of("population #neuron #step membrane_potential:mV", cells.toArray()))
                .with("spikes", Tables.of("population #neuron #step", "E", 0, 3000))
                .with("simulation", SIMULATION)
                .run(stage, parameters);
    }

    private static Parameters parameters(double fromMs, Optional<Double> untilMs) {
        return new Parameters(fromMs, untilMs, 5, 50.5);
    }

    @Test
    void spikesAndTheTimeBeforeTheWindowAreRemoved() throws Exception {
        Table neurons = run(parameters(100, Optional.empty())).output("neurons");
        assertArrayEquals(new double[] {-60, -68}, neurons.float64("mean"), 1e-12);
        assertArrayEquals(new double[] {0, 2}, neurons.float64("fluctuation"), 1e-12);
        // 600 samples, less those within +-5 ms of the spike, both ends included
        assertArrayEquals(new int[] {579, 600}, neurons.int32("samples"));
    }

    @Test
    void theWindowEndsWhereRequested() throws Exception {
        Table neurons = run(parameters(100, Optional.of(150.0))).output("neurons");
        assertArrayEquals(new int[] {100, 100}, neurons.int32("samples"));
    }

    @Test
    void thePopulationHasTheMeanOverItsNeurons() throws Exception {
        Table populations = run(parameters(100, Optional.empty())).output("populations");
        assertEquals(1, populations.rows());
        assertEquals(-64, populations.float64("mean", 0), 1e-12);
        assertEquals(1, populations.float64("fluctuation", 0), 1e-12);
        assertEquals(2, populations.int32("neurons", 0));
    }

    @Test
    void aWindowWithoutSamplesIsRejected() {
        var error = assertThrows(IllegalArgumentException.class, () -> run(parameters(500, Optional.empty())));
        assertTrue(error.getMessage().contains("500"), error.getMessage());
    }

    @Test
    void summariesAverageOverReplicates() throws Exception {
        SummarizeMembraneStage stage = new SummarizeMembraneStage();
        Table populations = Tables.of(
                "condition #replicate population mean:mV fluctuation:mV skewness:1 autocorrelation_time:ms",
                "V1",
                1,
                "E",
                -64.0,
                3.0,
                0.5,
                8.0,
                "V1",
                2,
                "E",
                -66.0,
                3.0,
                0.7,
                9.0);
        Table summary = FakeContext.of(stage)
                .with("populations", populations)
                .run(stage, new SummarizeMembraneStage.Parameters(0.95))
                .output("summary");
        assertEquals(-65, summary.float64("mean", 0));
        assertEquals(1, summary.float64("mean_standard_error", 0), 1e-15);
        assertEquals(0, summary.float64("fluctuation_sd", 0));
        assertEquals(8.5, summary.float64("autocorrelation_time", 0));
        assertEquals(2, summary.int32("replicates", 0));
    }
}
