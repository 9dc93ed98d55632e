package org.cb1network.figures.general;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputColumns;
import org.cb1network.engine.stage.NamesColumns;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.figures.mark.ValueRange;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.theme.Theme;

/** Histograms of a column, one for each value of another column, with the same bins. */
public final class DistributionsFigure extends FigureStage<DistributionsFigure.Parameters> {

    /**
     * What the figure shows.
     *
     * @param title above the panel
     * @param value column whose distribution is shown; NaN is left out
     * @param by column that has a histogram for each of its values
     * @param bins number of bins between the smallest and the largest value
     * @param where values of other columns that select the rows
     * @param xLabel label of the x axis; by default the column and its unit
     */
    public record Parameters(
            @Describe("title above the panel") String title,

            @Describe("column whose distribution is shown; NaN is left out")
            String value,

            @Describe("column that has a histogram for each of its values")
            Optional<String> by,

            @Describe("number of bins between the smallest and the largest value")
            @Range(min = 1, max = 1000)
            @Default("30")
            int bins,

            @Describe("values of other columns that select the rows") @Default("{}")
            Map<String, String> where,

            @Describe("label of the x axis; by default the column and its unit")
            Optional<String> xLabel)
            implements NamesColumns {

        public Parameters {
            where = new TreeMap<>(where);
        }

        @Override
        public void checkColumns(Map<String, InputColumns> tables, ProblemReport report) {
            InputColumns table = tables.get(SelectedRows.INPUT.name());
            if (table != null) {
                table.requireNumbers(value, report, "value");
                by.ifPresent(column -> table.require(column, report, "by"));
                table.requireRows(where, report, "where");
            }
        }
    }

    /** Creates the stage. */
    public DistributionsFigure() {
        super(
                "draw-distributions",
                "Draws histograms of a column of any table, one for each value of another column",
                Parameters.class,
                List.of(SelectedRows.INPUT));
    }

    @Override
    protected Figure draw(Parameters parameters, Theme theme, StageContext context) throws IOException {
        SelectedRows rows = SelectedRows.of(context, parameters.where());
        double[] edges = edges(rows.numbers(parameters.value()), parameters.bins());
        Map<String, SelectedRows> series = rows.groupedBy(parameters.by());
        Sheet.Texts texts = new Sheet.Texts(
                parameters.title(), rows.label(parameters.xLabel(), parameters.value()), "share of the values");
        Sheet sheet = Sheet.of(theme, texts, series.keySet());
        int number = 0;
        for (Map.Entry<String, SelectedRows> entry : series.entrySet()) {
            sheet.panel()
                    .histogram(edges, shares(entry.getValue().numbers(parameters.value()), edges))
                    .outlined(sheet.strokes().get(number).dashPt())
                    .series(entry.getKey())
                    .color(sheet.colors().get(number++));
        }
        return sheet.figure()
                .describe("Histograms of " + parameters.value()
                        + parameters.by().map(by -> ", one for each " + by).orElse("") + ".");
    }

    private static double[] edges(double[] values, int bins) {
        ValueRange range =
                ValueRange.of(Arrays.stream(values).filter(Double::isFinite).toArray());
        double low = range.isEmpty() ? 0 : range.min();
        double high = range.isEmpty() ? 1 : range.max();
        // Adding 0.5 to a very large number would not change it.
        double margin = low == high ? Math.max(0.5, 0.01 * Math.abs(low)) : 0;
        double[] edges = new double[bins + 1];
        for (int i = 0; i <= bins; i++) {
            edges[i] = low - margin + i * (high - low + 2 * margin) / bins;
        }
        return edges;
    }

    /** Returns the share of the finite values in each bin; the last bin includes its upper limit. */
    private static double[] shares(double[] values, double[] edges) {
        double[] shares = new double[edges.length - 1];
        double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
        double width = (edges[edges.length - 1] - edges[0]) / shares.length;
        for (double value : finite) {
            int bin = (int) Math.floor((value - edges[0]) / width);
            shares[Math.max(0, Math.min(shares.length - 1, bin))] += 1.0 / finite.length;
        }
        return shares;
    }
}
