package org.cb1network.figures.general;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputColumns;
import org.cb1network.engine.stage.NamesColumns;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.figures.mark.Line;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.theme.Theme;

/** Curves of a quantity over an axis, one for each value of a column such as the condition, with intervals. */
public final class CurvesFigure extends FigureStage<CurvesFigure.Parameters> {

    /**
     * What the figure shows.
     *
     * @param title above the panel
     * @param x column of the x axis
     * @param y column of the y axis
     * @param by column that has a curve for each of its values
     * @param interval interval around y
     * @param where values of other columns that select the rows
     * @param xLabel label of the x axis; by default the column and its unit
     * @param yLabel label of the y axis; by default the column and its unit
     * @param xLog whether the x axis is logarithmic
     * @param yLog whether the y axis is logarithmic
     */
    public record Parameters(
            @Describe("title above the panel") String title,
            @Describe("column of the x axis") String x,
            @Describe("column of the y axis") String y,

            @Describe("column that has a curve for each of its values")
            Optional<String> by,

            @Describe("interval around y") Optional<Interval> interval,

            @Describe("values of other columns that select the rows") @Default("{}")
            Map<String, String> where,

            @Describe("label of the x axis; by default the column and its unit")
            Optional<String> xLabel,

            @Describe("label of the y axis; by default the column and its unit")
            Optional<String> yLabel,

            @Describe("whether the x axis is logarithmic") @Default("false")
            boolean xLog,

            @Describe("whether the y axis is logarithmic") @Default("false")
            boolean yLog)
            implements NamesColumns {

        public Parameters {
            where = new TreeMap<>(where);
        }

        @Override
        public void checkColumns(Map<String, InputColumns> tables, ProblemReport report) {
            InputColumns table = tables.get(SelectedRows.INPUT.name());
            if (table != null) {
                table.requireNumbers(x, report, "x");
                table.requireNumbers(y, report, "y");
                by.ifPresent(column -> table.require(column, report, "by"));
                interval.ifPresent(limits -> limits.checkColumns(table, report));
                table.requireRows(where, report, "where");
            }
        }
    }

    /** Creates the stage. */
    public CurvesFigure() {
        super(
                "draw-curves",
                "Draws a quantity of any table over an axis, with intervals, one curve for each value of a column",
                Parameters.class,
                List.of(SelectedRows.INPUT));
    }

    @Override
    protected Figure draw(Parameters parameters, Theme theme, StageContext context) throws IOException {
        SelectedRows rows = SelectedRows.of(context, parameters.where());
        Map<String, SelectedRows> curves = rows.groupedBy(parameters.by());
        Sheet.Texts texts = new Sheet.Texts(
                parameters.title(),
                rows.label(parameters.xLabel(), parameters.x()),
                rows.label(parameters.yLabel(), parameters.y()));
        Sheet sheet = Sheet.of(theme, texts, curves.keySet());
        LogarithmicRange xRange = LogarithmicRange.of(rows.numbers(parameters.x()));
        LogarithmicRange yRange = yRange(parameters, rows);
        int number = 0;
        for (Map.Entry<String, SelectedRows> entry : curves.entrySet()) {
            SelectedRows curve = entry.getValue().sortedBy(parameters.x());
            curve.requireOneRowPer(parameters.x());
            Line line = sheet.panel()
                    .line(curve.numbers(parameters.x()), curve.numbers(parameters.y()))
                    .singlePoints()
                    .stroke(sheet.strokes().get(number))
                    .series(entry.getKey())
                    .color(sheet.colors().get(number++));
            parameters.interval().ifPresent(limits -> {
                double[] low = curve.numbers(limits.low());
                line.band(parameters.yLog() ? yRange.clamped(low) : low, curve.numbers(limits.high()));
            });
        }
        if (parameters.xLog()) {
            xRange.apply(sheet.panel().x(), parameters.x(), context);
        }
        if (parameters.yLog()) {
            yRange.apply(sheet.panel().y(), parameters.y(), context);
        }
        return sheet.figure()
                .describe("Curves of " + parameters.y() + " over " + parameters.x()
                        + parameters.by().map(by -> ", one for each " + by).orElse("") + ".");
    }

    /** The limits of the intervals are shown, too. */
    private static LogarithmicRange yRange(Parameters parameters, SelectedRows rows) {
        double[] y = rows.numbers(parameters.y());
        return parameters
                .interval()
                .map(limits -> LogarithmicRange.of(y, rows.numbers(limits.low()), rows.numbers(limits.high())))
                .orElseGet(() -> LogarithmicRange.of(y));
    }
}
