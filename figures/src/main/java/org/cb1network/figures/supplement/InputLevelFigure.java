package org.cb1network.figures.supplement;

import java.io.IOException;
import java.util.List;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Cell;
import org.cb1network.figures.draw.Anchor;
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
 * How the level of the input was chosen: STTC of L2/3 PN over the level in three conditions with the criterion, the certainty of the
 * choice, and the conditions compared at the chosen level.
 */
public final class InputLevelFigure extends FigureStage<NoParameters> {

    private record Coordination(
            @Cell(value = "maximal level of the input", unit = "Hz")
            double level,

            @Cell("the condition") String condition,

            @Cell(name = "sttc", value = "mean STTC of L2/3 PN over replicates")
            double mean,

            @Cell("lower limit of the confidence interval of the mean")
            double ciLow,

            @Cell("upper limit of the confidence interval of the mean")
            double ciHigh)
            implements Estimate {}

    private record PairedTest(
            @Cell(value = "maximal level of the input", unit = "Hz")
            double level,

            @Cell("one condition") String first,
            @Cell("the other condition") String second,
            @Cell("p-value of the difference") double pValue) {

        boolean compares(String one, String other) {
            return first.equals(one) && second.equals(other);
        }
    }

    private record Choice(
            @Cell(value = "the chosen level", unit = "Hz") double level,

            @Cell("the criterion that the STTC has to reach")
            double threshold) {}

    private record Candidate(
            @Cell(value = "a level of the scan", unit = "Hz")
            double level,

            @Cell("probability that the criterion chooses this level")
            double probabilityChosen) {}

    private static final RowType<Coordination> STTC = RowType.of("sttc", "STTC over the level", Coordination.class);
    private static final RowType<PairedTest> TESTS =
            RowType.of("tests", "paired tests between conditions", PairedTest.class);
    private static final RowType<Choice> CHOICE = RowType.of("choice", "the chosen level", Choice.class);
    private static final RowType<Candidate> CANDIDATES =
            RowType.of("candidates", "all levels and the probability that each is chosen", Candidate.class);

    /** Creates the stage. */
    public InputLevelFigure() {
        super(
                "draw-input-level",
                "Draws STTC against the level of the input, and how sure the choice of the level is",
                NoParameters.class,
                List.of(STTC.input(), TESTS.input(), CHOICE.input(), CANDIDATES.input()));
    }

    @Override
    protected Figure draw(NoParameters parameters, Theme theme, StageContext context) throws IOException {
        List<Coordination> sttc = context.read(STTC);
        Choice choice = context.read(CHOICE).get(0);
        double chosen = choice.level();
        Figure figure = Figure.of(180, 64, theme)
                .title("The level of the input")
                .describe(
                        "STTC of L2/3 principal neurons grows with the level of the input, most in V1; the first level above the "
                                + "criterion of " + LabelText.number(choice.threshold()) + " is "
                                + LabelText.number(chosen)
                                + " Hz.");
        curves(figure, sttc, choice);
        certainty(figure, context.read(CANDIDATES), chosen);
        comparison(
                figure,
                Rows.where(sttc, Coordination::level, chosen),
                Rows.where(context.read(TESTS), PairedTest::level, chosen),
                chosen);
        return figure;
    }

    private static void curves(Figure figure, List<Coordination> sttc, Choice choice) {
        Axes panel = figure.panel("a", Rect.of(18, 11, 44, 38)).labelRoom(19);
        double threshold = choice.threshold();
        panel.verticalLine(choice.level());
        panel.horizontalLine(threshold);
        double top = threshold;
        for (String condition : Conditions.SHOWN) {
            Estimates curve =
                    Estimates.curve(Rows.where(sttc, Coordination::condition, condition), Coordination::level);
            curve.line(panel, condition).label(condition);
            top = Math.max(top, curve.atLeast(0));
        }
        // At the right end, where the curves are far apart.
        panel.note(
                        sttc.stream().mapToDouble(Coordination::level).max().orElse(Double.NaN),
                        threshold,
                        "criterion " + LabelText.number(threshold))
                .small()
                .color("reference")
                .anchor(Anchor.TOP_RIGHT)
                .shift(0, 0.6);
        panel.note(choice.level(), 1.06 * top, "chosen")
                .small()
                .color("reference")
                .anchor(Anchor.BOTTOM)
                .shift(0, -0.6);
        panel.x().label("maximal level of the input (Hz)");
        panel.y().range(0, 1.06 * top).label("L2/3 PN STTC");
    }

    private static void certainty(Figure figure, List<Candidate> candidates, double chosen) {
        Axes panel = figure.panel("b", Rect.of(100, 11, 28, 38));
        for (Candidate candidate : Rows.sorted(candidates, Candidate::level)) {
            double level = candidate.level();
            String color = level == chosen ? "V1" : "bracket";
            panel.line(new double[] {level, level}, new double[] {0, candidate.probabilityChosen()})
                    .width(1)
                    .color(color);
            panel.points(new double[] {level}, new double[] {candidate.probabilityChosen()})
                    .symbol(Symbol.CIRCLE)
                    .color(color);
        }
        panel.x().label("level (Hz)");
        panel.y().range(0, 1).ticks(0, 0.5, 1).label("probability that the\ncriterion means it");
    }

    private static void comparison(Figure figure, List<Coordination> sttc, List<PairedTest> tests, double level) {
        Axes panel = figure.panel("c", Rect.of(152, 11, 22, 38));
        Estimates values = Conditions.estimates(sttc, Coordination::condition);
        double highest = Math.max(0.02, values.atLeast(0));
        double bottom = 0.008;
        double step = StrictMath.pow(highest / bottom, 0.13);
        double top = highest * step * step * step * step;
        values.bars(panel, Conditions.names(), bottom, top);
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

    private static double pValue(List<PairedTest> tests, String first, String second) {
        List<PairedTest> between =
                Rows.where(tests, test -> test.compares(first, second) || test.compares(second, first));
        return Rows.first(between, PairedTest::pValue);
    }
}
