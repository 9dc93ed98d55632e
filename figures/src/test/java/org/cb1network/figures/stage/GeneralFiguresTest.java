package org.cb1network.figures.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
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
import org.cb1network.figures.output.FigureFormat;
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

    private static Table values(double... ys) {
        Table.Builder table = Table.builder(TableSchema.of(
                "values",
                "",
                Column.int32("level", "Hz", ""),
                Column.float64("gain", "1", ""),
                Column.float64("low", "1", ""),
                Column.float64("high", "1", "")));
        for (int i = 0; i < ys.length; i++) {
            table.row(i + 1, ys[i], ys[i] - 1, ys[i] + 1);
        }
        return table.build();
    }

    private static CurvesFigure.Parameters logarithmic() {
        return new CurvesFigure.Parameters(
                "Gain",
                "level",
                "gain",
                Optional.empty(),
                Optional.of(new Interval("low", "high")),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                true);
    }

    @Test
    void aPointBetweenMissingOnesIsDrawn() throws IOException {
        Figure gap = draw(
                new CurvesFigure(), curves("gain", Optional.empty(), Map.of()), values(1, Double.NaN, Double.NaN, 2));
        String svg = new String(gap.render(FigureFormat.SVG), StandardCharsets.UTF_8);
        assertTrue(svg.contains("#0072b2"), "nothing is drawn in the colour of the curve");
    }

    @Test
    void zeroOnALogarithmicAxisIsLeftOutWithAWarning() throws IOException {
        FakeContext context = FakeContext.of(new CurvesFigure()).with("table", values(0, 0.5, 100));
        Figure figure = draw(new CurvesFigure(), logarithmic(), context);
        assertEquals(
                List.of("the logarithmic axis leaves out values of 'gain' that are 0 or negative (1 of them)"),
                context.warnings());
        assertEquals(
                List.of(0.5, 0.5, 99.0),
                figure.data().stream().map(DrawnDatum::low).toList());
    }

    @Test
    void textsOfAnyLengthAndNumbersOfAnySizeStayOnTheSheetAndDoNotOverlap() throws IOException {
        String longName = "a_very_long_name_of_a_condition_that_nobody_wanted_to_shorten "
                .repeat(3)
                .strip();
        for (double size : new double[] {1, 1e-300, 1e20, 1e300, -5e7}) {
            Table.Builder table = Table.builder(TableSchema.of(
                    "t",
                    "",
                    Column.text("name", ""),
                    Column.float64(longName, "1", ""),
                    Column.float64("y", "mV", "")));
            for (int i = 0; i < 30; i++) {
                table.row(longName + i, (double) (i % 5), size * i);
                table.row(longName + i, 5 + (double) (i % 5), size * i / 2);
            }
            Table all = table.build();
            Table single = all.pick(IntStream.range(0, 30).map(i -> 2 * i).toArray());
            Optional<String> none = Optional.empty();
            assertTidy(draw(
                    new CurvesFigure(),
                    new CurvesFigure.Parameters(
                            longName,
                            longName,
                            "y",
                            Optional.of("name"),
                            noInterval(),
                            Map.of(),
                            none,
                            none,
                            false,
                            false),
                    all));
            assertTidy(draw(
                    new BarsFigure(),
                    new BarsFigure.Parameters(longName, "name", "y", noInterval(), Map.of(), Optional.of(longName)),
                    single));
            assertTidy(draw(
                    new DistributionsFigure(),
                    new DistributionsFigure.Parameters(longName, "y", Optional.of("name"), 30, Map.of(), none),
                    all));
        }
        for (double size : new double[] {1, 1e-300, 1e20, 1e300}) {
            assertTidy(draw(
                    new MapFigure(),
                    new MapFigure.Parameters(
                            longName,
                            "x",
                            "y",
                            "value",
                            Map.of(),
                            Optional.empty(),
                            Optional.empty(),
                            Optional.of(longName)),
                    grid(size)));
        }
    }

    private static Optional<Interval> noInterval() {
        return Optional.empty();
    }

    private static void assertTidy(Figure figure) {
        assertEquals(List.of(), figure.problems());
    }

    @Test
    void equalValuesHaveADistributionWhateverTheirSize() throws IOException {
        DistributionsFigure.Parameters parameters =
                new DistributionsFigure.Parameters("CV", "gain", Optional.empty(), 3, Map.of(), Optional.empty());
        for (double value : new double[] {0, 3, 1e20}) {
            List<DrawnDatum> data = draw(new DistributionsFigure(), parameters, values(value, value))
                    .data();
            assertEquals(
                    List.of(0.0, 1.0, 0.0), data.stream().map(DrawnDatum::y).toList(), value + " twice");
        }
    }

    @Test
    void moreSeriesThanAnybodyCanTellApartAreRefused() {
        Table.Builder table = Table.builder(TableSchema.of(
                "t",
                "",
                Column.int32("neuron", "1", ""),
                Column.int32("level", "1", ""),
                Column.float64("y", "1", "")));
        for (int i = 0; i < 300; i++) {
            table.row(i, 1, 1.0);
        }
        Table many = table.build();
        CurvesFigure.Parameters perNeuron = new CurvesFigure.Parameters(
                "",
                "level",
                "y",
                Optional.of("neuron"),
                noInterval(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                false);
        assertTrue(refusal(new CurvesFigure(), perNeuron, many).contains("'by' has 300 values"));
        BarsFigure.Parameters bars =
                new BarsFigure.Parameters("", "neuron", "y", noInterval(), Map.of(), Optional.empty());
        assertTrue(refusal(new BarsFigure(), bars, many).contains("300 bars cannot be read"));
    }

    @Test
    void thirtyCurvesDifferInColourOrDashes() throws IOException {
        Table.Builder table = Table.builder(TableSchema.of(
                "t", "", Column.text("name", ""), Column.int32("x", "1", ""), Column.float64("y", "1", "")));
        for (int i = 0; i < 30; i++) {
            table.row("c" + i, 0, (double) i).row("c" + i, 1, (double) i);
        }
        Figure figure = draw(
                new CurvesFigure(),
                new CurvesFigure.Parameters(
                        "",
                        "x",
                        "y",
                        Optional.of("name"),
                        noInterval(),
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        false),
                table.build());
        String svg = new String(figure.render(FigureFormat.SVG), StandardCharsets.UTF_8);
        Set<String> looks = new HashSet<>();
        Matcher line =
                Pattern.compile("<path[^>]*stroke=\"(#[0-9a-f]+)\"[^>]*>").matcher(svg);
        while (line.find()) {
            Matcher dashes = Pattern.compile("stroke-dasharray=\"([^\"]*)\"").matcher(line.group());
            looks.add(line.group(1) + (dashes.find() ? dashes.group(1) : ""));
        }
        assertTrue(looks.size() >= 30, looks.toString());
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
    void aWindowAfterTheEndIsRefused() {
        ActivityFigure.Parameters late =
                new ActivityFigure.Parameters("Activity", Map.of(), List.of(), 60, Optional.empty(), 50, 0, 10);
        assertTrue(refusal(late).contains("the window starts at 60.0 ms, but the simulation ends at 50.0 ms"));
    }

    @Test
    void stepAndDurationAreThoseOfTheChosenPoint() throws IOException {
        Table spikes = Table.builder(TableSchema.of(
                        "spikes",
                        "",
                        Column.text("population", ""),
                        Column.int32("neuron", "1", ""),
                        Column.int32("step", "1", "")))
                .row("exc", 3, 100)
                .build();
        Table simulations = Table.builder(TableSchema.of(
                        "rates",
                        "",
                        Column.float64("step", "ms", ""),
                        Column.text("population", ""),
                        Column.int32("neurons", "1", ""),
                        Column.int64("spikes", "1", ""),
                        Column.float64("duration", "ms", ""),
                        Column.float64("time_step", "ms", "")))
                .row(0.1, "exc", 2, 1L, 50.0, 0.1)
                .row(0.2, "exc", 80, 1L, 100.0, 0.2)
                .build();
        FakeContext context = FakeContext.of(new ActivityFigure())
                .withPoint("spikes", Map.of("step", "0.1 ms"), spikes, 0)
                .withPoint("spikes", Map.of("step", "0.2 ms"), spikes, 0)
                .with("simulations", simulations, 1);
        List<DrawnDatum> data = draw(
                        new ActivityFigure(), activity(Map.of("step", "0.2 ms"), List.of(), 0, 10), context)
                .data();
        assertEquals(List.of(20.0), data.stream().map(DrawnDatum::x).toList());
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
