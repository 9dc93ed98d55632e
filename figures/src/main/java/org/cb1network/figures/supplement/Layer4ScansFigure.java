package org.cb1network.figures.supplement;

import java.io.IOException;
import java.util.List;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Cell;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.paper.Conditions;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.Estimate;
import org.cb1network.figures.stage.Estimates;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.Grid;
import org.cb1network.figures.stage.NoParameters;
import org.cb1network.figures.stage.Rows;
import org.cb1network.figures.theme.Theme;

/** How the connections of layer 4 were chosen: the scans of its background and of what it sends to layer 2/3. */
public final class Layer4ScansFigure extends FigureStage<NoParameters> {

    private static final double PERCENT = 100;

    private record Rate(
            @Cell("connection probability") double probability,
            @Cell("name of the population") String population,

            @Cell(name = "rate", value = "mean rate over replicates", unit = "Hz")
            double mean,

            @Cell(value = "lower limit of the confidence interval of the mean", unit = "Hz")
            double ciLow,

            @Cell(value = "upper limit of the confidence interval of the mean", unit = "Hz")
            double ciHigh)
            implements Estimate {}

    private record Choice(
            @Cell("the chosen connection probability") double probability,
            @Cell("the threshold of the rule") double threshold) {}

    private record Candidate(
            @Cell("connection probability") double probability,

            @Cell("the quantity that the rule compares with its threshold")
            double quantity,

            @Cell("its standard error") double standardError) {}

    private record Gain(
            @Cell("connection probability") double probability,
            @Cell("the condition") String condition,
            @Cell("name of the population") String population,

            @Cell(name = "relative_gain", value = "mean relative gain over replicates", unit = "1/Hz")
            double mean,

            @Cell(value = "lower limit of the confidence interval of the mean", unit = "1/Hz")
            double ciLow,

            @Cell(value = "upper limit of the confidence interval of the mean", unit = "1/Hz")
            double ciHigh)
            implements Estimate {}

    private record Response(
            @Cell(name = "to-l23", value = "feed-forward probability to principal neurons")
            double toPrincipals,

            @Cell(name = "to-inhibitory", value = "feed-forward probability to interneurons")
            double toInterneurons,

            @Cell("name of the population") String population,

            @Cell(value = "response to the largest input", unit = "Hz")
            double responseAtLargest) {}

    private static final RowType<Rate> BACKGROUND =
            RowType.of("background", "rates over the background of layer 4", Rate.class);
    private static final RowType<Choice> BACKGROUND_CHOICE =
            RowType.of("background-choice", "the chosen background", Choice.class);
    private static final RowType<Candidate> FEED_FORWARD = RowType.of(
            "feed-forward", "the quantity that the rule judges, for each feed-forward probability", Candidate.class);
    private static final RowType<Choice> FEED_FORWARD_CHOICE =
            RowType.of("feed-forward-choice", "the chosen feed-forward probability", Choice.class);
    private static final RowType<Gain> GAINS =
            RowType.of("gains", "relative gains over the feed-forward probability", Gain.class);
    private static final RowType<Response> GRID = RowType.of(
            "grid", "responses over feed-forward probabilities to principal neurons and interneurons", Response.class);

    /** Creates the stage. */
    public Layer4ScansFigure() {
        super(
                "draw-layer4-scans",
                "Draws the scans of the connections to and from layer 4 with the choices",
                NoParameters.class,
                List.of(
                        BACKGROUND.input(),
                        BACKGROUND_CHOICE.input(),
                        FEED_FORWARD.input(),
                        FEED_FORWARD_CHOICE.input(),
                        GAINS.input(),
                        GRID.input()));
    }

    @Override
    protected Figure draw(NoParameters parameters, Theme theme, StageContext context) throws IOException {
        Figure figure = Figure.of(180, 60, theme)
                .title("Scans of the connections to and from layer 4")
                .describe(
                        "Rates over the background of layer 4; the share of L4 activity that reaches layer 2/3, relative gain and "
                                + "responses over feed-forward probabilities. The choices are marked.");
        background(figure, context);
        feedForward(figure, context);
        gains(figure, context);
        grid(figure, Rows.where(context.read(GRID), Response::population, "L23Exc"));
        return figure;
    }

    private static void background(Figure figure, StageContext context) throws IOException {
        Axes panel = figure.panel("a", Rect.of(16, 11, 27, 34)).labelRoom(3);
        Choice choice = context.read(BACKGROUND_CHOICE).get(0);
        List<Rate> rates = context.read(BACKGROUND);
        double top = 10;
        for (String population : List.of("L4Exc", "L23Exc")) {
            Estimates curve =
                    percent(Estimates.curve(Rows.where(rates, Rate::population, population), Rate::probability));
            curve.line(panel, population).label(Conditions.shortName(population));
            top = Math.max(top, curve.atLeast(0));
        }
        marked(panel, choice, 1.3 * top);
        threshold(panel, choice, " Hz");
        panel.x().label("*p_{conn}* bg→L4 (%)");
        panel.y().log().range(0.002, 1.3 * top).plainNumbers().label("rate without input (Hz)");
    }

    private static void feedForward(Figure figure, StageContext context) throws IOException {
        Axes panel = figure.panel("b", Rect.of(62, 11, 26, 34));
        Choice choice = context.read(FEED_FORWARD_CHOICE).get(0);
        List<Candidate> rows = Rows.sorted(context.read(FEED_FORWARD), Candidate::probability);
        Estimates curve = percent(new Estimates(
                Rows.numbers(rows, Candidate::probability),
                Rows.numbers(rows, Candidate::quantity),
                Rows.numbers(rows, row -> row.quantity() - row.standardError()),
                Rows.numbers(rows, row -> row.quantity() + row.standardError())));
        curve.line(panel, "V1");
        panel.points(curve.x(), curve.mean()).size(1.1).color("V1");
        double top = 1.05 * Math.max(choice.threshold(), curve.atLeast(0));
        marked(panel, choice, top);
        threshold(panel, choice, "");
        panel.x().label("*p_{conn}* L4→L2/3 (%)");
        panel.y().range(0, top).label("L2/3 PN output /\nL4 PN output, V1");
    }

    private static void gains(Figure figure, StageContext context) throws IOException {
        Axes panel = figure.panel("c", Rect.of(106, 11, 26, 34));
        List<Gain> gains = Rows.where(context.read(GAINS), Gain::population, "L23Exc");
        double top = 0.1;
        double bottom = 0;
        for (String condition : Conditions.SHOWN) {
            Estimates curve =
                    percent(Estimates.curve(Rows.where(gains, Gain::condition, condition), Gain::probability));
            curve.line(panel, condition);
            panel.points(curve.x(), curve.mean()).size(1.1).color(condition);
            top = Math.max(top, 1.05 * curve.atLeast(0));
            bottom = Math.min(bottom, 1.05 * curve.atMost(0));
        }
        marked(panel, context.read(FEED_FORWARD_CHOICE).get(0), top);
        figure.legend(52, 57).columns(24).line("V1", "V1").line("V2M", "V2M").line("V2M-CB1-KO", "V2M-CB1-KO");
        panel.x().label("*p_{conn}* L4→L2/3 (%)");
        panel.y().range(bottom, top).label("rel. gain (Hz^{-1})");
    }

    private static void grid(Figure figure, List<Response> rows) {
        Grid grid = Grid.of(rows, Response::toPrincipals, Response::toInterneurons, Response::responseAtLargest);
        Axes panel = figure.panel("d", Rect.of(147.5, 11, 14, 34));
        panel.title("L2/3 PN, V1");
        var map = grid.percent().map(panel);
        panel.x().label("*p* L4→PN (%)");
        panel.y().label("*p* L4→PV, CB1 (%)");
        panel.colorBar(map, 1.5, 2).label("output (Hz)");
    }

    private static void marked(Axes panel, Choice choice, double top) {
        double chosen = PERCENT * choice.probability();
        panel.verticalLine(chosen);
        panel.note(chosen, top, LabelText.number(chosen) + " %")
                .small()
                .color("reference")
                .anchor(Anchor.BOTTOM)
                .shift(0, -0.6);
    }

    /** The threshold of the rule, written at the right end of its line. */
    private static void threshold(Axes panel, Choice choice, String unit) {
        double threshold = choice.threshold();
        panel.horizontalLine(threshold);
        panel.sketch((sketch, area) -> sketch.text(
                area.area().right(),
                area.toY(threshold) - 0.7,
                LabelText.number(threshold) + unit,
                Anchor.BOTTOM_RIGHT,
                area.theme().smallText(),
                sketch.color("reference")));
    }

    private static Estimates percent(Estimates curve) {
        double[] x = curve.x().clone();
        for (int i = 0; i < x.length; i++) {
            x[i] *= PERCENT;
        }
        return new Estimates(x, curve.mean(), curve.low(), curve.high());
    }
}
