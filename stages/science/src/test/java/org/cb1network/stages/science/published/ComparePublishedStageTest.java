package org.cb1network.stages.science.published;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.engine.testing.Tables;
import org.cb1network.stages.science.published.ComparePublishedStage.Counterpart;
import org.cb1network.stages.science.published.ComparePublishedStage.Parameters;
import org.cb1network.stages.science.published.ComparePublishedStage.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparePublishedStageTest {

    /** Mean 10, s.d. 1, three replicates: with t = 4.3027, one more realisation lies within 10 +- 4.968. */
    private static final Table RATES = Tables.of(
            "condition #replicate population rate:Hz",
            "V1",
            1,
            "E",
            9.0,
            "V1",
            2,
            "E",
            10.0,
            "V1",
            3,
            "E",
            11.0,
            "V2M",
            1,
            "E",
            7.0);

    private static final double HALF_WIDTH = 4.302652729911275 * Math.sqrt(1 + 1 / 3.0);

    private static final String HEAD = "panel,quantity,population,condition,x,value,reading_uncertainty,unit\n";

    @TempDir
    Path folder;

    private FakeContext run(String csv, Counterpart counterpart, String input, Table table) throws Exception {
        Path file = folder.resolve("values.csv");
        Files.writeString(file, csv);
        Reference reference = new Reference("figure", DataFile.of(file), "panel", Map.of("b", counterpart));
        ComparePublishedStage stage = new ComparePublishedStage();
        return FakeContext.of(stage).with(input, table).run(stage, new Parameters(List.of(reference), 0.95));
    }

    private Table compareRates(String lines, int realisations) throws Exception {
        Counterpart rate =
                new Counterpart("spontaneous", "rate", Optional.empty(), Map.of(), realisations, Optional.empty());
        return run(HEAD + lines, rate, "spontaneous", RATES).output("comparison");
    }

    @Test
    void aPublishedRealisationIsComparedWithThePredictionIntervalNotWithThatOfTheMean() throws Exception {
        Table row = compareRates("b,rate,E,V1,,14,0.1,Hz", 1);
        assertEquals(10, row.float64("computed", 0), 1e-12);
        assertEquals(1, row.float64("sd", 0), 1e-12);
        assertEquals(10 + HALF_WIDTH, row.float64("prediction_high", 0), 1e-9);
        assertEquals(10 + 4.302652729911275 / Math.sqrt(3), row.float64("ci_high", 0), 1e-9);
        assertEquals("within", row.text("verdict", 0));
        assertEquals(0, row.float64("off_by", 0));
    }

    @Test
    void theDeviationOfAValueIsItsDistanceFromIntervalAndReadingUncertainty() throws Exception {
        Table rows = compareRates("b,rate,E,V1,,16,0.5,Hz\nb,rate again,E,V1,,4,0.5,Hz", 1);
        assertEquals(List.of("above", "below"), rows.text("verdict"));
        assertEquals(16 - 0.5 - 10 - HALF_WIDTH, rows.float64("off_by", 0), 1e-9);
        assertEquals(4 + 0.5 - 10 + HALF_WIDTH, rows.float64("off_by", 1), 1e-9);
    }

    @Test
    void aMeanOfSeveralRealisationsHasANarrowerInterval() throws Exception {
        Table row = compareRates("b,rate,E,V1,,14,0.1,Hz", 20);
        assertEquals(10 + 4.302652729911275 * Math.sqrt(1 / 20.0 + 1 / 3.0), row.float64("prediction_high", 0), 1e-9);
        assertEquals("above", row.text("verdict", 0));
    }

    @Test
    void aSingleReplicateAllowsNoVerdict() throws Exception {
        assertEquals("unknown", compareRates("b,rate,E,V2M,,7,0.1,Hz", 1).text("verdict", 0));
    }

    @Test
    void betweenThePointsOfACurveTheValuesAreInterpolated() throws Exception {
        Table curves = Tables.of(
                "condition #replicate population amplitude:Hz smoothed:Hz",
                "V1",
                1,
                "E",
                0.0,
                1.0,
                "V1",
                1,
                "E",
                2.0,
                5.0,
                "V1",
                2,
                "E",
                0.0,
                3.0,
                "V1",
                2,
                "E",
                2.0,
                7.0);
        Counterpart curve =
                new Counterpart("responses", "smoothed", Optional.of("amplitude"), Map.of(), 1, Optional.empty());
        Table rows = run(HEAD + "b,response,E,V1,0.5,3,0.1,Hz\nb,response,E,V1,2,6,0.1,Hz", curve, "responses", curves)
                .output("comparison");
        assertEquals(3, rows.float64("computed", 0), 1e-12);
        assertEquals(6, rows.float64("computed", 1), 1e-12);
        IllegalArgumentException beyond = assertThrows(
                IllegalArgumentException.class,
                () -> run(HEAD + "b,response,E,V1,2.5,3,0.1,Hz", curve, "responses", curves));
        assertTrue(String.valueOf(beyond.getMessage()).contains(".csv:2: the curve reaches from"), beyond.getMessage());
    }

    @Test
    void theSummaryCountsValuesWithin() throws Exception {
        Counterpart rate = new Counterpart("spontaneous", "rate", Optional.empty(), Map.of(), 1, Optional.empty());
        Table summary = run(HEAD + "b,rate,E,V1,,10,0.1,Hz\nb,rate again,E,V1,,20,0.1,Hz", rate, "spontaneous", RATES)
                .output("summary");
        assertEquals(2, summary.int32("values", 0));
        assertEquals(1, summary.int32("within", 0));
        assertEquals(5, summary.float64("mean_deviation", 0), 1e-12);
    }

    @Test
    void aFileThatChangedSinceThePipelineWasReadIsRejected() throws Exception {
        Path file = folder.resolve("changing.csv");
        Files.writeString(file, HEAD);
        DataFile before = DataFile.of(file);
        Files.writeString(file, HEAD + "b,rate,E,V1,,10,0.1,Hz");
        Counterpart rate = new Counterpart("spontaneous", "rate", Optional.empty(), Map.of(), 1, Optional.empty());
        ComparePublishedStage stage = new ComparePublishedStage();
        Parameters parameters =
                new Parameters(List.of(new Reference("figure", before, "panel", Map.of("b", rate))), 0.95);
        assertThrows(
                IOException.class,
                () -> FakeContext.of(stage).with("spontaneous", RATES).run(stage, parameters));
    }

    @Test
    void choicesAreComparedWithThePublishedOnes() throws Exception {
        CompareChoicesStage stage = new CompareChoicesStage();
        Table choices = FakeContext.of(stage)
                .run(
                        stage,
                        new CompareChoicesStage.Parameters(
                                Map.of(
                                        "p", new CompareChoicesStage.Probability(0.075, 0.075, Optional.empty()),
                                        "q", new CompareChoicesStage.Probability(0.05, 0.1, Optional.of(0.9))),
                                Map.of("level", new CompareChoicesStage.Rate(4, 4, Optional.of(0.6)))))
                .output("choices");
        assertEquals(List.of("p", "q", "level"), choices.text("choice"));
        assertEquals(List.of("1", "1", "Hz"), choices.text("unit"));
        assertTrue(choices.bool("agrees", 0));
        assertEquals(false, choices.bool("agrees", 1));
        assertEquals(0.6, choices.float64("confidence", 2));
    }

    @Test
    void theSamplingErrorWidensTheIntervalOfASampleMean() throws Exception {
        Table sttc = Tables.of(
                "condition #replicate population rate:Hz spread:Hz",
                "V1",
                1,
                "E",
                9.0,
                40.0,
                "V1",
                2,
                "E",
                10.0,
                40.0,
                "V1",
                3,
                "E",
                11.0,
                40.0);
        Counterpart sampled = new Counterpart(
                "spontaneous",
                "rate",
                Optional.empty(),
                Map.of(),
                1,
                Optional.of(new ComparePublishedStage.Sampled("spread", 400)));

        Table row = run(HEAD + "b,rate,E,V1,,14,0.1,Hz", sampled, "spontaneous", sttc)
                .output("comparison");

        // 40 / sqrt(400) = 2 is the standard error of the sample; 1.959964 the quantile of the normal distribution.
        double halfWidth = Math.hypot(HALF_WIDTH, 1.959963984540054 * 2);
        assertEquals(10 + halfWidth, row.float64("prediction_high", 0), 1e-9);
        assertEquals(10 - halfWidth, row.float64("prediction_low", 0), 1e-9);
    }

    @Test
    void theRemarkOnAReferenceValueIsReported() throws Exception {
        Counterpart rate = new Counterpart("spontaneous", "rate", Optional.empty(), Map.of(), 1, Optional.empty());
        String csv = """
                panel,quantity,population,condition,x,value,reading_uncertainty,unit,remark
                b,rate,E,V1,,14,0.1,Hz,"misread, perhaps"
                b,rate again,E,V1,,14,0.1,Hz,
                """;
        Table rows = run(csv, rate, "spontaneous", RATES).output("comparison");
        assertEquals(List.of("misread, perhaps", ""), rows.text("remark"));
    }

    @Test
    void aGroupWhoseRealisationsAreAllEqualHasNoMeanDeviation() throws Exception {
        Table equal = Tables.of("condition #replicate population rate:Hz", "V1", 1, "E", 9.0, "V1", 2, "E", 9.0);
        Counterpart rate = new Counterpart("spontaneous", "rate", Optional.empty(), Map.of(), 1, Optional.empty());
        Table summary =
                run(HEAD + "b,rate,E,V1,,14,0.1,Hz", rate, "spontaneous", equal).output("summary");
        assertTrue(Double.isNaN(summary.float64("mean_deviation", 0)));
    }
}
