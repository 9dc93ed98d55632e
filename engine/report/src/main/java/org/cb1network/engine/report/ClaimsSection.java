package org.cb1network.engine.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cb1network.engine.report.ReportContent.StageTable;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;
import org.jspecify.annotations.Nullable;

/**
 * The claims and their verdicts. The values of a leading text column (such as shared and independent noise) are shown
 * side by side.
 */
final class ClaimsSection implements Section {

    static final String SCHEMA = "claims";
    private static final String[] COLUMNS = {"claim", "difference", "verdict"};

    @Override
    public String id() {
        return "claims";
    }

    @Override
    public String title() {
        return "Claims";
    }

    @Override
    public boolean write(ReportContent content, Html html) throws IOException {
        List<StageTable> tables = tables(content);
        for (StageTable table : tables) {
            write(table.table(), html);
        }
        return !tables.isEmpty();
    }

    /** Returns the tables with one row per claim and group; those that test claims at many points are left out. */
    static List<StageTable> tables(ReportContent content) throws IOException {
        List<StageTable> tables = new ArrayList<>();
        for (StageTable table : content.tablesOfKind(SCHEMA, COLUMNS)) {
            Set<List<String>> claims = new LinkedHashSet<>();
            for (int row = 0; row < table.table().rows(); row++) {
                claims.add(List.of(group(table.table(), row), table.table().text("claim", row)));
            }
            if (claims.size() == table.table().rows()) {
                tables.add(table);
            }
        }
        return tables;
    }

    /** Returns the groups of claims, such as kinds of noise; a single empty text if there are none. */
    static List<String> groups(Table table) {
        Set<String> groups = new LinkedHashSet<>();
        for (int row = 0; row < table.rows(); row++) {
            groups.add(group(table, row));
        }
        return List.copyOf(groups);
    }

    /** Returns the number of supported claims of a group, and the number of all. */
    static int[] supported(Table table, String group) {
        int[] count = new int[2];
        for (int row = 0; row < table.rows(); row++) {
            if (group(table, row).equals(group)) {
                count[0] += VerdictSign.of(table.text("verdict", row)) == VerdictSign.GOOD ? 1 : 0;
                count[1]++;
            }
        }
        return count;
    }

    /** Returns the name of the grouping column; empty if there is none. */
    static String grouping(Table table) {
        Column first = table.schema().columns().get(0);
        return first.type() == ColumnType.TEXT && !first.name().equals("claim") ? first.name() : "";
    }

    private static String group(Table table, int row) {
        String column = grouping(table);
        return column.isEmpty() ? "" : table.text(column, row);
    }

    private static void write(Table table, Html html) {
        List<String> groups = groups(table);
        Map<String, Map<String, Integer>> rows = new LinkedHashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            rows.computeIfAbsent(table.text("claim", row), any -> new LinkedHashMap<>())
                    .put(group(table, row), row);
        }
        TableView view = new TableView(html);
        view.open("Claims: difference ± its standard error, probability under equality, verdict");
        html.open("thead");
        if (!grouping(table).isEmpty()) {
            html.open("tr").open("td").close();
            for (String group : groups) {
                html.element(
                        "th", grouping(table) + ": " + group, "scope", "colgroup", "colspan", "3", "class", "group");
            }
            html.close("tr");
        }
        html.open("tr");
        view.heading("Claim", "");
        groups.forEach(group -> {
            view.heading("Difference", "group number");
            view.heading("p", "number");
            view.heading("Verdict", "");
        });
        html.close("tr").close("thead").open("tbody").line();
        rows.forEach((claim, byGroup) -> {
            html.open("tr").element("th", claim, "scope", "row", "class", "wide");
            groups.forEach(group -> cells(table, byGroup.get(group), view, html));
            html.close("tr");
        });
        html.close("tbody");
        view.close();
        writeContradictions(table, html);
    }

    private static void cells(Table table, @Nullable Integer row, TableView view, Html html) {
        if (row == null) {
            html.element("td", NumberText.NONE, "colspan", "3", "class", "group");
            return;
        }
        double error = TableView.numberOrNaN(table, "standard_error", row);
        String unit = TableView.textOr(table, "unit", row, "1");
        String difference = NumberText.withError(table.float64("difference", row), error);
        html.open("td", "class", "group number").text(difference);
        if (!unit.equals("1")) {
            html.text(" ").element("span", unit, "class", "unit");
        }
        html.close();
        double p = TableView.numberOrNaN(table, "p_value", row);
        html.element("td", Double.isNaN(p) ? NumberText.NONE : NumberText.probability(p), "class", "number");
        view.verdict(table.text("verdict", row));
    }

    private static void writeContradictions(Table table, Html html) {
        List<String> others = new ArrayList<>();
        for (int row = 0; row < table.rows(); row++) {
            if (VerdictSign.of(table.text("verdict", row)) == VerdictSign.BAD) {
                String group = group(table, row);
                others.add(table.text("claim", row)
                        + (group.isEmpty() ? "" : " (" + grouping(table) + ": " + group + ")"));
            }
        }
        if (!others.isEmpty()) {
            html.element("p", "Contradicted by the computed results:", "class", "note")
                    .open("ul");
            others.forEach(other -> html.element("li", other));
            html.close("ul");
        }
    }
}
