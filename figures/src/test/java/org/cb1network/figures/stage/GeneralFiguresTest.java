package org.cb1network.figures.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.figures.general.ActivityFigure;
import org.cb1network.figures.general.BarsFigure;
import org.cb1network.figures.general.CurvesFigure;
import org.cb1network.figures.general.DistributionsFigure;
import org.cb1network.figures.general.Interval;
import org.cb1network.figures.general.MapFigure;
import org.cb1network.figures.plot.DrawnDatum;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.theme.Theme;
import org.junit.jupiter.api.Test;

/** What the figures of any table show, and how they refuse what they cannot show. */
class GeneralFiguresTest {

    private static final Table GAINS = Table.builder(TableSchema.of(
                    "gains",
                    "",
                    Column.int32("level", "Hz", ""),
                    Column.text("network", ""),
                    Column.float64("gain", "1/Hz", ""),
                    Column.float64("low", "1/Hz", ""),
                    Column.float64("high", "1/Hz", "")))
            .row(2, "random", 0.5, 0.4, 0.6)
            .row(1, "random", 0.25, 0.2, 0.3)
            .row(1, "clustered", 2.0, 1.5, 2.5)
            .row(2, "clustered", 3.0, 2.5, 3.5)
            .build();

    private static CurvesFigure.Parameters curves(String y, Optional<String> by, Map<String, String> where) {
        return new CurvesFigure.Parameters(
                "Gain",
                "level",
                y,
                by,
                Optional.of(new Interval("low", "high")),
                where,
                Optional.empty(),
                Optional.empty(),
                false,
                false);
    }

    private static MapFigure.Parameters map(String x) {
        return new MapFigure.Parameters(
                "Map", x, "y", "value", Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static <P extends Record> Figure draw(FigureStage<P> stage, P parameters, Table table) throws IOException {
        return draw(stage, parameters, FakeContext.of(stage).with("table", table));
    }

    private static <P extends Record> Figure draw(FigureStage<P> stage, P parameters, FakeContext context)
            throws IOException {
        return stage.draw(parameters, Theme.published(), context);
    }

    private static <P extends Record> String refusal(FigureStage<P> stage, P parameters, Table table) {
        return assertThrows(IllegalArgumentException.class, () -> draw(stage, parameters, table))
                .getMessage();
    }

    @Test
    void aCurveGoesThroughTheRowsOfOneSeriesInTheOrderOfTheAxis() throws IOException {
        List<DrawnDatum> data = draw(new CurvesFigure(), curves("gain", Optional.of("network"), Map.of()), GAINS)
                .data();
        assertEquals(
                List.of(
                        "random 1.0 0.25 0.2 0.3",
                        "random 2.0 0.5 0.4 0.6",
                        "clustered 1.0 2.0 1.5 2.5",
                        "clustered 2.0 3.0 2.5 3.5"),
                data.stream()
                        .map(row -> row.series() + " " + row.x() + " " + row.y() + " " + row.low() + " " + row.high())
                        .toList());
        assertEquals("level (Hz)", data.get(0).xAxis());
        assertEquals("gain (1/Hz)", data.get(0).yAxis());
    }

    @Test
    void onlyTheSelectedRowsAreDrawn() throws IOException {
        Map<String, String> where = Map.of("network", "random");
        assertEquals(
                2,
                draw(new CurvesFigure(), curves("gain", Optional.empty(), where), GAINS)
                        .data()
                        .size());
    }

    @Test
    void anUnknownColumnIsRefusedWithTheNearestOne() {
        String message = refusal(new CurvesFigure(), curves("gian", Optional.of("network"), Map.of()), GAINS);
        assertTrue(message.contains("\"gains\" has no column \"gian\"; did you mean \"gain\"?"), message);
        assertTrue(message.contains("level, network, gain, low, high"), message);
    }

    @Test
    void aColumnOfTextIsRefusedWhereNumbersAreNeeded() {
        String message = refusal(new CurvesFigure(), curves("network", Optional.of("network"), Map.of()), GAINS);
        assertTrue(message.contains("'network'") && message.contains("level, gain, low, high"), message);
    }

    @Test
    void severalRowsForOnePlaceOfACurveAreRefused() {
        String message = refusal(new CurvesFigure(), curves("gain", Optional.empty(), Map.of()), GAINS);
        assertTrue(message.contains("several rows with level 1"), message);
    }

    @Test
    void aValueThatNoRowHasIsRefusedWithTheValuesThatThereAre() {
        String message =
                refusal(new CurvesFigure(), curves("gain", Optional.empty(), Map.of("network", "ring")), GAINS);
        assertTrue(message.contains("network ring") && message.contains("[random, clustered]"), message);
    }

    /** One simulation with recorded spikes of two populations; a third one is active, but its spikes were not recorded. */
    private static FakeContext oneSimulation() {
        Table spikes = Table.builder(TableSchema.of(
                        "spikes",
                        "",
                        Column.text("population", ""),
                        Column.int32("neuron", "1", ""),
                        Column.int32("step", "1", "")))
                .row("exc", 3, 100)
                .row("inh", 0, 200)
                .row("inh", 90, 200)
                .build();
        Table simulations = Table.builder(TableSchema.of(
                        "rates",
                        "",
                        Column.text("population", ""),
                        Column.int32("neurons", "1", ""),
                        Column.int64("spikes", "1", ""),
                        Column.float64("duration", "ms", ""),
                        Column.float64("time_step", "ms", "")))
                .row("exc", 80, 1L, 50.0, 0.1)
                .row("inh", 100, 2L, 50.0, 0.1)
                .row("other", 100, 7L, 50.0, 0.1)
                .build();
        return FakeContext.of(new ActivityFigure())
                .withPoint("spikes", Map.of("level", "4 Hz"), spikes, 0)
                .with("simulations", simulations, 0);
    }

    private static ActivityFigure.Parameters activity(
            Map<String, String> point, List<String> populations, int neuron, double smoothingMs) {
        return new ActivityFigure.Parameters(
                "Activity", point, populations, 0, Optional.empty(), 50, neuron, smoothingMs);
    }

    @Test
    void aPopulationWhoseSpikesWereNotRecordedDoesNotLookSilent() {
        String message = refusal(activity(Map.of(), List.of("exc", "other"), 0, 10));
        assertTrue(message.contains("the spikes of 'other' were not recorded"), message);
    }

    @Test
    void anAxisThatTheSimulationsDoNotHaveIsRefused() {
        String message = refusal(activity(Map.of("levle", "4 Hz"), List.of(), 0, 10));
        assertTrue(message.contains("[levle]") && message.contains("[level]"), message);
    }

    @Test
    void aParameterOfARecordingThatIsNotConnectedIsRefused() {
        assertTrue(refusal(activity(Map.of(), List.of(), 1, 10)).contains("'neuron' has no effect"));
        assertTrue(refusal(activity(Map.of(), List.of(), 0, 20)).contains("'smoothing' has no effect"));
    }

    private static String refusal(ActivityFigure.Parameters parameters) {
        return assertThrows(
                        IllegalArgumentException.class, () -> draw(new ActivityFigure(), parameters, oneSimulation()))
                .getMessage();
    }

    @Test
    void recordingsThatAreNotConnectedAreLeftOut() throws IOException {
        List<DrawnDatum> data = draw(new ActivityFigure(), activity(Map.of(), List.of(), 0, 10), oneSimulation())
                .data();
        assertEquals(
                List.of("exc 10.0 3.0", "inh 20.0 50.0"),
                data.stream()
                        .map(row -> row.series() + " " + row.x() + " " + row.y())
                        .toList());
    }

    @Test
    void aSimulationThatIsNotTheOnlyOneHasToBeChosen() {
        SyntheticTables tables = new SyntheticTables(1, false);
        ActivityFigure.Parameters any =
                new ActivityFigure.Parameters("Activity", Map.of(), List.of(), 0, Optional.empty(), 50, 0, 10);
        String message = assertThrows(
                        IllegalArgumentException.class,
                        () -> draw(new ActivityFigure(), any, tables.activity().context()))
                .getMessage();
        assertTrue(message.contains("3 points") && message.contains("condition=V2M-CB1-KO"), message);
    }

    private static Table grid(double... xs) {
        Table.Builder table = Table.builder(TableSchema.of(
                "grid",
                "",
                Column.float64("x", "1", ""),
                Column.float64("y", "1", ""),
                Column.float64("value", "mV", "")));
        for (double x : xs) {
            table.row(x, 0.0, 10 * x).row(x, 1.0, 10 * x + 1);
        }
        return table.build();
    }

    @Test
    void aMapHasACellForEachPairOfValues() throws IOException {
        List<DrawnDatum> data = draw(new MapFigure(), map("x"), grid(1, 2, 3)).data();
        assertEquals(
                List.of(10.0, 20.0, 30.0, 11.0, 21.0, 31.0),
                data.stream().map(DrawnDatum::value).toList());
        assertEquals(
                List.of(1.0, 2.0, 3.0),
                data.stream().limit(3).map(DrawnDatum::x).toList());
    }

    @Test
    void aMapOfUnevenlySpacedValuesIsRefused() {
        String message = refusal(new MapFigure(), map("x"), grid(1, 2, 4));
        assertTrue(message.contains("'x'") && message.contains("[1.0, 2.0, 4.0]"), message);
    }

    @Test
    void barsStandInTheOrderOfTheRows() throws IOException {
        BarsFigure.Parameters parameters = new BarsFigure.Parameters(
                "Gain",
                "network",
                "gain",
                Optional.of(new Interval("low", "high")),
                Map.of("level", "2"),
                Optional.empty());
        List<DrawnDatum> data = draw(new BarsFigure(), parameters, GAINS).data();
        assertEquals(
                List.of("random 0.5", "clustered 3.0"),
                data.stream().map(row -> row.xItem() + " " + row.y()).toList());
    }

    @Test
    void theSharesOfEachDistributionAddUpToOneWithoutNaN() throws IOException {
        Table table = Table.builder(TableSchema.of("cv", "", Column.text("network", ""), Column.float64("cv", "1", "")))
                .row("a", 0.0)
                .row("a", 1.0)
                .row("a", Double.NaN)
                .row("b", 0.9)
                .row("b", 2.0)
                .build();
        DistributionsFigure.Parameters parameters =
                new DistributionsFigure.Parameters("CV", "cv", Optional.of("network"), 2, Map.of(), Optional.empty());
        List<DrawnDatum> data =
                draw(new DistributionsFigure(), parameters, table).data();
        assertEquals(
                List.of("a 0.5 0.5", "a 1.5 0.5", "b 0.5 0.5", "b 1.5 0.5"),
                data.stream()
                        .map(row -> row.series() + " " + row.x() + " " + row.y())
                        .toList());
    }
}
