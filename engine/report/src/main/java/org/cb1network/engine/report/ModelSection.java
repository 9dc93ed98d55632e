package org.cb1network.engine.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cb1network.engine.report.ReportContent.StageTable;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;

/** The model, from the tables of the stages that describe it, and how the conditions change it. */
final class ModelSection implements Section {

    @Override
    public String id() {
        return "model";
    }

    @Override
    public String title() {
        return "Model";
    }

    @Override
    public boolean write(ReportContent content, Html html) throws IOException {
        boolean any = false;
        for (ReportStage stage : content.stages()) {
            if (stage.describesModel()) {
                for (StageTable table : content.tables(stage)) {
                    write(table, html);
                    any = true;
                }
            }
        }
        return any;
    }

    private static void write(StageTable found, Html html) {
        Table table = found.table();
        String schema = table.schema().name();
        String name = schema.substring(0, 1).toUpperCase(Locale.ROOT) + schema.substring(1);
        Column first = table.schema().columns().get(0);
        boolean conditions = first.type() == ColumnType.TEXT && isAxis(first, found.stage());
        List<String> keys = keys(table, found.stage());
        if (!conditions || table.rows() == 0) {
            new TableView(html).any(table, name, 200);
            return;
        }
        String base = table.text(first.name(), 0);
        Table shown = table.where(row -> table.text(first.name(), row).equals(base))
                .select(table.schema().columns().stream()
                        .map(Column::name)
                        .filter(column -> !column.equals(first.name()))
                        .toList());
        new TableView(html).any(shown, name + ", " + first.name() + " " + base, 200);
        writeChanges(table, first.name(), keys, name, html);
    }

    private static boolean isAxis(Column column, ReportStage stage) {
        return stage.spec().sweep().axes().stream().anyMatch(axis -> axis.name().equals(column.name()));
    }

    /** Returns the columns that name a row: the leading texts. */
    private static List<String> keys(Table table, ReportStage stage) {
        return table.schema().columns().stream()
                .dropWhile(column -> isAxis(column, stage))
                .takeWhile(column -> column.type() == ColumnType.TEXT)
                .map(Column::name)
                .toList();
    }

    /** Writes a row for each cell that differs between conditions. */
    private static void writeChanges(Table table, String axis, List<String> keys, String name, Html html) {
        Set<String> conditions = new LinkedHashSet<>();
        Map<String, Map<String, Map<String, String>>> cells = new LinkedHashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            String condition = table.text(axis, row);
            conditions.add(condition);
            List<String> key = new ArrayList<>();
            for (String column : keys) {
                key.add(table.text(column, row));
            }
            for (Column column : table.schema().columns()) {
                if (!column.name().equals(axis) && !keys.contains(column.name())) {
                    cells.computeIfAbsent(String.join(" → ", key), any -> new LinkedHashMap<>())
                            .computeIfAbsent(column.name(), any -> new LinkedHashMap<>())
                            .put(condition, cell(table, row, column));
                }
            }
        }
        cells.values()
                .forEach(of -> of.values()
                        .removeIf(values -> values.size() == conditions.size()
                                && Set.copyOf(values.values()).size() == 1));
        cells.values().removeIf(Map::isEmpty);
        if (conditions.size() > 1 && cells.isEmpty()) {
            html.element("p", name + " are the same for every " + axis + ".", "class", "note")
                    .line();
        } else if (!cells.isEmpty()) {
            writeChanges(cells, List.copyOf(conditions), name + ": what the " + axis + " changes", html);
        }
    }

    private static void writeChanges(
            Map<String, Map<String, Map<String, String>>> cells, List<String> conditions, String caption, Html html) {
        TableView view = new TableView(html);
        view.open(caption);
        html.open("thead").open("tr");
        view.heading("", "");
        view.heading("Quantity", "");
        conditions.forEach(condition -> view.heading(condition, "number"));
        html.close("tr").close("thead").open("tbody").line();
        cells.forEach((key, quantities) -> quantities.forEach((quantity, values) -> {
            html.open("tr");
            view.rowHeading(key);
            view.text(quantity.replace('_', ' '));
            String base = values.getOrDefault(conditions.get(0), NumberText.NONE);
            for (String condition : conditions) {
                String value = values.getOrDefault(condition, NumberText.NONE);
                html.open("td", "class", "number");
                if (value.equals(base)) {
                    html.text(value);
                } else {
                    html.element("strong", value);
                }
                html.close();
            }
            html.close("tr");
        }));
        html.close("tbody");
        view.close();
        html.element("p", "Bold: different from " + conditions.get(0) + ".", "class", "note")
                .line();
    }

    private static String cell(Table table, int row, Column column) {
        Object value = table.value(row, table.schema().indexOf(column.name()));
        return value instanceof Number number ? NumberText.of(number.doubleValue()) : value.toString();
    }
}
