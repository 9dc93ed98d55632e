package org.cb1network.cli.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.cb1network.cli.report.ReportContent.StageTable;
import org.cb1network.table.Table;

/** Reference values beside the pipeline's own: single values in one table, curves in one line each with their points folded. */
final class ComparisonSection implements Section {

    static final String SCHEMA = "comparison";
    static final String[] COLUMNS = {"published", "computed", "verdict"};

    @Override
    public String id() {
        return "comparison";
    }

    @Override
    public String title() {
        return "Published against computed";
    }

    @Override
    public boolean write(ReportContent content, Html html) throws IOException {
        List<StageTable> tables = content.tablesOfKind(SCHEMA, COLUMNS);
        for (StageTable table : tables) {
            write(table, html);
        }
        return !tables.isEmpty();
    }

    /** How many verdicts are good, of how many. */
    static int[] within(Table table) {
        int good = 0;
        for (int row = 0; row < table.rows(); row++) {
            good += Verdict.of(table.text("verdict", row)) == Verdict.GOOD ? 1 : 0;
        }
        return new int[] {good, table.rows()};
    }

    private static void write(StageTable found, Html html) {
        Table table = found.table();
        int[] within = within(table);
        html.open("p", "class", "lead")
                .element("strong", within[0] + " of " + within[1])
                .text(
                        " values lie within the reading error and the interval that holds one more realisation of the model.")
                .close("p");
        Map<String, List<Integer>> single = new LinkedHashMap<>();
        Map<String, List<Integer>> curves = new LinkedHashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            boolean point = !Double.isNaN(TableView.numberOrNaN(table, "x", row));
            String group = point ? curveName(table, row) : reference(table, row);
            (point ? curves : single)
                    .computeIfAbsent(group, any -> new ArrayList<>())
                    .add(row);
        }
        html.open("p", "class", "note");
        writeKey("of-model", "interval and mean of the model", html);
        writeKey("of-paper", "published value with its reading error", html);
        html.close("p");
        single.forEach((reference, rows) -> new Values(table, rows, html).write(reference, false));
        if (!curves.isEmpty()) {
            writeCurves(table, curves, html);
        }
    }

    private static void writeKey(String style, String text, Html html) {
        html.open("svg", "viewBox", "0 0 30 12", "aria-hidden", "true", "class", "interval key");
        html.empty("path", "class", style, "d", "M3 6H27");
        if (style.equals("of-model")) {
            html.empty("circle", "class", style + " mark", "cx", "15", "cy", "6", "r", "3");
        } else {
            html.empty("path", "class", style + " mark", "d", "M15 2l4 4-4 4-4-4z");
        }
        html.close().text(" " + text + " ");
    }

    private static String reference(Table table, int row) {
        String reference = TableView.textOr(table, "reference", row, "");
        return reference.isEmpty() ? "Single values" : "Single values, " + reference;
    }

    private static String curveName(Table table, int row) {
        StringBuilder name = new StringBuilder();
        for (String column : List.of("reference", "panel", "population", "condition", "quantity")) {
            String part = TableView.textOr(table, column, row, "");
            if (!part.isEmpty()) {
                name.append(name.isEmpty() ? "" : " · ").append(column.equals("panel") ? "panel " + part : part);
            }
        }
        return name.isEmpty() ? "Curve" : name.toString();
    }

    private static void writeCurves(Table table, Map<String, List<Integer>> curves, Html html) {
        html.element("h3", "Curves", "id", "comparison-curves").line();
        curves.forEach((name, rows) -> {
            int good = (int) rows.stream()
                    .filter(row -> Verdict.of(table.text("verdict", row)) == Verdict.GOOD)
                    .count();
            html.open("details")
                    .open("summary")
                    .element("span", name, "class", "grow")
                    .text(" ");
            (good == rows.size() ? Verdict.GOOD : Verdict.BAD).write(html, good + " of " + rows.size() + " within");
            html.close("summary");
            new Values(table, rows, html).write(name, true);
            html.close("details");
        });
    }

    /** A table of some of the rows. */
    private record Values(Table table, List<Integer> rows, Html html) {

        private static final double BAR_WIDTH = 120;

        void write(String caption, boolean curve) {
            TableView view = new TableView(html);
            view.open(caption);
            html.open("thead").open("tr");
            if (curve) {
                view.heading("x", "number");
            } else {
                view.heading("Panel", "");
                view.heading("Quantity", "");
                view.heading("Population", "");
                view.heading("Condition", "");
            }
            view.heading("Published", "number");
            view.heading("Computed", "number");
            view.heading("", "");
            view.heading("Verdict", "");
            view.heading("Off by", "number");
            view.heading("One more realisation", "number");
            html.close("tr").close("thead").open("tbody").line();
            List<NumberText.Cell> xs = cells("x");
            List<NumberText.Cell> published = cells("published");
            List<NumberText.Cell> computed = cells("computed");
            List<NumberText.Cell> offs = cells("off_by");
            for (int i = 0; i < rows.size(); i++) {
                int row = rows.get(i);
                html.open("tr");
                if (curve) {
                    html.open("th", "scope", "row", "class", "number")
                            .text(xs.get(i).text())
                            .close();
                } else {
                    view.rowHeading(TableView.textOr(table, "panel", row, ""));
                    html.open("td").text(TableView.textOr(table, "quantity", row, ""));
                    html.text(" ").element("span", unit(row), "class", "unit").close();
                    view.text(TableView.textOr(table, "population", row, ""));
                    view.text(TableView.textOr(table, "condition", row, ""));
                }
                view.number(published.get(i));
                view.number(computed.get(i));
                bar(row);
                view.verdict(table.text("verdict", row));
                boolean off = Verdict.of(table.text("verdict", row)) == Verdict.BAD;
                view.number(off ? offs.get(i) : new NumberText.Cell("", ""));
                html.element("td", interval(row), "class", "number");
                html.close("tr");
            }
            html.close("tbody");
            view.close();
        }

        private List<NumberText.Cell> cells(String column) {
            double[] values = rows.stream()
                    .mapToDouble(row -> TableView.numberOrNaN(table, column, row))
                    .toArray();
            return NumberText.column(values);
        }

        private String unit(int row) {
            String unit = TableView.textOr(table, "unit", row, "");
            return unit.equals("1") ? "" : unit;
        }

        private String interval(int row) {
            double low = TableView.numberOrNaN(table, "prediction_low", row);
            double high = TableView.numberOrNaN(table, "prediction_high", row);
            return Double.isNaN(low) || Double.isNaN(high)
                    ? NumberText.NONE
                    : NumberText.of(low) + " to " + NumberText.of(high);
        }

        /** The interval as a bar with the computed mean, and the published value with its reading error below. */
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
                html.empty(
                        "path", "class", style + " mark", "d", "M" + place(x) + " " + place(y - 4) + "l4 4-4 4-4-4z");
            } else {
                html.empty("circle", "class", style + " mark", "cx", place(x), "cy", place(y), "r", "3");
            }
        }

        private static String place(double value) {
            return String.format(Locale.ROOT, "%.1f", value);
        }
    }
}
