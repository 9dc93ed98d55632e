package org.cb1network.figures.gallery;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.TextStyle;
import org.cb1network.figures.draw.VectorPath;
import org.cb1network.figures.mark.Matrix;
import org.cb1network.figures.mark.Points;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.plot.Sketch;
import org.cb1network.figures.plot.Sketch.End;
import org.cb1network.figures.theme.Theme;

/** What {@link Gallery}'s first figure does not show: points, steps, histograms, traces, maps, legends, brackets, sketches. */
final class Vocabulary {

    private Vocabulary() {}

    static Figure figure(Theme theme) {
        Figure figure = Figure.of(180, 105, theme).title("The vocabulary of the figures");
        figure.section("L4-L2/3 circuit – spontaneous activity", 8, 112, 6, 4);
        figure.bracket(124, 6, 172, 6, 172, 48, 160, 48);
        points(figure);
        histogram(figure);
        release(figure);
        traces(figure);
        map(figure);
        observations(figure);
        figure.legend(14, 48).columns(20).box("V1", "V1").box("V2M", "V2M").box("V2M-CB1-KO", "V2M-CB1-KO");
        figure.legend(96, 22).line("fit", "V1").symbol("published", Points.Symbol.DIAMOND, true, "V2M");
        figure.sketch(Vocabulary::circuit);
        return figure;
    }

    private static void points(Figure figure) {
        Axes panel = figure.panel("a", Rect.of(20, 16, 26, 22));
        double[] level = {3, 3.33, 3.67, 4, 4.33, 4.67, 5};
        double[] sttc = {0.045, 0.056, 0.066, 0.079, 0.093, 0.104, 0.118};
        panel.horizontalLine(0.067);
        panel.points(level, sttc)
                .interval(Gallery.map(sttc, y -> y - 0.008), Gallery.map(sttc, y -> y + 0.008))
                .color("V1")
                .label("V1");
        double[] low = Gallery.map(sttc, y -> y / 4.2);
        panel.points(level, low)
                .symbol(Points.Symbol.SQUARE)
                .open()
                .color("V2M")
                .label("V2M");
        panel.x().label("level (Hz)");
        panel.y().range(0, 0.14).label("STTC");
    }

    private static void histogram(Figure figure) {
        Axes panel = figure.panel("b", Rect.of(66, 16, 24, 22)).title("membrane potential");
        double[] edges = Gallery.steps(-75, -50, 26);
        double[] first = new double[25];
        double[] second = new double[25];
        for (int i = 0; i < 25; i++) {
            double v = (edges[i] + edges[i + 1]) / 2;
            first[i] = StrictMath.exp(-(v + 65) * (v + 65) / 12);
            second[i] = 0.8 * StrictMath.exp(-(v + 59) * (v + 59) / 20);
        }
        panel.histogram(edges, first).color("L4Exc").outlined(List.of());
        panel.histogram(edges, second).color("CB1Inh").outlined(List.of());
        panel.note(-65, 1.02, "L4").color("L4Exc").anchor(Anchor.BOTTOM);
        panel.x().label("*V_{m}* (mV)");
        panel.y().range(0, 1.2).label("density (mV^{-1})");
    }

    private static void release(Figure figure) {
        Axes panel = figure.panel("c", Rect.of(20, 66, 50, 12));
        double[] time = Gallery.steps(0, 2000, 11);
        double[] p = {1, 0.9, 0.8, 0.7, 0.55, 0.5, 0.4, 0.3, 0.2, 0.1, 0.1};
        panel.verticalSpan(1000, 1400).color("CB1Inh");
        panel.horizontalLine(0.5);
        panel.horizontalLine(0.25);
        panel.line(time, p).steps().color("reference");
        panel.y().range(0, 1).ticks(0, 0.5, 1).label("release\nprob.");
        panel.sketch((s, data) -> s.connect(
                data.toX(1000), data.toY(0.06), data.toX(1000), data.toY(0.44), End.ARROW, 0.8, s.color("bracket")));
        panel.x().hidden();
        panel.scaleBarX(200, "200 ms").at(4, -1);
        Axes train = figure.panel(Rect.of(20, 57, 50, 3)).bare();
        train.x().range(0, 2000);
        train.y().range(-0.5, 0.5);
        SplittableRandom random = new SplittableRandom(2);
        double[] spikes = random.doubles(180, 0, 2000).toArray();
        train.spikes(spikes, new int[180]).dot(0.12, 3).color("CB1Inh");
    }

    private static void traces(Figure figure) {
        Axes panel = figure.panel("d", Rect.of(20, 84, 50, 14)).bare();
        SplittableRandom random = new SplittableRandom(3);
        double[] time = Gallery.steps(0, 30_000, 300_000);
        double[] v = new double[time.length];
        v[0] = -65;
        for (int i = 1; i < v.length; i++) {
            v[i] = v[i - 1] + 0.01 * (-65 - v[i - 1]) + 0.5 * (random.nextDouble() - 0.5);
        }
        panel.line(time, v).color("L4Exc").width(0.6);
        panel.horizontalLine(-70);
        panel.x().range(0, 30_000);
        panel.y().range(-71, -58);
        panel.scaleBarX(1000, "1 s").at(0, 1);
        panel.moveLetter(-12, 0);
        panel.scaleBarY(5, "5 mV");
    }

    private static void map(Figure figure) {
        Axes panel = figure.panel("e", Rect.of(86, 64, 26, 30));
        double[][] rate = new double[8][8];
        for (int row = 0; row < 8; row++) {
            for (int column = 0; column < 8; column++) {
                rate[row][column] = 0.1 * StrictMath.pow(10, (row + 7 - column) / 10.0);
            }
        }
        Matrix matrix = panel.map(rate, 0.0643, 0.6357, 0.0170, 0.1055).logRange(0.1, 2.6);
        panel.points(new double[] {0.5, 0.25, 0.25}, new double[] {0.025, 0.1, 0.025})
                .open()
                .size(2);
        panel.note(0.5, 0.025, "V1").shift(0, -1.6).anchor(Anchor.BOTTOM).color(Color.WHITE);
        panel.x().label("*p_{rel}* CB1→L2/3 PN");
        panel.y().label("*p_{conn}* CB1→L4 PN");
        panel.colorBar(matrix, 2.5, 2.5).label("rate (Hz)");
    }

    private static void observations(Figure figure) {
        Axes panel = figure.panel("f", Rect.of(138, 16, 20, 22));
        double[][] seeds = new double[3][20];
        double[] mean = {0.079, 0.018, 0.022};
        SplittableRandom random = new SplittableRandom(4);
        for (int bar = 0; bar < 3; bar++) {
            double centre = mean[bar];
            Arrays.setAll(seeds[bar], i -> centre * (0.7 + 0.6 * random.nextDouble()));
        }
        panel.bars(mean)
                .colors("V1", "V2M", "V2M-CB1-KO")
                .observations(seeds)
                .interval(Gallery.map(mean, m -> 0.9 * m), Gallery.map(mean, m -> 1.1 * m));
        panel.compare(0, 1, 0.13, "***");
        panel.compare(1, 2, 0.04, "n. s.");
        panel.x().items("V1", "V2M", "KO");
        panel.y().log().range(0.01, 0.15).label("L2/3 PN STTC");
    }

    private static void circuit(Sketch sheet) {
        Sketch s = sheet.at(137, 58, 0.9);
        TextStyle small = TextStyle.plain(6);
        s.stroke(
                VectorPath.builder().moveTo(0, 2).curveTo(12, -2, 28, -2, 40, 2).build(),
                Stroke.ruled(0.6).dashed(1.0, 1.5),
                s.color("reference"));
        s.fill(Sketch.ellipse(10, 14, 9, 7.5, 10), s.color("L23Exc.body"));
        s.fill(Sketch.triangle(10, 15, 6, 6.5), s.color("L23Exc.soma"));
        s.text(10, 15.2, "PN", Anchor.CENTER, small.asBold(), Color.WHITE);
        s.fill(Sketch.ellipse(31, 8, 6, 4.5, -25), s.color("PvInh.body"));
        s.fill(VectorPath.circle(31, 8, 2.6), s.color("PvInh.soma"));
        s.text(31, 8, "PV", Anchor.CENTER, small.asBold(), Color.WHITE);
        s.fill(Sketch.ellipse(31, 24, 6, 4, 20), s.color("CB1Inh.body"));
        s.fill(VectorPath.circle(31, 24, 2.6), s.color("CB1Inh.soma"));
        s.text(31, 24, "CB1", Anchor.CENTER, small.asBold().size(5), Color.WHITE);
        s.connect(18, 10, 20, 8, 21, 7, 24.5, 7, End.TRIANGLE, 1.6, s.color("L23Exc.body"));
        s.connect(27, 12, 24, 15, 22, 15, 19.8, 14, End.BAR, 1.6, s.color("PvInh.body"));
        s.connect(26, 22, 22, 22, 20, 21, 17.5, 19, End.BAR, 1.6, s.color("CB1Inh.body"));
        s.connect(3, 9, -6, 4, 2, -3, 6, 5.8, End.TRIANGLE, 1.6, s.color("L23Exc.body"));
        s.connect(-8, 26, -1, 24, End.ARROW, 1.4, Color.BLACK);
        s.connect(44, 9, 37.5, 8.5, End.TRIANGLE, 1.4, s.color("faint"));
        s.text(44.8, 9, "bg", Anchor.LEFT, small, s.color("bracket"));
        s.box(18, 34, "two populations\nof inhibition", small, Color.WHITE, Color.BLACK);
        Sketch half = sheet.at(166, 86, 0.5);
        half.fill(Sketch.ellipse(10, 14, 9, 7.5, 10), half.color("L4Exc.body"));
        half.fill(Sketch.triangle(10, 15, 6, 6.5), half.color("L4Exc.soma"));
        half.box(10, 28, "half size", small.size(8), Color.WHITE, Color.BLACK);
    }
}
