package org.cb1network.figures.own;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Column;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.mark.Points.Symbol;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.Conditions;
import org.cb1network.figures.stage.Estimates;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.PickedRows;
import org.cb1network.figures.theme.Theme;

/**
 * What it changes that the published code draws the events of all afferents from equal random numbers: shared against independent
 * noise, beside the published values.
 */
public final class NoiseComparisonFigure extends FigureStage<NoiseComparisonFigure.Parameters> {

    /** Nothing to choose. */
    public record Parameters() {}

    private static final Column NOISE = Column.text("noise", "shared or independent");
    private static final Column CONDITION = Column.text("condition", "the condition");
    private static final Column POPULATION = Column.text("population", "name of the population");
    private static final List<String> NOISES = List.of("shared", "independent");
    private static final double SHIFT = 0.17;

    /** Creates the figure, which has no state. */
    public NoiseComparisonFigure() {
        super(
                "draw-noise-comparison",
                "Draws what shared and independent afferent noise give, beside the published values",
                Parameters.class,
                inputs());
    }

    private static List<InputPort> inputs() {
        List<Column> curves = columns("smoothed", "Hz", POPULATION, Column.float64("amplitude", "Hz", ""));
        return List.of(
                new InputPort("spontaneous", "rates without input", columns("rate", "Hz", POPULATION)),
                new InputPort("gains", "relative gains", columns("relative_gain", "1/Hz", POPULATION)),
                new InputPort("sttc", "STTC at the chosen level", columns("sttc", "1")),
                new InputPort("responses", "answers of the L4-L2/3 circuit to input", curves),
                new InputPort("responses-l23", "answers of layer 2/3 alone to input", curves),
                new InputPort(
                        "published",
                        "reference values",
                        List.of(
                                Column.text("reference", ""),
                                Column.text("panel", ""),
                                CONDITION,
                                Column.float64("published", "1", ""))));
    }

    private static List<Column> columns(String mean, String unit, Column... others) {
        return Stream.of(Stream.of(NOISE, CONDITION), Stream.of(others), Estimates.columns(mean, unit).stream())
                .flatMap(part -> part)
                .toList();
    }

    @Override
    protected Figure draw(Parameters parameters, Theme theme, StageContext context) throws IOException {
        Figure figure = Figure.of(180, 98, theme)
                .title("Shared against independent afferent noise")
                .describe(
                        "Rates without input, relative gain, spike time tiling coefficient and responses to input, with afferent "
                                + "events drawn from equal and from independent random numbers, and as published.");
        PickedRows spontaneous = PickedRows.of(context.input("spontaneous"));
        PickedRows gains = PickedRows.of(context.input("gains")).where("population", "L23Exc");
        PickedRows sttc = PickedRows.of(context.input("sttc"));
        values(figure, context, "a", 16, spontaneous.where("population", "L23Exc"), "rate", "L2/3 PN rate (Hz)", "b");
        values(figure, context, "b", 62, spontaneous.where("population", "L4Exc"), "rate", "L4 PN rate (Hz)", "e");
        values(figure, context, "c", 107, gains, "relative_gain", "rel. gain (Hz^{-1})", "i");
        values(figure, context, "d", 152, sttc, "sttc", "L2/3 PN STTC", "j");
        PickedRows both = PickedRows.of(context.input("responses")).where("population", "L4Exc");
        PickedRows alone = PickedRows.of(context.input("responses-l23")).where("population", "L23Exc");
        curves(figure, "e", 16, both, "L4-L2/3 circuit", "L4 PN");
        curves(figure, "f", 78, alone, "L2/3 circuit", "L2/3 PN");
        legend(figure);
        return figure;
    }

    private static void legend(Figure figure) {
        figure.legend(133, 63)
                .symbol("shared noise (solid lines)", Symbol.CIRCLE, false, "text")
                .symbol("independent noise (dashed lines)", Symbol.CIRCLE, true, "text")
                .symbol("published", Symbol.CROSS, false, "reference");
        figure.legend(133, 77).box("V1", "V1").box("V2M", "V2M").box("V2M-CB1-KO", "V2M-CB1-KO");
    }

    private static void values(
            Figure figure,
            StageContext context,
            String letter,
            double x,
            PickedRows rows,
            String mean,
            String label,
            String published)
            throws IOException {
        Axes panel = figure.panel(letter, Rect.of(x, 11, 24, 30));
        PickedRows reference = PickedRows.of(context.input("published"))
                .where("reference", "published figure")
                .where("panel", published);
        double top = 0;
        double bottom = 0;
        for (String noise : NOISES) {
            boolean open = noise.equals("independent");
            Estimates values = Estimates.conditions(rows.where("noise", noise), mean);
            top = Math.max(top, values.atLeast(0));
            bottom = Math.min(bottom, values.atMost(0));
            for (int i = 0; i < values.count(); i++) {
                String condition = Conditions.SHOWN.get(i);
                double known = reference.where("condition", condition).number("published");
                var points = panel.points(new double[] {i + (open ? SHIFT : -SHIFT)}, new double[] {values.mean()[i]})
                        .interval(new double[] {values.low()[i]}, new double[] {values.high()[i]})
                        .size(1.6)
                        .series(condition + ", " + noise)
                        .color(condition);
                if (open) {
                    points.open();
                } else if (!Double.isNaN(known)) {
                    panel.points(new double[] {i - 2.4 * SHIFT}, new double[] {known})
                            .symbol(Symbol.CROSS)
                            .size(1.3)
                            .series(condition + ", published")
                            .color("reference");
                    top = Math.max(top, known);
                }
            }
        }
        panel.x().range(-0.6, 2.6).items(Conditions.shortNames());
        panel.y().range(1.05 * bottom, Math.max(1e-3, 1.05 * top)).label(label);
    }

    private static void curves(
            Figure figure, String letter, double x, PickedRows rows, String title, String population) {
        Axes panel = figure.panel(letter, Rect.of(x, 58, 42, 28)).title(title);
        double top = 1;
        double right = 1;
        for (String noise : NOISES) {
            for (String condition : Conditions.SHOWN) {
                PickedRows of = rows.where("noise", noise).where("condition", condition);
                if (of.isEmpty()) {
                    continue;
                }
                Estimates curve = Estimates.curve(of, "amplitude", "smoothed");
                var line = curve.line(panel, condition)
                        .series(condition + ", " + noise)
                        .width(1.1);
                if (noise.equals("independent")) {
                    line.dashed(2.5, 1.5);
                }
                top = Math.max(top, 1.05 * curve.atLeast(0));
                right = Math.max(right, curve.x()[curve.count() - 1]);
            }
        }
        panel.x().range(0, right).label("input to " + population + " (Hz)");
        panel.y().range(0, top).label(population + " output (Hz)");
    }
}
