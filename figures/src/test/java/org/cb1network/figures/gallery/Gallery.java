package org.cb1network.figures.gallery;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.mark.Matrix;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.theme.Theme;

/** Draws figures of synthetic data with all that the drawing layer can do: {@code Gallery DIRECTORY}. */
public final class Gallery {

    private static final double NONE = Double.NaN;

    private Gallery() {}

    /** Writes the figure in all formats. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        look(Theme.published(), 100_000).write(directory, "look");
        Vocabulary.figure(Theme.published()).write(directory, "vocabulary");
        ShortExample.figure(Theme.published()).write(directory, "short");
    }

    /** Six panels as in a figure of the paper. */
    static Figure look(Theme theme, int spikes) {
        Figure figure = Figure.of(180, 110, theme)
                .title("The look of the figures")
                .describe("Bars, curves, a matrix and a raster of synthetic data.")
                .software("cb1network")
                .drawnFrom("synthetic", "0".repeat(64));
        bars(figure);
        curves(figure);
        logarithmic(figure);
        connections(figure);
        raster(figure, spikes);
        return figure;
    }

    private static void bars(Figure figure) {
        Axes rate = figure.panel("a", Rect.of(22, 10, 14, 28));
        rate.bars(0.47, 1.25, 0.48)
                .colors("V1", "V2M", "V2M-CB1-KO")
                .interval(new double[] {0.43, 1.17, 0.42}, new double[] {0.51, 1.33, 0.54});
        rate.x().noTicks();
        rate.y().range(0, 1.4).ticks(0, 0.5, 1).label("L2/3 PN\nrate (Hz)");
    }

    private static void curves(Figure figure) {
        Axes gain = figure.panel("b", Rect.of(62, 10, 34, 28)).labelRoom(17);
        double[] input = steps(0, 8, 80);
        String[] conditions = {"V1", "V2M", "V2M-CB1-KO"};
        double[] slopes = {26, 7.6, 14.3};
        for (int i = 0; i < conditions.length; i++) {
            double top = slopes[i];
            double[] mean = map(input, x -> top * x * x / (x * x + 18) * (82.0 / 64));
            gain.line(input, mean)
                    .band(map(mean, y -> 0.93 * y), map(mean, y -> 1.07 * y))
                    .color(conditions[i])
                    .label(conditions[i]);
        }
        gain.x().range(0, 8).ticks(0, 3, 6).label("L4 PN input (Hz)");
        gain.y().range(0, 28).label("rel. gain (Hz^{-1})\n(gain/spont-level)");
    }

    private static void logarithmic(Figure figure) {
        Axes rates = figure.panel("c", Rect.of(128, 10, 40, 28));
        double[] release = steps(0.1, 0.65, 60);
        rates.verticalLine(0.25);
        rates.verticalLine(0.5);
        rates.line(release, map(release, p -> 20 + 6 * falling((p - 0.1) / 0.15)))
                .color("PvInh")
                .label("PV");
        rates.line(release, map(release, p -> 11 + 20 * falling((p - 0.1) / 0.15)))
                .color("CB1Inh")
                .label("CB1");
        rates.line(release, map(release, p -> 0.3 + 3.3 * falling((p - 0.1) / 0.17)))
                .color("L23Exc")
                .label("PN");
        rates.x().range(0.08, 0.67).ticks(0.25, 0.5).label("*p_{rel}* CB1→L2/3 PN");
        rates.y().log().range(0.2, 50).label("rate (Hz)");
    }

    private static void connections(Figure figure) {
        Axes panel = figure.panel("d", Rect.of(24, 62, 20, 30));
        Matrix matrix = panel.matrix(new double[][] {
                    {5, 5, 5, NONE},
                    {7, 7.5, NONE, NONE},
                    {7, NONE, 2.5, 2.5},
                    {1, NONE, NONE, NONE},
                    {7.5, 10, 2.5, 1},
                    {NONE, NONE, NONE, 2.5}
                })
                .range(1, 10);
        panel.x()
                .items("L23Exc", "PvInh", "CB1Inh", "L4Exc")
                .tickColors("L23Exc", "PvInh", "CB1Inh", "L4Exc")
                .turnTicks(70)
                .oppositeLabel("post");
        panel.y()
                .items("L23Exc", "PvInh", "CB1Inh", "L4Exc", "bg", "input")
                .tickColors("L23Exc", "PvInh", "CB1Inh", "L4Exc", "AffExcBG", "AffExcTV")
                .oppositeLabel("pre");
        panel.colorBar(matrix, 8, 3).ticks(1, 4, 7, 10).label("*p_{conn}* (%)");
    }

    private static void raster(Figure figure, int spikes) {
        Axes raster = figure.panel("e", Rect.of(84, 58, 88, 44)).bare().moveLetter(-8, 0);
        raster.x().range(0, 3000);
        raster.y().range(0, 4500);
        SplittableRandom random = new SplittableRandom(1);
        population(raster, random, "CB1Inh", spikes / 4, 4000, 500, 0);
        population(raster, random, "PvInh", spikes / 4, 3500, 500, 0);
        population(raster, random, "L23Exc", spikes / 2 - spikes / 50, 200, 3300, 0.3);
        population(raster, random, "L4Exc", spikes / 50, 0, 200, 0.6);
        raster.scaleBarX(200, "200 ms").at(3, -1.2);
        raster.scaleBarY(1000, "1000 cells");
        figure.text(172, 57, "synthetic", Anchor.BOTTOM_RIGHT, figure.theme().smallText(), "title");
    }

    private static void population(
            Axes raster, SplittableRandom random, String color, int spikes, int first, int neurons, double locked) {
        double[] times = new double[spikes];
        int[] cells = new int[spikes];
        for (int i = 0; i < spikes; i++) {
            boolean withEvent = random.nextDouble() < locked;
            double jitter = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
            times[i] = withEvent ? 220 + 430 * random.nextInt(7) + 60 * jitter : 3000 * random.nextDouble();
            cells[i] = first + random.nextInt(neurons);
        }
        raster.spikes(times, cells).color(color);
    }

    private static double falling(double x) {
        return StrictMath.exp(-x);
    }

    /** Evenly spaced numbers. */
    static double[] steps(double from, double to, int count) {
        double[] values = new double[count];
        Arrays.setAll(values, i -> from + (to - from) * i / (count - 1));
        return values;
    }

    /** A function of each number. */
    static double[] map(double[] values, DoubleUnaryOperator function) {
        return Arrays.stream(values).map(function).toArray();
    }
}
