package org.cb1network.figures.supplement;

import java.io.IOException;
import java.util.List;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Cell;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.mark.Points.Symbol;
import org.cb1network.figures.paper.Conditions;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.Estimate;
import org.cb1network.figures.stage.Estimates;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.NoParameters;
import org.cb1network.figures.stage.Rows;
import org.cb1network.figures.theme.Theme;

/**
 * The effect of drawing the events of all afferents from the same random numbers, as the published code does: shared and independent
 * noise next to the published values.
 */
public final class NoiseComparisonFigure extends FigureStage<NoParameters> {

    /** An estimate for each kind of noise and condition. */
    private interface NoiseEstimate extends Estimate {

        String noise();

        String condition();
    }

    private record Rate(
            @Cell("shared or independent") String noise,
            @Cell("the condition") String condition,
            @Cell("name of the population") String population,

            @Cell(name = "rate", value = "mean rate over replicates", unit = "Hz")
            double mean,

            @Cell(value = "lower limit of the confidence interval of the mean", unit = "Hz")
            double ciLow,

            @Cell(value = "upper limit of the confidence interval of the mean", unit = "Hz")
            double ciHigh)
            implements NoiseEstimate {}

    private record Gain(
            @Cell("shared or independent") String noise,
            @Cell("the condition") String condition,
            @Cell("name of the population") String population,

            @Cell(name = "relative_gain", value = "mean relative gain over replicates", unit = "1/Hz")
            double mean,

            @Cell(value = "lower limit of the confidence interval of the mean", unit = "1/Hz")
            double ciLow,

            @Cell(value = "upper limit of the confidence interval of the mean", unit = "1/Hz")
            double ciHigh)
            implements NoiseEstimate {}

    private record Coordination(
            @Cell("shared or independent") String noise,
            @Cell("the condition") String condition,

            @Cell(name = "sttc", value = "mean STTC over replicates")
            double mean,

            @Cell("lower limit of the confidence interval of the mean")
            double ciLow,

            @Cell("upper limit of the confidence interval of the mean")
            double ciHigh)
            implements NoiseEstimate {}

    private record Response(
            @Cell("shared or independent") String noise,
            @Cell("the condition") String condition,
            @Cell("name of the population") String population,

            @Cell(value = "rate of the input at the peak of the event", unit = "Hz")
            double amplitude,

            @Cell(name = "smoothed", value = "mean response over replicates", unit = "Hz")
            double mean,

            @Cell(value = "lower limit of the confidence interval of the mean", unit = "Hz")
            double ciLow,

            @Cell(value = "upper limit of the confidence interval of the mean", unit = "Hz")
            double ciHigh)
            implements NoiseEstimate {}

    private record ReferenceValue(
            @Cell("source of the value") String reference,
            @Cell("panel of the published figure") String panel,
            @Cell("the condition") String condition,
            @Cell("the published value") double published) {}

    private static final RowType<Rate> SPONTANEOUS = RowType.of("spontaneous", "rates without input", Rate.class);
    private static final RowType<Gain> GAINS = RowType.of("gains", "relative gains", Gain.class);
    private static final RowType<Coordination> STTC =
            RowType.of("sttc", "STTC at the chosen level", Coordination.class);
    private static final RowType<Response> RESPONSES =
            RowType.of("responses", "responses of the L4-L2/3 circuit to input", Response.class);
    private static final RowType<Response> RESPONSES_L23 =
            RowType.of("responses-l23", "responses of layer 2/3 alone to input", Response.class);
    private static final RowType<ReferenceValue> PUBLISHED =
            RowType.of("published", "reference values", ReferenceValue.class);
    private static final List<String> NOISES = List.of("shared", "independent");
    private static final double SHIFT = 0.17;

    /** Creates the stage. */
    public NoiseComparisonFigure() {
        super(
                "draw-noise-comparison",
                "Draws what shared and independent afferent noise give, beside the published values",
                NoParameters.class,
                List.of(
                        SPONTANEOUS.input(),
                        GAINS.input(),
                        STTC.input(),
                        RESPONSES.input(),
                        RESPONSES_L23.input(),
                        PUBLISHED.input()));
    }

    @Override
    protected Figure draw(NoParameters parameters, Theme theme, StageContext context) throws IOException {
        Figure figure = Figure.of(180, 98, theme)
                .title("Shared against independent afferent noise")
                .describe(
                        "Rates without input, relative gain, spike time tiling coefficient and responses to input, with afferent "
                                + "events drawn from equal and from independent random numbers, and as published.");
        List<ReferenceValue> published =
                Rows.where(context.read(PUBLISHED), ReferenceValue::reference, "published figure");
        List<Rate> rates = context.read(SPONTANEOUS);
        List<Gain> gains = Rows.where(context.read(GAINS), Gain::population, "L23Exc");
        values(
                figure,
                "a",
                16,
                Rows.where(rates, Rate::population, "L23Exc"),
                "L2/3 PN rate (Hz)",
                panel(published, "b"));
        values(figure, "b", 62, Rows.where(rates, Rate::population, "L4Exc"), "L4 PN rate (Hz)", panel(published, "e"));
        values(figure, "c", 107, gains, "rel. gain (Hz^{-1})", panel(published, "i"));
        values(figure, "d", 152, context.read(STTC), "L2/3 PN STTC", panel(published, "j"));
        List<Response> both = Rows.where(context.read(RESPONSES), Response::population, "L4Exc");
        List<Response> alone = Rows.where(context.read(RESPONSES_L23), Response::population, "L23Exc");
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

    private static List<ReferenceValue> panel(List<ReferenceValue> published, String letter) {
        return Rows.where(published, ReferenceValue::panel, letter);
    }

    private static <R extends NoiseEstimate> void values(
            Figure figure, String letter, double x, List<R> rows, String label, List<ReferenceValue> published) {
        Axes panel = figure.panel(letter, Rect.of(x, 11, 24, 30));
        double top = 0;
        double bottom = 0;
        for (String noise : NOISES) {
            boolean open = noise.equals("independent");
            Estimates values = Conditions.estimates(Rows.where(rows, R::noise, noise), R::condition);
            top = Math.max(top, values.atLeast(0));
            bottom = Math.min(bottom, values.atMost(0));
            for (int i = 0; i < values.count(); i++) {
                String condition = Conditions.SHOWN.get(i);
                double known = Rows.first(
                        Rows.where(published, ReferenceValue::condition, condition), ReferenceValue::published);
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
            Figure figure, String letter, double x, List<Response> rows, String title, String population) {
        Axes panel = figure.panel(letter, Rect.of(x, 58, 42, 28)).title(title);
        double top = 1;
        double right = 1;
        for (String noise : NOISES) {
            for (String condition : Conditions.SHOWN) {
                List<Response> of = Rows.where(
                        rows,
                        row -> row.noise().equals(noise) && row.condition().equals(condition));
                if (of.isEmpty()) {
                    continue;
                }
                Estimates curve = Estimates.curve(of, Response::amplitude);
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
