package org.cb1network.engine.report;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;

/**
 * Rows of a comparison table, with a small picture of where each published value lies.
 *
 * @param table the table
 * @param rows the rows to show
 * @param html the output
 */
record ComparisonTable(Table table, List<Integer> rows, Html html) {

    private static final double BAR_WIDTH = 120;
    private static final String COLUMNS = "7";
    private static final Set<String> KNOWN_TEXTS =
            Set.of("reference", "panel", "quantity", "unit", "verdict", "remark");

    /**
     * Writes the table.
     *
     * @param caption caption of the table
     * @param curve whether the rows are points of one curve, named by their abscissa
     */
    void write(String caption, boolean curve) {
        TableView view = new TableView(html);
        view.open(caption);
        html.open("thead").open("tr");
        view.heading(curve ? "x" : "Value", curve ? "number" : "");
        view.heading("Published", "number");
        view.heading("Computed", "number");
        view.heading("Verdict", "");
        view.heading("Off by", "number");
        view.heading("Where it lies", "");
        view.heading("One more realisation", "number");
        html.close("tr").close("thead").open("tbody").line();
        List<NumberText.Cell> xs = cells("x");
        List<NumberText.Cell> published = cells("published");
        List<NumberText.Cell> computed = cells("computed");
        List<NumberText.Cell> offs = cells("off_by");
        String group = "";
        for (int i = 0; i < rows.size(); i++) {
            int row = rows.get(i);
            if (!curve && !group(row).equals(group)) {
                group = group(row);
                html.close("tbody").open("tbody").open("tr", "class", "rowgroup");
                html.element("th", group, "scope", "rowgroup", "colspan", COLUMNS)
                        .close("tr");
            }
            html.open("tr");
            if (curve) {
                html.element("th", xs.get(i).text(), "scope", "row", "class", "number");
            } else {
                view.rowHeading(who(row));
            }
            view.number(published.get(i));
            view.number(computed.get(i));
            view.verdict(table.text("verdict", row));
            boolean off = VerdictSign.of(table.text("verdict", row)) == VerdictSign.BAD;
            view.number(off ? offs.get(i) : new NumberText.Cell("", ""));
            bar(row);
            html.element("td", interval(row), "class", "number");
            html.close("tr");
        }
        html.close("tbody");
        view.close();
    }

    /** Returns what the values have in common, such as {@code b · spontaneous rate, Hz}. */
    private String group(int row) {
        String panel = TableView.textOr(table, "panel", row, "");
        String quantity = TableView.textOr(table, "quantity", row, "");
        String unit = TableView.textOr(table, "unit", row, "1");
        String what = panel.isEmpty() || panel.equals(quantity) ? quantity : panel + " · " + quantity;
        return unit.equals("1") || unit.isEmpty() ? what : what + ", " + unit;
    }

    private String who(int row) {
        return String.join(", ", subject(table, row));
    }

    /**
     * Returns what a value refers to, such as a part of the model and a condition: the texts in columns without a
     * special meaning.
     */
    static List<String> subject(Table table, int row) {
        return table.schema().columns().stream()
                .filter(column -> column.type() == ColumnType.TEXT && !KNOWN_TEXTS.contains(column.name()))
                .map(column -> table.text(column.name(), row))
                .filter(text -> !text.isEmpty())
                .toList();
    }

    private List<NumberText.Cell> cells(String column) {
        double[] values = rows.stream()
                .mapToDouble(row -> TableView.numberOrNaN(table, column, row))
                .toArray();
        return NumberText.column(values);
    }

    private String interval(int row) {
        double low = TableView.numberOrNaN(table, "prediction_low", row);
        double high = TableView.numberOrNaN(table, "prediction_high", row);
        return Double.isNaN(low) || Double.isNaN(high)
                ? NumberText.NONE
                : NumberText.of(low) + " to " + NumberText.of(high);
    }

    /** Draws the interval as a bar with the computed mean, and the published value with its reading error below. */
    private void bar(int row) {
        double low = TableView.numberOrNaN(table, "prediction_low", row);
        double high = TableView.numberOrNaN(table, "prediction_high", row);
        double published = TableView.numberOrNaN(table, "published", row);
        double computed = TableView.numberOrNaN(table, "computed", row);
        double error = TableView.numberOrNaN(table, "reading_uncertainty", row);
        error = Double.isNaN(error) ? 0 : error;
        html.open("td", "class", "bar");
        if (!Double.isNaN(low + high + published + computed)) {
            double left = Math.min(low, published - error);
            double scale = (BAR_WIDTH - 12) / Math.max(Math.max(high, published + error) - left, Double.MIN_NORMAL);
            html.open("svg", "viewBox", "0 0 120 20", "aria-hidden", "true", "class", "interval");
            line("of-model", 6 + (low - left) * scale, 6 + (high - left) * scale, 6);
            mark("of-model", 6 + (computed - left) * scale, 6);
            line("of-paper", 6 + (published - error - left) * scale, 6 + (published + error - left) * scale, 14);
            mark("of-paper", 6 + (published - left) * scale, 14);
            html.close();
        }
        html.close();
    }

    private void line(String style, double from, double to, double y) {
        html.empty("path", "class", style, "d", "M" + place(from) + " " + place(y) + "H" + place(to));
    }

    private void mark(String style, double x, double y) {
        if (style.equals("of-paper")) {
            html.empty("path", "class", style + " mark", "d", "M" + place(x) + " " + place(y - 4) + "l4 4-4 4-4-4z");
        } else {
            html.empty("circle", "class", style + " mark", "cx", place(x), "cy", place(y), "r", "3");
        }
    }

    private static String place(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
