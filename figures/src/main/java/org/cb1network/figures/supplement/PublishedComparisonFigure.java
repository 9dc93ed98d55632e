package org.cb1network.figures.supplement;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Cell;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.mark.Points.Symbol;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.NoParameters;
import org.cb1network.figures.stage.Rows;
import org.cb1network.figures.theme.Theme;

/**
 * All reference values and the values computed here: published against computed, and their differences relative to the largest
 * difference that still counts as within.
 */
public final class PublishedComparisonFigure extends FigureStage<NoParameters> {

    /** Deviations beyond this are drawn at it. */
    private static final double MOST = 3.2;

    private static final double ROW_MM = 5.6;
    private static final String WITHIN = "within";

    private record Compared(
            @Cell("source of the reference value") String reference,
            @Cell("panel of the figure, or protocol") String panel,
            @Cell("the population") String population,
            @Cell("the condition") String condition,
            @Cell("unit of the value") String unit,
            @Cell("the reference value") double published,
            @Cell("half-width of its error") double readingUncertainty,

            @Cell("mean over the replicates of the pipeline")
            double computed,

            @Cell("lower limit of the prediction interval of one more realisation")
            double predictionLow,

            @Cell("upper limit of the prediction interval of one more realisation")
            double predictionHigh,

            @Cell("within, above or below") String verdict) {

        boolean isWithin() {
            return verdict.equals(WITHIN);
        }

        /** Returns published - computed, relative to the largest difference that still counts as within. */
        double deviation() {
            return (published - computed) / ((predictionHigh - predictionLow) / 2 + readingUncertainty);
        }
    }

    private static final RowType<Compared> COMPARISON =
            RowType.of("comparison", "published and computed values", Compared.class);

    /** Creates the stage. */
    public PublishedComparisonFigure() {
        super(
                "draw-published-comparison",
                "Draws published against computed values",
                NoParameters.class,
                List.of(COMPARISON.input()));
    }

    /** The values of one panel of a reference. */
    private record Group(String name, List<Compared> rows) {

        int within() {
            return Rows.where(rows, Compared::isWithin).size();
        }
    }

    @Override
    protected Figure draw(NoParameters parameters, Theme theme, StageContext context) throws IOException {
        List<Compared> rows = context.read(COMPARISON);
        List<Group> groups = groups(rows);
        int within = Rows.where(rows, Compared::isWithin).size();
        double height = ROW_MM * Math.max(6, groups.size());
        Figure figure = Figure.of(180, height + 32, theme)
                .title("Published against computed values")
                .describe(within + " of " + rows.size()
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

    private static List<Group> groups(List<Compared> rows) {
        List<Group> groups = new ArrayList<>();
        for (String reference : Rows.distinctTexts(rows, Compared::reference)) {
            List<Compared> of = Rows.where(rows, Compared::reference, reference);
            for (String panel : Rows.distinctTexts(of, Compared::panel)) {
                String name =
                        reference.equals("published figure") ? "panel **" + panel + "**" : reference + ": " + panel;
                groups.add(new Group(name, Rows.where(of, Compared::panel, panel)));
            }
        }
        return groups;
    }

    /** Panel a: absolute values, each in its own unit, so that rates and potentials fit on one axis. */
    private static void scatter(Figure figure, List<Compared> rows, double size) {
        Axes panel = figure.panel("a", Rect.of(18, 11, size, size));
        double low = 1e-4;
        double high = 200;
        panel.line(new double[] {low, high}, new double[] {low, high})
                .width(0.6)
                .color("reference");
        for (boolean inside : new boolean[] {true, false}) {
            List<Compared> some = Rows.where(rows, row -> row.isWithin() == inside);
            double[] computed = Rows.numbers(some, row -> Math.abs(row.computed()));
            double[] published = Rows.numbers(some, row -> Math.abs(row.published()));
            double[] error = Rows.numbers(some, Compared::readingUncertainty);
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
                double[] x =
                        Rows.numbers(Rows.where(group.rows(), row -> row.isWithin() == inside), Compared::deviation);
                double[] y = new double[x.length];
                for (int k = 0; k < x.length; k++) {
                    x[k] = Math.max(-MOST, Math.min(MOST, x[k]));
                    y[k] = i + 0.56 * ((k + 0.5) / x.length - 0.5);
                }
                panel.points(x, y).size(0.9).series(inside ? WITHIN : "outside").color(inside ? "V1" : "V2M");
            }
            panel.note(MOST, i, group.within() + " / " + group.rows().size())
                    .small()
                    .anchor(Anchor.LEFT)
                    .shift(2, 0)
                    .color(group.within() == group.rows().size() ? "text" : "V2M");
        }
        panel.note(MOST, -0.5, "within").small().anchor(Anchor.BOTTOM_LEFT).shift(1, -1);
        panel.x()
                .range(-MOST - 0.2, MOST + 0.2)
                .ticks(-3, -1, 0, 1, 3)
                .label("(published – computed) /\nwhat either may be off");
        panel.y().range(groups.size() - 0.5, -0.5).items(names);
    }
}
