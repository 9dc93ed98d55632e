package org.cb1network.figures.stage;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.cb1network.engine.runner.fingerprint.CodeFingerprint;
import org.cb1network.engine.runner.fingerprint.CodeFingerprinter;
import org.cb1network.engine.stage.FigureMetadata;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Table;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.output.FigureFormat;
import org.cb1network.figures.paper.Conditions;
import org.cb1network.figures.paper.EffectSummaryFigure;
import org.cb1network.figures.plot.DrawnDatum;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.SyntheticTables.Case;
import org.cb1network.figures.theme.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every figure, whatever it shows. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiguresTest {

    /** Figures that were computed once, for tests that only read. */
    private final Map<String, Case<?>> computed = new HashMap<>();

    private static final SyntheticTables USUAL = new SyntheticTables(1, false);

    @TempDir
    private Path directory;

    static List<Case<?>> figures() {
        return USUAL.all();
    }

    @Test
    void everyFigureHasItsTest() {
        Set<String> types = new TreeSet<>();
        for (Stage<?> stage : ServiceLoader.load(Stage.class)) {
            types.add(stage.type().name());
        }
        assertEquals(types, figures().stream().map(Case::toString).collect(Collectors.toCollection(TreeSet::new)));
    }

    /** Rates from nothing to far too much, with and without confidence intervals. */
    @ParameterizedTest
    @CsvSource({"1, false", "1, true", "0, false", "1e-4, false", "30, false", "1000, true"})
    void noTextIsClippedOrOverlapsWhateverTheData(double scale, boolean single) throws IOException {
        List<String> problems = new ArrayList<>();
        for (Case<?> figure : new SyntheticTables(scale, single).all()) {
            draw(figure, Theme.published()).problems().forEach(problem -> problems.add(figure + ": " + problem));
        }
        assertEquals(List.of(), problems);
    }

    @ParameterizedTest
    @MethodSource("figures")
    void theSameTablesGiveTheSameBytes(Case<?> figure) throws IOException {
        Case<?> again = computed(figure);
        compute(figure);
        for (OutputPort output : figure.figure().type().outputs()) {
            assertArrayEquals(
                    figure.context().bytes(output.name()), again.context().bytes(output.name()), output.name());
        }
    }

    /** After an intended change of the figure, look at it, then take over the digest that the failure shows. */
    @Test
    void theBytesOfASmallFigureAreKnown() throws Exception {
        Case<?> figure = USUAL.map();
        compute(figure);
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(figure.context().bytes("svg"));
        assertEquals(
                "2db1f2835146b7cbf8e6d4d7f76c89956ea62c00365f05e71d4ba6edb39c60b5",
                HexFormat.of().formatHex(digest));
    }

    @ParameterizedTest
    @MethodSource("figures")
    void everyFileNamesTheContentOfItsTables(Case<?> any) throws IOException {
        Case<?> figure = computed(any);
        TreeMap<String, String> expected = new TreeMap<>();
        for (InputPort input : figure.figure().type().inputs()) {
            expected.put(input.name(), figure.context().digest(input.name()));
        }
        for (FigureFormat format : FigureFormat.values()) {
            Path file = directory.resolve(figure + "." + format.extension());
            Files.write(file, figure.context().bytes(format.extension()));
            FigureMetadata metadata = FigureMetadata.read(file).orElseThrow();
            assertEquals(expected, metadata.tables(), format.name());
            assertTrue(metadata.title().isPresent() && metadata.description().isPresent(), format.name());
        }
    }

    @Test
    void theMarksOfTheConditionsOnTheReleaseMapAreInItsTable() throws IOException {
        List<DrawnDatum> marks = draw(again(USUAL.map()), Theme.published()).data().stream()
                .filter(datum -> datum.panel().equals("a") && datum.mark().equals("points"))
                .toList();
        assertEquals(Conditions.SHOWN, marks.stream().map(DrawnDatum::series).toList());
    }

    @Test
    void theTestsBetweenConditionsAtTheChosenLevelAreInTheTableOfTheInputLevel() throws IOException {
        Case<?> figure = figures().stream()
                .filter(any -> any.toString().equals("draw-input-level"))
                .findFirst()
                .orElseThrow();
        List<String> marks = draw(again(figure), Theme.published()).data().stream()
                .filter(datum -> datum.panel().equals("c"))
                .map(DrawnDatum::mark)
                .distinct()
                .toList();
        assertEquals(List.of("bars", "comparison"), marks);
    }

    @ParameterizedTest
    @MethodSource("figures")
    void whatIsShownIsInTablesToo(Case<?> any) throws IOException {
        Case<?> figure = computed(any);
        for (OutputPort output : figure.figure().type().outputs()) {
            if (output instanceof TableOutput) {
                assertTrue(Table.read(figure.context().bytes(output.name())).rows() > 0, output.name());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("figures")
    void anotherColourInTheThemeChangesThePictureAndNotTheNumbers(Case<?> figure) throws IOException {
        Theme theme = Theme.published();
        TreeMap<String, Color> colors = new TreeMap<>(theme.colors());
        colors.replaceAll((name, color) -> color.mix(Color.hex("#00ff00"), 0.2));
        Case<?> again = again(figure);
        Figure before = draw(figure, theme);
        Figure after = draw(again, new Theme(theme.lengths(), colors));
        assertFalse(Arrays.equals(before.render(FigureFormat.SVG), after.render(FigureFormat.SVG)));
        assertEquals(before.data(), after.data());
    }

    /** Otherwise a new colour would leave old figures in the store. */
    @Test
    void theThemeIsPartOfTheCodeOfEveryFigure() {
        CodeFingerprinter fingerprinter = CodeFingerprinter.of(FiguresTest.class.getClassLoader());
        for (Case<?> figure : figures()) {
            CodeFingerprint fingerprint =
                    fingerprinter.of(figure.figure().getClass().getName());
            String counted = new String(fingerprint.toBytes(), StandardCharsets.UTF_8);
            assertTrue(counted.contains("theme.properties"), figure + " " + counted);
        }
    }

    @Test
    void aLevelWithoutResultsIsRefusedWithAReason() {
        Case<?> figure = USUAL.effectSummary();
        EffectSummaryFigure.Parameters unknown = new EffectSummaryFigure.Parameters(17);
        IllegalArgumentException refused = assertThrows(
                IllegalArgumentException.class, () -> new EffectSummaryFigure().compute(unknown, figure.context()));
        assertTrue(refused.getMessage().contains("17.0 Hz"), refused.getMessage());
    }

    private static <P extends Record> Figure draw(Case<P> figure, Theme theme) throws IOException {
        return figure.figure().draw(figure.parameters(), theme, figure.context());
    }

    private static <P extends Record> void compute(Case<P> figure) throws IOException {
        figure.figure().compute(figure.parameters(), figure.context());
    }

    private Case<?> computed(Case<?> figure) throws IOException {
        if (!computed.containsKey(figure.toString())) {
            Case<?> fresh = again(figure);
            compute(fresh);
            computed.put(figure.toString(), fresh);
        }
        return computed.get(figure.toString());
    }

    private static Case<?> again(Case<?> figure) {
        return USUAL.all().stream()
                .filter(other -> other.toString().equals(figure.toString()))
                .findFirst()
                .orElseThrow();
    }
}
