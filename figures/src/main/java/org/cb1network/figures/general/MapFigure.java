package org.cb1network.figures.general;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputColumns;
import org.cb1network.engine.stage.NamesColumns;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.figures.mark.Matrix;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.Grid;
import org.cb1network.figures.theme.Theme;

/** A quantity over two axes with evenly spaced values, as a map in colours. */
public final class MapFigure extends FigureStage<MapFigure.Parameters> {

    /** Steps of an axis that differ relatively by less than this are equal. */
    private static final double EVEN = 1e-6;

    private static final double SIDE_MM = 50;

    /** Width of the colour bar with its labels. */
    private static final double COLOR_BAR_MM = 24;

    /**
     * What the figure shows.
     *
     * @param title above the panel
     * @param x column of the x axis
     * @param y column of the y axis
     * @param value column that the colours show
     * @param where values of other columns that select the rows
     * @param xLabel label of the x axis; by default the column and its unit
     * @param yLabel label of the y axis; by default the column and its unit
     * @param valueLabel label of the colour bar; by default the column and its unit
     */
    public record Parameters(
            @Describe("title above the panel") String title,
            @Describe("column of the x axis") String x,
            @Describe("column of the y axis") String y,
            @Describe("column that the colours show") String value,

            @Describe("values of other columns that select the rows") @Default("{}")
            Map<String, String> where,

            @Describe("label of the x axis; by default the column and its unit")
            Optional<String> xLabel,

            @Describe("label of the y axis; by default the column and its unit")
            Optional<String> yLabel,

            @Describe("label of the colour bar; by default the column and its unit")
            Optional<String> valueLabel)
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
                table.requireNumbers(value, report, "value");
                table.requireRows(where, report, "where");
            }
        }
    }

    /** Creates the stage. */
    public MapFigure() {
        super(
                "draw-map",
                "Draws a quantity of any table over two axes as a map in colours",
                Parameters.class,
                List.of(SelectedRows.INPUT));
    }

    @Override
    protected Figure draw(Parameters parameters, Theme theme, StageContext context) throws IOException {
        SelectedRows rows = SelectedRows.of(context, parameters.where());
        rows.requireOneRowPer(parameters.x(), parameters.y());
        double[] x = rows.numbers(parameters.x());
        double[] y = rows.numbers(parameters.y());
        double[] cells = rows.numbers(parameters.value());
        List<Integer> all = IntStream.range(0, cells.length).boxed().toList();
        Grid grid = Grid.of(all, row -> x[row], row -> y[row], row -> cells[row]);
        requireEvenSteps(parameters.x(), grid.x());
        requireEvenSteps(parameters.y(), grid.y());
        String value = Sheet.wrapped(theme, rows.label(parameters.valueLabel(), parameters.value()), SIDE_MM);
        Sheet.Texts texts = new Sheet.Texts(
                parameters.title(),
                rows.label(parameters.xLabel(), parameters.x()),
                rows.label(parameters.yLabel(), parameters.y()));
        Sheet sheet = Sheet.of(theme, texts, SIDE_MM, SIDE_MM, COLOR_BAR_MM + Sheet.extraMm(value), 0);
        Matrix map = grid.map(sheet.panel()).series(parameters.value());
        sheet.panel().colorBar(map, 3, 3).label(value);
        return sheet.figure()
                .describe("Map of " + parameters.value() + " over " + parameters.x() + " and " + parameters.y() + ".");
    }

    private static void requireEvenSteps(String column, double[] values) {
        double step = (values[values.length - 1] - values[0]) / Math.max(1, values.length - 1);
        for (int i = 1; i < values.length; i++) {
            if (!(Math.abs(values[i] - values[i - 1] - step) <= EVEN * step)) {
                throw new IllegalArgumentException("a map needs evenly spaced values, but those of '" + column
                        + "' are " + Arrays.toString(values) + "; use draw-curves, or select rows with 'where'");
            }
        }
    }
}
