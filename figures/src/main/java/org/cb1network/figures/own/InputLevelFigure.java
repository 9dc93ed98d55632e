package org.cb1network.figures.own;

import java.io.IOException;
import java.util.List;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Column;
import org.cb1network.figures.draw.Anchor;
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
 * How the level of the input was chosen: STTC of L2/3 PN over the level in three conditions with the criterion, how sure the choice
 * is, and the conditions compared at the chosen level.
 */
public final class InputLevelFigure extends FigureStage<InputLevelFigure.Parameters> {

    /** Nothing to choose. */
    public record Parameters() {}

    private static final Column LEVEL = Column.float64("level", "Hz", "maximal level of the input");
    private static final Column CONDITION = Column.text("condition", "the condition");

    /** Creates the figure, which has no state. */
    public InputLevelFigure() {
        super(
                "draw-input-level",
                "Draws STTC against the level of the input, and how sure the choice of the level is",
                Parameters.class,
                List.of(
                        new InputPort(
                                "sttc",
                                "STTC over the level",
                                List.of(
                                        LEVEL,
                                        CONDITION,
                                        Column.float64("sttc", "1", ""),
                                        Column.float64("ci_low", "1", ""),
                                        Column.float64("ci_high", "1", ""))),
                        new InputPort(
                                "tests",
                                "paired tests between conditions",
                                List.of(
                                        LEVEL,
                                        Column.text("first", ""),
                                        Column.text("second", ""),
                                        Column.float64("p_value", "1", ""))),
                        new InputPort(
                                "choice", "the chosen level", List.of(LEVEL, Column.float64("threshold", "1", ""))),
                        new InputPort(
                                "candidates",
                                "all levels, and what the rule says of them",
                                List.of(LEVEL, Column.float64("probability_chosen", "1", "")))));
    }

    @Override
    protected Figure draw(Parameters parameters, Theme theme, StageContext context) throws IOException {
        PickedRows choice = PickedRows.of(context.input("choice"));
        PickedRows sttc = PickedRows.of(context.input("sttc"));
        double chosen = choice.number("level");
        Figure figure = Figure.of(180, 64, theme)
                .title("The level of the input")
                .describe(
                        "STTC of L2/3 principal neurons grows with the level of the input, most in V1; the first level above the "
                                + "criterion of " + LabelText.number(choice.number("threshold")) + " is "
                                + LabelText.number(chosen)
                                + " Hz.");
        curves(figure, sttc, choice);
        certainty(figure, PickedRows.of(context.input("candidates")), chosen);
        comparison(
                figure,
                sttc.where("level", chosen),
                PickedRows.of(context.input("tests")).where("level", chosen),
                chosen);
        return figure;
    }

    private static void curves(Figure figure, PickedRows sttc, PickedRows choice) {
        Axes panel = figure.panel("a", Rect.of(18, 11, 44, 38)).labelRoom(19);
        double threshold = choice.number("threshold");
        panel.verticalLine(choice.number("level"));
        panel.horizontalLine(threshold);
        double top = threshold;
        for (String condition : Conditions.SHOWN) {
            Estimates curve = Estimates.curve(sttc.where("condition", condition), "level", "sttc");
            curve.line(panel, condition).label(condition);
            top = Math.max(top, curve.atLeast(0));
        }
        // To the right: there the curves are far apart.
        panel.note(
                        PickedRows.last(sttc.distinctNumbers("level")),
                        threshold,
                        "criterion " + LabelText.number(threshold))
                .small()
                .color("reference")
                .anchor(Anchor.TOP_RIGHT)
                .shift(0, 0.6);
        panel.note(choice.number("level"), 1.06 * top, "chosen")
                .small()
                .color("reference")
                .anchor(Anchor.BOTTOM)
                .shift(0, -0.6);
        panel.x().label("maximal level of the input (Hz)");
        panel.y().range(0, 1.06 * top).label("L2/3 PN STTC");
    }

    private static void certainty(Figure figure, PickedRows candidates, double chosen) {
        Axes panel = figure.panel("b", Rect.of(100, 11, 28, 38));
        PickedRows sorted = candidates.sortedBy("level");
        double[] levels = sorted.numbers("level");
        double[] probabilities = sorted.numbers("probability_chosen");
        for (int i = 0; i < levels.length; i++) {
            boolean it = levels[i] == chosen;
            panel.line(new double[] {levels[i], levels[i]}, new double[] {0, probabilities[i]})
                    .width(1)
                    .color(it ? "V1" : "bracket");
            panel.points(new double[] {levels[i]}, new double[] {probabilities[i]})
                    .symbol(Symbol.CIRCLE)
                    .color(it ? "V1" : "bracket");
        }
        panel.x().label("level (Hz)");
        panel.y().range(0, 1).ticks(0, 0.5, 1).label("probability that the\ncriterion means it");
    }

    private static void comparison(Figure figure, PickedRows sttc, PickedRows tests, double level) {
        Axes panel = figure.panel("c", Rect.of(152, 11, 22, 38));
        Estimates values = Estimates.conditions(sttc, "sttc");
        double highest = Math.max(0.02, values.atLeast(0));
        double bottom = 0.008;
        double step = StrictMath.pow(highest / bottom, 0.13);
        double top = highest * step * step * step * step;
        values.bars(panel, bottom, top);
        int[][] pairs = {{0, 1}, {1, 2}, {0, 2}};
        double y = highest * step;
        for (int[] pair : pairs) {
            double p = pValue(tests, Conditions.SHOWN.get(pair[0]), Conditions.SHOWN.get(pair[1]));
            if (!Double.isNaN(p)) {
                panel.compare(
                        pair[0] + (pair[0] == 1 ? 0.06 : 0),
                        pair[1] - (pair[1] == 1 ? 0.06 : 0),
                        y,
                        LabelText.stars(p));
            }
            y *= pair[0] == 0 && pair[1] == 1 ? 1 : step;
        }
        panel.x().items(Conditions.shortNames());
        panel.y().log().range(bottom, top).label("STTC at " + LabelText.number(level) + " Hz");
    }

    private static double pValue(PickedRows tests, String first, String second) {
        double p = tests.where("first", first).where("second", second).number("p_value");
        return Double.isNaN(p)
                ? tests.where("first", second).where("second", first).number("p_value")
                : p;
    }
}
