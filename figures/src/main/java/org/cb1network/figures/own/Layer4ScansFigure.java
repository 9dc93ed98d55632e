package org.cb1network.figures.own;

import java.io.IOException;
import java.util.List;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Column;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.Conditions;
import org.cb1network.figures.stage.Estimates;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.PickedRows;
import org.cb1network.figures.theme.Theme;

/** How the connections of layer 4 were chosen: the scans of its background and of what it sends to layer 2/3. */
public final class Layer4ScansFigure extends FigureStage<Layer4ScansFigure.Parameters> {

    /** Nothing to choose. */
    public record Parameters() {}

    private static final double PERCENT = 100;
    private static final Column PROBABILITY = Column.float64("probability", "1", "connection probability");
    private static final Column POPULATION = Column.text("population", "name of the population");

    /** Creates the figure, which has no state. */
    public Layer4ScansFigure() {
        super(
                "draw-layer4-scans",
                "Draws the scans of the connections to and from layer 4 with the choices",
                Parameters.class,
                inputs());
    }

    private static List<InputPort> inputs() {
        List<Column> choice = List.of(PROBABILITY, Column.float64("threshold", "1", ""));
        return List.of(
                new InputPort(
                        "background",
                        "rates over the background of layer 4",
                        List.of(
                                PROBABILITY,
                                POPULATION,
                                Column.float64("rate", "Hz", ""),
                                Column.float64("ci_low", "Hz", ""),
                                Column.float64("ci_high", "Hz", ""))),
                new InputPort("background-choice", "the chosen background", choice),
                new InputPort(
                        "feed-forward",
                        "what the rule says of each feed-forward probability",
                        List.of(
                                PROBABILITY,
                                Column.float64("quantity", "1", ""),
                                Column.float64("standard_error", "1", ""))),
                new InputPort("feed-forward-choice", "the chosen feed-forward probability", choice),
                new InputPort(
                        "gains",
                        "relative gains over the feed-forward probability",
                        List.of(
                                PROBABILITY,
                                Column.text("condition", ""),
                                POPULATION,
                                Column.float64("relative_gain", "1/Hz", ""),
                                Column.float64("ci_low", "1/Hz", ""),
                                Column.float64("ci_high", "1/Hz", ""))),
                new InputPort(
                        "grid",
                        "responses over feed-forward probabilities to principal neurons and interneurons",
                        List.of(
                                Column.float64("to-l23", "1", ""),
                                Column.float64("to-inhibitory", "1", ""),
                                POPULATION,
                                Column.float64("response_at_largest", "Hz", ""))));
    }

    @Override
    protected Figure draw(Parameters parameters, Theme theme, StageContext context) throws IOException {
        Figure figure = Figure.of(180, 60, theme)
                .title("Scans of the connections to and from layer 4")
                .describe(
                        "Rates over the background of layer 4; the share of L4 activity that reaches layer 2/3, relative gain and "
                                + "responses over feed-forward probabilities. The choices are marked.");
        background(figure, context);
        feedForward(figure, context);
        gains(figure, context);
        grid(figure, PickedRows.of(context.input("grid")).where("population", "L23Exc"));
        return figure;
    }

    private static void background(Figure figure, StageContext context) throws IOException {
        Axes panel = figure.panel("a", Rect.of(16, 11, 27, 34)).labelRoom(3);
        PickedRows choice = PickedRows.of(context.input("background-choice"));
        PickedRows rates = PickedRows.of(context.input("background"));
        double top = 10;
        for (String population : List.of("L4Exc", "L23Exc")) {
            Estimates curve = percent(Estimates.curve(rates.where("population", population), "probability", "rate"));
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
        PickedRows choice = PickedRows.of(context.input("feed-forward-choice"));
        PickedRows rows = PickedRows.of(context.input("feed-forward")).sortedBy("probability");
        double[] mean = rows.numbers("quantity");
        double[] error = rows.numbers("standard_error");
        double[] low = new double[mean.length];
        double[] high = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            low[i] = mean[i] - error[i];
            high[i] = mean[i] + error[i];
        }
        Estimates curve = percent(new Estimates(rows.numbers("probability"), mean, low, high));
        curve.line(panel, "V1");
        panel.points(curve.x(), curve.mean()).size(1.1).color("V1");
        double top = 1.05 * Math.max(choice.number("threshold"), curve.atLeast(0));
        marked(panel, choice, top);
        threshold(panel, choice, "");
        panel.x().label("*p_{conn}* L4→L2/3 (%)");
        panel.y().range(0, top).label("L2/3 PN output /\nL4 PN output, V1");
    }

    private static void gains(Figure figure, StageContext context) throws IOException {
        Axes panel = figure.panel("c", Rect.of(106, 11, 26, 34));
        PickedRows gains = PickedRows.of(context.input("gains")).where("population", "L23Exc");
        double top = 0.1;
        double bottom = 0;
        for (String condition : Conditions.SHOWN) {
            Estimates curve =
                    percent(Estimates.curve(gains.where("condition", condition), "probability", "relative_gain"));
            curve.line(panel, condition);
            panel.points(curve.x(), curve.mean()).size(1.1).color(condition);
            top = Math.max(top, 1.05 * curve.atLeast(0));
            bottom = Math.min(bottom, 1.05 * curve.atMost(0));
        }
        marked(panel, PickedRows.of(context.input("feed-forward-choice")), top);
        figure.legend(52, 57).columns(24).line("V1", "V1").line("V2M", "V2M").line("V2M-CB1-KO", "V2M-CB1-KO");
        panel.x().label("*p_{conn}* L4→L2/3 (%)");
        panel.y().range(bottom, top).label("rel. gain (Hz^{-1})");
    }

    private static void grid(Figure figure, PickedRows rows) {
        Grid grid = Grid.of(rows, "to-l23", "to-inhibitory", "response_at_largest");
        Axes panel = figure.panel("d", Rect.of(147.5, 11, 14, 34));
        panel.title("L2/3 PN, V1");
        var map = grid.percent().map(panel);
        panel.x().label("*p* L4→PN (%)");
        panel.y().label("*p* L4→PV, CB1 (%)");
        panel.colorBar(map, 1.5, 2).label("output (Hz)");
    }

    private static void marked(Axes panel, PickedRows choice, double top) {
        double chosen = PERCENT * choice.number("probability");
        panel.verticalLine(chosen);
        panel.note(chosen, top, LabelText.number(chosen) + " %")
                .small()
                .color("reference")
                .anchor(Anchor.BOTTOM)
                .shift(0, -0.6);
    }

    /** The threshold of the rule that chose, named at the right end of its line. */
    private static void threshold(Axes panel, PickedRows choice, String unit) {
        double threshold = choice.number("threshold");
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
