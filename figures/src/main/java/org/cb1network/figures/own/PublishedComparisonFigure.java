package org.cb1network.figures.own;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Column;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.mark.Points.Symbol;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.PickedRows;
import org.cb1network.figures.theme.Theme;

/**
 * All reference values beside the pipeline's own, at one glance: against each other, and how far each lies from the pipeline's, as
 * a share of how far it may lie.
 */
public final class PublishedComparisonFigure extends FigureStage<PublishedComparisonFigure.Parameters> {

    /** Nothing to choose. */
    public record Parameters() {}

    /** Deviations beyond this are drawn at it. */
    private static final double MOST = 3.2;

    private static final double ROW_MM = 5.6;
    private static final String WITHIN = "within";

    private static final List<Column> COMPARISON = List.of(
            Column.text("reference", "where the value is from"),
            Column.text("panel", "panel of the figure, or protocol"),
            Column.text("population", "of which population"),
            Column.text("condition", "in which condition"),
            Column.text("unit", "unit of the value"),
            Column.float64("published", "1", "the reference value"),
            Column.float64("reading_uncertainty", "1", "half-width of its error"),
            Column.float64("computed", "1", "mean of the pipeline's realisations"),
            Column.float64("prediction_low", "1", "lower end of the interval that holds one more realisation"),
            Column.float64("prediction_high", "1", "upper end of it"),
            Column.text("verdict", "within, above or below"));

    /** Creates the figure, which has no state. */
    public PublishedComparisonFigure() {
        super(
                "draw-published-comparison",
                "Draws published against computed values",
                Parameters.class,
                List.of(new InputPort("comparison", "reference values beside the pipeline's own", COMPARISON)));
    }

    /** The values of one panel of a reference. */
    private record Group(String name, PickedRows rows) {

        int within() {
            return rows.where("verdict", WITHIN).count();
        }
    }

    @Override
    protected Figure draw(Parameters parameters, Theme theme, StageContext context) throws IOException {
        PickedRows rows = PickedRows.of(context.input("comparison"));
        List<Group> groups = groups(rows);
        int within = rows.where("verdict", WITHIN).count();
        double height = ROW_MM * Math.max(6, groups.size());
        Figure figure = Figure.of(180, height + 32, theme)
                .title("Published against computed values")
                .describe(within + " of " + rows.count()
                        + " reference values lie within what one more realisation of the model "
                        + "gives, reading uncertainty included.");
        scatter(figure, rows, Math.min(62, height));
        deviations(figure, groups, height);
        figure.legend(18, Math.min(62, height) + 28)
                .columns(48)
                .symbol("within prediction and reading", Symbol.CIRCLE, false, "V1")
                .symbol("outside", Symbol.CIRCLE, false, "V2M");
        return figure;
    }

    private static List<Group> groups(PickedRows rows) {
        List<Group> groups = new ArrayList<>();
        for (String reference : rows.distinct("reference")) {
            PickedRows of = rows.where("reference", reference);
            for (String panel : of.distinct("panel")) {
                String name =
                        reference.equals("published figure") ? "panel **" + panel + "**" : reference + ": " + panel;
                groups.add(new Group(name, of.where("panel", panel)));
            }
        }
        return groups;
    }

    /** Panel a: values in their own units, without their signs so that rates and potentials fit on one axis. */
    private static void scatter(Figure figure, PickedRows rows, double size) {
        Axes panel = figure.panel("a", Rect.of(18, 11, size, size));
        double low = 1e-4;
        double high = 200;
        panel.line(new double[] {low, high}, new double[] {low, high})
                .width(0.6)
                .color("reference");
        for (boolean inside : new boolean[] {true, false}) {
            PickedRows some = rows.whereText("verdict", verdict -> verdict.equals(WITHIN) == inside);
            double[] computed = absolute(some.numbers("computed"));
            double[] published = absolute(some.numbers("published"));
            double[] error = some.numbers("reading_uncertainty");
            double[] below = new double[published.length];
            double[] above = new double[published.length];
            for (int i = 0; i < published.length; i++) {
                below[i] = Math.max(low, published[i] - error[i]);
                above[i] = published[i] + error[i];
            }
            panel.points(computed, published)
                    .interval(below, above)
                    .size(1)
                    .series(inside ? WITHIN : "outside")
                    .color(inside ? "V1" : "V2M");
        }
        panel.x().log().range(low, high).label("|computed| (Hz, mV, Hz^{-1}, 1)");
        panel.y().log().range(low, high).label("|published|");
    }

    /** Panel b: a row for each panel of the published figure. */
    private static void deviations(Figure figure, List<Group> groups, double height) {
        Axes panel = figure.panel("b", Rect.of(122, 11, 40, height)).moveLetter(-1, 0);
        panel.verticalSpan(-1, 1).color("V1");
        panel.verticalLine(0);
        String[] names = new String[groups.size()];
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            names[i] = group.name();
            for (boolean inside : new boolean[] {true, false}) {
                PickedRows rows = group.rows().whereText("verdict", verdict -> verdict.equals(WITHIN) == inside);
                double[] x = deviations(rows);
                double[] y = new double[x.length];
                for (int k = 0; k < x.length; k++) {
                    x[k] = Math.max(-MOST, Math.min(MOST, x[k]));
                    y[k] = i + 0.56 * ((k + 0.5) / x.length - 0.5);
                }
                panel.points(x, y).size(0.9).series(inside ? WITHIN : "outside").color(inside ? "V1" : "V2M");
            }
            panel.note(MOST, i, group.within() + " / " + group.rows().count())
                    .small()
                    .anchor(Anchor.LEFT)
                    .shift(2, 0)
                    .color(group.within() == group.rows().count() ? "text" : "V2M");
        }
        panel.note(MOST, -0.5, "within").small().anchor(Anchor.BOTTOM_LEFT).shift(1, -1);
        panel.x()
                .range(-MOST - 0.2, MOST + 0.2)
                .ticks(-3, -1, 0, 1, 3)
                .label("(published – computed) /\nwhat either may be off");
        panel.y().range(groups.size() - 0.5, -0.5).items(names);
    }

    private static double[] deviations(PickedRows rows) {
        double[] published = rows.numbers("published");
        double[] computed = rows.numbers("computed");
        double[] reading = rows.numbers("reading_uncertainty");
        double[] low = rows.numbers("prediction_low");
        double[] high = rows.numbers("prediction_high");
        double[] deviations = new double[published.length];
        for (int i = 0; i < deviations.length; i++) {
            deviations[i] = (published[i] - computed[i]) / ((high[i] - low[i]) / 2 + reading[i]);
        }
        return deviations;
    }

    private static double[] absolute(double[] values) {
        return Arrays.stream(values).map(Math::abs).toArray();
    }
}
