package org.cb1network.engine.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.report.ReportContent.StageTable;
import org.cb1network.engine.table.Table;

/**
 * Reference values compared with the pipeline's own: single values in one table, and a line for each curve that unfolds
 * to its points.
 */
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

    /** Returns the number of good verdicts, and the number of all. */
    static int[] within(Table table) {
        int good = 0;
        for (int row = 0; row < table.rows(); row++) {
            good += VerdictSign.of(table.text("verdict", row)) == VerdictSign.GOOD ? 1 : 0;
        }
        return new int[] {good, table.rows()};
    }

    private static void write(StageTable found, Html html) {
        Table table = found.table();
        int[] within = within(table);
        html.open("p", "class", "lead")
                .element("strong", within[0] + " of " + within[1])
                .text(
                        " values lie within the reading error and the prediction interval for one more realisation of the model.")
                .close("p");
        writeOutside(table, html);
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
        single.forEach((reference, rows) -> new ComparisonTable(table, rows, html).write(reference, false));
        if (!curves.isEmpty()) {
            writeCurves(table, curves, html);
        }
    }

    /** Lists the values that lie outside with their remarks, so that they are not lost among the others. */
    private static void writeOutside(Table table, Html html) {
        List<Integer> outside = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            if (VerdictSign.of(table.text("verdict", row)) == VerdictSign.BAD) {
                outside.add(row);
            }
        }
        if (!outside.isEmpty()) {
            html.element("p", "Outside:").open("ul", "class", "outside").line();
            for (int row : outside) {
                String remark = TableView.textOr(table, "remark", row, "");
                html.open("li").text(what(table, row)).text(remark.isEmpty() ? "" : " " + remark);
                html.close("li").line();
            }
            html.close("ul");
        }
    }

    /**
     * Describes a value, such as {@code published figure, panel a, PvInh at 0.65: 22.2, computed 21.0 (20.9 to 21.1).}
     */
    private static String what(Table table, int row) {
        StringBuilder what = new StringBuilder(TableView.textOr(table, "reference", row, "value"));
        String panel = TableView.textOr(table, "panel", row, "");
        what.append(panel.isEmpty() ? "" : panel.length() == 1 ? ", panel " + panel : ", " + panel);
        ComparisonTable.subject(table, row).forEach(part -> what.append(", ").append(part));
        double x = TableView.numberOrNaN(table, "x", row);
        what.append(Double.isNaN(x) ? "" : " at " + NumberText.of(x));
        what.append(": ").append(NumberText.of(TableView.numberOrNaN(table, "published", row)));
        what.append(", computed ").append(NumberText.of(TableView.numberOrNaN(table, "computed", row)));
        return what.append('.').toString();
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
        String panel = TableView.textOr(table, "panel", row, "");
        List<String> parts = new ArrayList<>();
        parts.add(TableView.textOr(table, "reference", row, ""));
        parts.add(panel.isEmpty() ? "" : "panel " + panel);
        parts.addAll(ComparisonTable.subject(table, row));
        parts.add(TableView.textOr(table, "quantity", row, ""));
        parts.removeIf(String::isEmpty);
        return parts.isEmpty() ? "Curve" : String.join(" · ", parts);
    }

    private static void writeCurves(Table table, Map<String, List<Integer>> curves, Html html) {
        html.element("h3", "Curves", "id", "comparison-curves").line();
        curves.forEach((name, rows) -> {
            int good = (int) rows.stream()
                    .filter(row -> VerdictSign.of(table.text("verdict", row)) == VerdictSign.GOOD)
                    .count();
            html.open("details")
                    .open("summary")
                    .element("span", name, "class", "grow")
                    .text(" ");
            (good == rows.size() ? VerdictSign.GOOD : VerdictSign.BAD)
                    .write(html, good + " of " + rows.size() + " within");
            html.close("summary");
            new ComparisonTable(table, rows, html).write(name, true);
            html.close("details");
        });
    }
}
