package org.cb1network.engine.stage;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;

/**
 * The columns that a table will certainly have.
 *
 * @param columns the columns by name, in their order; empty where only the name is known
 */
public record InputColumns(Map<String, Optional<Column>> columns) {

    /** Reports columns that the table does not have. */
    public void requireAll(List<String> names, ProblemReport report, Object... path) {
        for (int i = 0; i < names.size(); i++) {
            require(names.get(i), report, below(path, i));
        }
    }

    /** Reports that the table does not have a column, unless it has. */
    public void require(String name, ProblemReport report, Object... path) {
        if (!columns.containsKey(name)) {
            report.unknownName("column", name, columns.keySet(), path);
        }
    }

    /** Reports that the table does not have a column, or that it holds no numbers. */
    public void requireNumbers(String name, ProblemReport report, Object... path) {
        require(name, report, path);
        Optional<Column> column = column(name);
        if (column.isPresent() && !isNumeric(column.get())) {
            report.problem(
                    "the column '" + name + "' holds " + column.get().type().label() + " and not numbers",
                    "name another column of its table",
                    path);
        }
    }

    /**
     * Reports columns that the table does not have, and values that they cannot have. Whether a row has the value is not known.
     *
     * @param where values by column, which select rows
     */
    public void requireRows(Map<String, String> where, ProblemReport report, Object... path) {
        for (Map.Entry<String, String> wanted : where.entrySet()) {
            Object[] place = below(path, wanted.getKey());
            require(wanted.getKey(), report, place);
            Optional<Column> column = column(wanted.getKey());
            if (column.isPresent() && isNumeric(column.get()) && !isNumber(wanted.getValue())) {
                report.problem(
                        "the column '" + wanted.getKey() + "' holds plain numbers, and '" + wanted.getValue()
                                + "' is none",
                        advice(wanted.getValue(), column.get().unit()),
                        place);
            }
        }
    }

    private static String advice(String value, String unit) {
        String number = value.strip().split("\\s", 2)[0];
        boolean hasUnit = !unit.isEmpty() && !unit.equals("1");
        return (isNumber(number) ? "write the number alone, such as " + number : "write a number")
                + (hasUnit ? "; the column is in " + unit : "");
    }

    private Optional<Column> column(String name) {
        return columns.getOrDefault(name, Optional.empty());
    }

    private static boolean isNumeric(Column column) {
        return column.type() != ColumnType.TEXT && column.type() != ColumnType.BOOLEAN;
    }

    /** Numbers are what {@link org.cb1network.engine.table.RowFilter} takes for one. */
    private static boolean isNumber(String value) {
        try {
            Double.parseDouble(value);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static Object[] below(Object[] path, Object step) {
        Object[] place = Arrays.copyOf(path, path.length + 1);
        place[path.length] = step;
        return place;
    }
}
