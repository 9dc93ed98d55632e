package org.cb1network.stages.science.spiketrains;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.engine.testing.Tables;
import org.cb1network.stages.science.spiketrains.SpikeCorrelationsStage.Parameters;
import org.junit.jupiter.api.Test;

/** Spikes whose correlations follow by hand; the step is 1 ms. */
class SpikeCorrelationsStageTest {

    private static final Table SIMULATION = Tables.of(
            "population #neurons %spikes duration:ms time_step:ms", "E", 4, 15L, 100.0, 1.0, "I", 2, 0L, 100.0, 1.0);

    /** Neurons 0 and 1 spike in every second bin of 10 ms, neuron 2 in the others, and neuron 3 never. */
    private static FakeContext context(SpikeCorrelationsStage stage) {
        List<Object> cells = new ArrayList<>();
        for (int step = 5; step < 100; step += 20) {
            cells.addAll(List.of("E", 0, step, "E", 1, step + 1, "E", 2, step + 10));
        }
        return FakeContext.of(stage)
                .with("spikes", Tables.of("population #neuron #step", cells.toArray()))
                .with("simulation", SIMULATION);
    }

    private static FakeContext run(int neurons, double untilMs) throws Exception {
        SpikeCorrelationsStage stage = new SpikeCorrelationsStage();
        Parameters parameters = new Parameters(List.of(), 0, Optional.of(untilMs), neurons, 10, 2, 1, 70);
        return context(stage).run(stage, parameters);
    }

    @Test
    void pairsThatSpikeTogetherHaveCorrelationOneAndThoseThatTakeTurnsMinusOne() throws Exception {
        Table pairs = run(4, 100).output("pairs");
        assertArrayEquals(new int[] {0, 0, 1}, pairs.int32("first"));
        assertArrayEquals(new int[] {1, 2, 2}, pairs.int32("second"));
        assertArrayEquals(new double[] {1, -1, -1}, pairs.float64("correlation"), 1e-12);
    }

    @Test
    void meansAreOverTheNeuronsThatSpiked() throws Exception {
        Table means = run(4, 100).output("correlations");
        assertEquals(-1.0 / 3, means.float64("correlation", 0), 1e-12);
        assertEquals(3, means.int32("pairs", 0));
        assertEquals(3, means.int32("neurons", 0));
        // 2 ms around five spikes cover a fifth of the time: STTC is 1 for one pair and -0.2 for two.
        assertEquals(0.2, means.float64("sttc", 0), 1e-12);
    }

    @Test
    void onlyPairsOfTheFirstNeuronsCount() throws Exception {
        Table means = run(2, 100).output("correlations");
        assertEquals(1, means.float64("correlation", 0), 1e-12);
        assertEquals(1, means.int32("pairs", 0));
    }

    @Test
    void theSpectrumShowsTheRhythmOfAllNeurons() throws Exception {
        Table spectrum = run(2, 100).output("spectrum").where(row -> row < 32);
        double[] power = spectrum.float64("power");
        int highest = IntStream.range(0, 32)
                .filter(i -> spectrum.float64("frequency", i) < 75)
                .reduce((a, b) -> power[a] >= power[b] ? a : b)
                .orElseThrow();
        assertEquals(50, spectrum.float64("frequency", highest), 1000.0 / 64);
    }

    @Test
    void aSilentPopulationHasNoCorrelationsAndNoPower() throws Exception {
        FakeContext result = run(4, 100);
        Table means = result.output("correlations");
        assertEquals("I", means.text("population").get(1));
        assertTrue(Double.isNaN(means.float64("correlation", 1)) && Double.isNaN(means.float64("sttc", 1)));
        assertEquals(0, result.output("spectrum").float64("power", 32));
    }

    @Test
    void aTimeWithoutTwoBinsIsAnError() {
        assertThrows(IllegalArgumentException.class, () -> run(4, 15));
    }
}
