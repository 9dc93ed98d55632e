package org.cb1network.engine.stage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;

/** What is known of a table at an input before it is computed: its columns, with those of the axes. */
public final class InputColumns {

    private final List<Column> columns;

    /** Describes a table that has these columns. */
    public InputColumns(List<Column> columns) {
        this.columns = List.copyOf(columns);
    }

    /** Returns the column with a name; empty if there is none. */
    public Optional<Column> column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst();
    }

    /** Reports that the table has no column of this name, unless it has. Returns the column. */
    public Optional<Column> require(String name, ProblemReport report, Object... path) {
        Optional<Column> column = column(name);
        if (column.isEmpty()) {
            report.unknownName(
                    "column", name, columns.stream().map(Column::name).toList(), path);
        }
        return column;
    }

    /** Does the same for several columns, each at its index below the path. */
    public void requireAll(List<String> names, ProblemReport report, String path) {
        for (int i = 0; i < names.size(); i++) {
            require(names.get(i), report, path, i);
        }
    }

    /** Reports that the table has no column of numbers of this name, unless it has. */
    public void requireNumbers(String name, ProblemReport report, Object... path) {
        require(name, report, path)
                .filter(column -> !isNumeric(column))
                .ifPresent(column -> report.problem(
                        "the column '" + name + "' holds " + column.type().label() + " and not numbers",
                        "its table has numbers in "
                                + names(columns.stream()
                                        .filter(InputColumns::isNumeric)
                                        .toList()),
                        path));
    }

    /**
     * Reports columns that are unknown, and values that they cannot have.
     *
     * @param where values by column, which select rows
     * @param path of the mapping
     */
    public void requireRows(Map<String, String> where, ProblemReport report, Object... path) {
        ProblemReport here = report.below(path);
        where.forEach((name, value) -> require(name, here, name).ifPresent(column -> checkValue(column, value, here)));
    }

    /** Whether a row has the value depends on the sweep, which a run of some stages may change. */
    private static void checkValue(Column column, String value, ProblemReport report) {
        if (isNumeric(column) && !isNumber(value)) {
            report.problem(
                    "the column '" + column.name() + "' holds numbers, and '" + value + "' is none", "", column.name());
        }
    }

    private static boolean isNumber(String value) {
        try {
            Double.parseDouble(value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isNumeric(Column column) {
        return column.type() != ColumnType.TEXT && column.type() != ColumnType.BOOLEAN;
    }

    private static String names(Collection<Column> columns) {
        return columns.isEmpty()
                ? "no column"
                : String.join(", ", columns.stream().map(Column::name).toList());
    }
}
