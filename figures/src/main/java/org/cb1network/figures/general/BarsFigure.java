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
import org.cb1network.engine.stage.StageContext;
import org.cb1network.figures.mark.Bars;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.theme.Theme;

/** A bar for each row of a table, with intervals. */
public final class BarsFigure extends FigureStage<BarsFigure.Parameters> {

    /** Least distance of the centres of two bars. */
    private static final double PITCH_MM = 9;

    /** The same for items whose names are turned. */
    private static final double TURNED_PITCH_MM = 5;

    /** Names of items are turned if the panel would be wider. */
    private static final double WIDEST_MM = 160;

    private static final int MOST_BARS = 200;

    /**
     * What the figure shows.
     *
     * @param title above the panel
     * @param item column that names the bars
     * @param y column with the heights of the bars
     * @param interval interval around y
     * @param where values of other columns that select the rows
     * @param yLabel label of the y axis; by default the column and its unit
     */
    public record Parameters(
            @Describe("title above the panel") String title,
            @Describe("column that names the bars") String item,
            @Describe("column with the heights of the bars") String y,
            @Describe("interval around y") Optional<Interval> interval,

            @Describe("values of other columns that select the rows") @Default("{}")
            Map<String, String> where,

            @Describe("label of the y axis; by default the column and its unit")
            Optional<String> yLabel)
            implements NamesColumns {

        public Parameters {
            where = new TreeMap<>(where);
        }

        @Override
        public void checkColumns(Map<String, InputColumns> tables, ProblemReport report) {
            InputColumns table = tables.get(SelectedRows.INPUT.name());
            if (table != null) {
                table.require(item, report, "item");
                table.requireNumbers(y, report, "y");
                interval.ifPresent(limits -> limits.checkColumns(table, report));
                table.requireRows(where, report, "where");
            }
        }
    }

    /** Creates the stage. */
    public BarsFigure() {
        super(
                "draw-bars",
                "Draws a bar for each row of any table, with intervals",
                Parameters.class,
                List.of(SelectedRows.INPUT));
    }

    @Override
    protected Figure draw(Parameters parameters, Theme theme, StageContext context) throws IOException {
        SelectedRows rows = SelectedRows.of(context, parameters.where());
        rows.requireOneRowPer(parameters.item());
        List<String> items = rows.texts(parameters.item());
        requireReadable(items);
        double widest = items.stream()
                .mapToDouble(item -> Sheet.widthMm(theme, item))
                .max()
                .orElse(0);
        double pitch = Math.max(PITCH_MM, widest + 2);
        boolean turned = items.size() > 1 && pitch * items.size() > WIDEST_MM;
        double width = turned ? TURNED_PITCH_MM * items.size() : pitch * items.size();
        Sheet.Texts texts =
                new Sheet.Texts(parameters.title(), parameters.item(), rows.label(parameters.yLabel(), parameters.y()));
        Sheet sheet = Sheet.of(theme, texts, Math.max(30, width), 45, 5, turned ? widest : 0);
        Bars bars = sheet.panel()
                .bars(rows.numbers(parameters.y()))
                .colors(Sheet.colors(theme, items).toArray(String[]::new));
        parameters
                .interval()
                .ifPresent(limits -> bars.interval(rows.numbers(limits.low()), rows.numbers(limits.high())));
        sheet.panel().x().items(items.toArray(String[]::new)).turnTicks(turned ? 90 : 0);
        if (Arrays.stream(rows.numbers(parameters.y())).anyMatch(value -> value < 0)) {
            sheet.panel().horizontalLine(0);
        }
        return sheet.figure().describe("Bars of " + parameters.y() + " for each " + parameters.item() + ".");
    }

    private static void requireReadable(List<String> items) {
        if (items.size() > MOST_BARS) {
            throw new IllegalArgumentException(items.size() + " bars cannot be read, only " + MOST_BARS
                    + "; select rows with 'where', or use draw-distributions or draw-curves");
        }
    }
}
