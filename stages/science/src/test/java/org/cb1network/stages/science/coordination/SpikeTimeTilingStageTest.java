package org.cb1network.stages.science.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.engine.testing.Tables;
import org.cb1network.stages.science.coordination.SpikeTimeTilingStage.Parameters;
import org.cb1network.stages.science.coordination.SpikeTimeTilingStage.TotalTime;
import org.junit.jupiter.api.Test;

/** The example in the documentation of Elephant, as spikes recorded by a simulation with a step of 0.01 ms. */
class SpikeTimeTilingStageTest {

    private static final double[] A = {1.3, 7.56, 15.87, 28.23, 30.9, 34.2, 38.2, 43.2};
    private static final double[] B = {1.02, 2.71, 18.82, 28.46, 28.79, 43.6};
    private static final double OF_ELEPHANT = 0.4958601655933762;

    private static final Table SIMULATION = Tables.of(
            "population #neurons %spikes duration:ms time_step:ms", "E", 7, 14L, 50.0, 0.01, "I", 3, 1L, 50.0, 0.01);

    /** Neurons 2 and 5 of E, and one spike of I between theirs. */
    private static Table spikes() {
        List<List<Object>> rows = new ArrayList<>();
        for (double time : A) {
            rows.add(List.of("E", 2, (int) Math.round(time * 100)));
        }
        for (double time : B) {
            rows.add(List.of("E", 5, (int) Math.round(time * 100)));
        }
        rows.add(List.of("I", 0, 2000));
        rows.sort(Comparator.comparing(row -> (Integer) row.get(2)));
        return Tables.of(
                "population #neuron #step", rows.stream().flatMap(List::stream).toArray());
    }

    private static Table run(Parameters parameters) throws Exception {
        SpikeTimeTilingStage stage = new SpikeTimeTilingStage();
        return FakeContext.of(stage)
                .with("spikes", spikes())
                .with("simulation", SIMULATION)
                .run(stage, parameters)
                .output("sttc");
    }

    private static Parameters parameters(double fromMs, Optional<Double> untilMs, Optional<Integer> pairs) {
        return new Parameters("E", 5, fromMs, untilMs, TotalTime.RECORDING, pairs);
    }

    @Test
    void recordedSpikesGiveTheKnownAnswer() throws Exception {
        Table sttc = run(parameters(0, Optional.empty(), Optional.empty()));
        assertEquals(OF_ELEPHANT, sttc.float64("sttc", 0), 1e-15);
        assertEquals(1, sttc.int64("pairs", 0));
        assertEquals(2, sttc.int32("neurons", 0));
        assertEquals(14, sttc.int32("spikes", 0));
    }

    @Test
    void allPairsAreTakenIfFewerThanRequested() throws Exception {
        Table sttc = run(parameters(0, Optional.empty(), Optional.of(2000)));
        assertEquals(OF_ELEPHANT, sttc.float64("sttc", 0), 1e-15);
    }

    @Test
    void spikesOutsideTheWindowAreIgnoredButTheDurationIsThatOfTheSimulation() throws Exception {
        // By hand, spikes within 28 ... 35 ms: A 28.23, 30.9, 34.2; B 28.46, 28.79. All spikes of B are within 5 ms of
        // A, so their term is 1; of A all but the last. T_B = (33.79 - 23.46) / 50.
        double timeOfB = 10.33 / 50;
        double share = 2.0 / 3;
        double expected = ((share - timeOfB) / (1 - share * timeOfB) + 1) / 2;
        Table sttc = run(parameters(28, Optional.of(35.0), Optional.empty()));
        assertEquals(expected, sttc.float64("sttc", 0), 1e-12);
        assertEquals(5, sttc.int32("spikes", 0));
    }

    @Test
    void byDefinitionTheTotalTimeIsThatOfTheAnalysedSpikes() throws Exception {
        // As above, with T_B = (33.79 - 28) / 7, because what is covered before 28 ms is not in T.
        double timeOfB = 5.79 / 7;
        double share = 2.0 / 3;
        double expected = ((share - timeOfB) / (1 - share * timeOfB) + 1) / 2;
        Table sttc = run(new Parameters("E", 5, 28, Optional.of(35.0), TotalTime.ANALYSED, Optional.empty()));
        assertEquals(expected, sttc.float64("sttc", 0), 1e-12);
    }

    @Test
    void aPopulationWhoseSpikesWereNotRecordedIsRejected() {
        SpikeTimeTilingStage stage = new SpikeTimeTilingStage();
        Table none = Tables.of("population #neuron #step");
        var error = assertThrows(
                IllegalArgumentException.class,
                () -> FakeContext.of(stage)
                        .with("spikes", none)
                        .with("simulation", SIMULATION)
                        .run(stage, parameters(0, Optional.empty(), Optional.empty())));
        assertTrue(error.getMessage().contains("not recorded"), error.getMessage());
    }

    @Test
    void aPopulationThatDoesNotExistIsRejected() {
        Parameters wrong = new Parameters("L23", 5, 0, Optional.empty(), TotalTime.ANALYSED, Optional.empty());
        var error = assertThrows(IllegalArgumentException.class, () -> run(wrong));
        assertTrue(error.getMessage().contains("E, I"), error.getMessage());
    }
}
