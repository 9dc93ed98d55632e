package org.cb1network.figures.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.stage.FigureMetadata;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.mark.ValueRange;
import org.cb1network.figures.output.FigureFormat;
import org.cb1network.figures.theme.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FigureTest {

    private static final Theme THEME = Theme.published();

    @Test
    void aValueIsDrawnWhereTheScaleSays() {
        Figure figure = Figure.of(60, 50, THEME);
        Axes panel = figure.panel(Rect.of(10, 10, 40, 30));
        panel.x().range(0, 4).hidden();
        panel.y().range(0, 3).hidden();
        panel.line(new double[] {1, 2}, new double[] {1, 2}).color("V2M");
        assertTrue(svg(figure).contains("d=\"m20 30 10-10\""), "1 mm per 0.1, y upwards");
    }

    @Test
    void aLogarithmicAxisGivesEqualRoomToEqualRatios() {
        Figure figure = Figure.of(60, 50, THEME);
        Axes panel = figure.panel(Rect.of(10, 10, 40, 30));
        panel.x().range(0, 4).hidden();
        panel.y().log().range(1, 1000).hidden();
        panel.line(new double[] {0, 4}, new double[] {10, 100});
        assertTrue(svg(figure).contains("d=\"m10 30 40-10\""));
    }

    @Test
    void valuesThatALogarithmicAxisCannotShowAreLeftOut() {
        Figure figure = Figure.of(60, 50, THEME);
        Axes panel = figure.panel(Rect.of(10, 10, 40, 30));
        panel.y().log().range(1, 1000);
        panel.line(new double[] {0, 1, 2, 3}, new double[] {10, 0, -1, 100});
        panel.bars(0, 10, Double.NaN);
        assertTrue(figure.render(FigureFormat.PDF).length > 0);
    }

    @Test
    void whatLeavesThePanelIsClipped() {
        Figure figure = Figure.of(60, 50, THEME);
        Axes panel = figure.panel(Rect.of(10, 10, 40, 30));
        panel.x().range(0, 1);
        panel.y().range(0, 1);
        panel.line(new double[] {0, 1}, new double[] {0, 5});
        assertTrue(svg(figure).contains("overflow=\"hidden\""));
    }

    @Test
    void anEmptyPanelHasAxes() {
        Figure figure = Figure.of(60, 50, THEME);
        figure.panel("a", Rect.of(15, 10, 40, 30))
                .line(new double[0], new double[0])
                .label("nothing");
        assertTrue(svg(figure).contains("aria-label=\"1.0\""));
    }

    @Test
    void anAxisCoversItsDataAndBarsStandOnZero() {
        PlotAxis axis = new PlotAxis(THEME, true);
        assertEquals(0, axis.scale(ValueRange.of(0, 2)).start());
        assertTrue(axis.scale(ValueRange.of(0, 2)).end() > 2);
        assertTrue(axis.scale(ValueRange.of(1, 2)).start() < 1);
        assertTrue(axis.scale(ValueRange.of(3)).covers(3), "a single value");
        assertTrue(new PlotAxis(THEME, true).log().scale(ValueRange.of(3)).covers(3), "a single value");
    }

    @Test
    void labelsThatDoNotFitTheTicksAreAMistakeOfTheCaller() {
        Figure figure = Figure.of(60, 50, THEME);
        Axes panel = figure.panel(Rect.of(15, 10, 40, 30));
        panel.x().ticks(0, 1, 2).tickLabels("a", "b");
        String message = assertThrows(IllegalArgumentException.class, () -> figure.render(FigureFormat.SVG))
                .getMessage();
        assertEquals("There are 2 labels for 3 ticks.", message);
    }

    @Test
    void crowdedTicksAreThinnedOut() {
        Figure figure = Figure.of(60, 50, THEME);
        Axes panel = figure.panel(Rect.of(15, 10, 14, 30));
        panel.x().range(0, 30_000);
        assertEquals(List.of(), figure.problems());
    }

    @Test
    void textThatLeavesTheSheetOrOverlapsIsReported() {
        Figure figure = Figure.of(30, 20, THEME)
                .text(29, 10, "too long", Anchor.LEFT)
                .text(10, 5, "one", Anchor.CENTER)
                .text(10, 5.5, "two", Anchor.CENTER);
        List<String> problems = figure.problems();
        assertEquals(2, problems.size(), problems.toString());
        assertTrue(problems.get(0).contains("leaves the sheet"), problems.toString());
        assertTrue(problems.get(1).contains("overlap"), problems.toString());
    }

    @Test
    void aThinnedTraceKeepsItsExtremes() {
        int n = 200_000;
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = i;
            y[i] = i % 1000 == 500 ? 1 : 0;
        }
        Figure figure = Figure.of(60, 50, THEME);
        Axes panel = figure.panel(Rect.of(10, 10, 40, 30)).bare();
        panel.y().range(0, 1);
        panel.line(x, y);
        String text = svg(figure);
        assertTrue(text.length() < 100_000, text.length() + " characters");
        assertEquals(200, text.split("v-30|l\\.?[0-9]*-30|l\\.[0-9]+-30", -1).length - 1, "all spikes are there");
    }

    @Test
    void writingMakesOneFilePerFormatWithTheOriginInIt(@TempDir Path directory) throws IOException {
        Figure figure = Figure.of(30, 20, THEME).title("A figure").drawnFrom("gain", "ab".repeat(32));
        List<Path> files = figure.write(directory.resolve("figures"), "a");
        assertEquals(3, files.size());
        for (Path file : files) {
            assertTrue(Files.size(file) > 0);
            FigureMetadata read = FigureMetadata.read(file).orElseThrow();
            assertEquals("ab".repeat(32), read.tables().get("gain"), file.toString());
        }
    }

    @Test
    void changingAColourChangesTheFileAndNothingElseDoes() {
        assertEquals(svg(bars("V1")), svg(bars("V1")));
        assertFalse(svg(bars("V1")).equals(svg(bars("V2M"))));
    }

    private static Figure bars(String color) {
        Figure figure = Figure.of(60, 50, THEME);
        figure.panel("a", Rect.of(15, 10, 40, 30)).bars(1, 2, 3).color(color);
        return figure;
    }

    private static String svg(Figure figure) {
        return new String(figure.render(FigureFormat.SVG), StandardCharsets.UTF_8);
    }
}
