package org.cb1network.engine.cli.diff;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;

/**
 * How two tables differ.
 *
 * <p>Rows are matched by their leading columns: the fewest that tell the rows of either table apart and of which at least half of the
 * smaller table's rows are in both. Where there are none, rows are matched by their position.
 *
 * @param rowsBefore number of rows of the first table
 * @param rowsNow number of rows of the second
 * @param added rows that only the second has
 * @param removed rows that only the first has
 * @param changed rows that both have, with different cells
 * @param matchedBy the columns by which rows are matched, as a list; empty if by position
 * @param columns the differences of the columns, in words, if the tables have not the same ones; empty if they have
 * @param changes the columns of which cells differ, in their order
 */
public record TableChange(
        int rowsBefore,
        int rowsNow,
        int added,
        int removed,
        int changed,
        String matchedBy,
        String columns,
        List<ColumnChange> changes) {

    /** More rows are matched by position: to look for columns that tell them apart would take long. */
    private static final int MOST_ROWS_TO_MATCH = 200_000;

    public TableChange {
        changes = List.copyOf(changes);
    }

    /** Compares two tables. */
    public static TableChange between(Table before, Table now) {
        List<String> common = commonColumns(before, now);
        Table first = before.select(common);
        Table second = now.select(common);
        return new Comparison(first, second).compare(columnsInWords(before, now, common));
    }

    private static List<String> commonColumns(Table before, Table now) {
        return before.schema().columns().stream()
                .filter(column -> now.schema().has(column.name())
                        && now.schema().column(column.name()).type() == column.type())
                .map(Column::name)
                .toList();
    }

    private static String columnsInWords(Table before, Table now, List<String> common) {
        List<String> parts = new ArrayList<>();
        for (Column column : now.schema().columns()) {
            if (!common.contains(column.name())) {
                parts.add(
                        before.schema().has(column.name())
                                ? column.name() + " of another type"
                                : "new: " + column.name());
            } else if (!before.schema().column(column.name()).unit().equals(column.unit())) {
                parts.add(column.name() + " in " + column.unit() + ", was in "
                        + before.schema().column(column.name()).unit());
            }
        }
        for (Column column : before.schema().columns()) {
            if (!now.schema().has(column.name())) {
                parts.add("gone: " + column.name());
            }
        }
        return String.join(", ", parts);
    }

    /** Two tables with the same columns. */
    private static final class Comparison {

        private final Table first;
        private final Table second;
        private final List<Column> columns;

        Comparison(Table first, Table second) {
            this.first = first;
            this.second = second;
            this.columns = first.schema().columns();
        }

        TableChange compare(String columnsInWords) {
            int leading = leadingColumns();
            Map<Object, Integer> rowsNow = leading == 0 ? positions(second) : byLeading(second, leading);
            Map<Object, Integer> rowsBefore = leading == 0 ? positions(first) : byLeading(first, leading);
            List<int[]> pairs = new ArrayList<>();
            rowsBefore.forEach((row, index) -> {
                Integer other = rowsNow.get(row);
                if (other != null) {
                    pairs.add(new int[] {index, other});
                }
            });
            List<ColumnChange> changes = new ArrayList<>();
            TreeSet<Integer> changedRows = new TreeSet<>();
            for (int column = leading; column < columns.size(); column++) {
                ColumnComparison comparison = new ColumnComparison(column, leading);
                pairs.forEach(comparison::take);
                if (comparison.cells > 0) {
                    changes.add(comparison.change());
                    changedRows.addAll(comparison.rows);
                }
            }
            String matchedBy = String.join(
                    ", ", columns.subList(0, leading).stream().map(Column::name).toList());
            return new TableChange(
                    first.rows(),
                    second.rows(),
                    second.rows() - pairs.size(),
                    first.rows() - pairs.size(),
                    changedRows.size(),
                    matchedBy,
                    columnsInWords,
                    changes);
        }

        /** How many leading columns tell rows apart and match; 0 if none do. */
        private int leadingColumns() {
            int smaller = Math.min(first.rows(), second.rows());
            if (Math.max(first.rows(), second.rows()) > MOST_ROWS_TO_MATCH) {
                return 0;
            }
            for (int count = 1; count < columns.size(); count++) {
                Map<Object, Integer> one = byLeading(first, count);
                Map<Object, Integer> other = byLeading(second, count);
                if (one.size() == first.rows() && other.size() == second.rows()) {
                    long common =
                            one.keySet().stream().filter(other::containsKey).count();
                    return 2 * common >= smaller ? count : 0;
                }
            }
            return 0;
        }

        private static Map<Object, Integer> positions(Table table) {
            Map<Object, Integer> rows = new LinkedHashMap<>();
            IntStream.range(0, table.rows()).forEach(row -> rows.put(row, row));
            return rows;
        }

        private static Map<Object, Integer> byLeading(Table table, int count) {
            Map<Object, Integer> rows = new LinkedHashMap<>();
            for (int row = 0; row < table.rows(); row++) {
                List<Object> cells = new ArrayList<>(count);
                for (int column = 0; column < count; column++) {
                    cells.add(table.value(row, column));
                }
                rows.put(cells, row);
            }
            return rows;
        }

        /** Goes through one column. */
        private final class ColumnComparison {

            private final int column;
            private final int leading;
            private final List<Integer> rows = new ArrayList<>();
            private int cells;
            private double largest = Double.NaN;
            private double relative = Double.NaN;
            private String place = "";
            private Object before = "";
            private Object now = "";

            ColumnComparison(int column, int leading) {
                this.column = column;
                this.leading = leading;
            }

            void take(int[] pair) {
                Object old = first.value(pair[0], column);
                Object current = second.value(pair[1], column);
                if (old.equals(current)) {
                    return;
                }
                cells++;
                rows.add(pair[0]);
                boolean isLargest = false;
                if (old instanceof Number a && current instanceof Number b) {
                    isLargest = takeNumbers(a.doubleValue(), b.doubleValue());
                }
                if (isLargest || place.isEmpty()) {
                    place = place(pair[0]);
                    before = old;
                    now = current;
                }
            }

            /** Returns whether no row before differed as much. */
            private boolean takeNumbers(double old, double current) {
                double difference = Math.abs(current - old);
                double scale = Math.max(Math.abs(old), Math.abs(current));
                double share = scale == 0 || Double.isInfinite(scale) ? 0 : difference / scale;
                if (share > relative || (Double.isNaN(relative) && !Double.isNaN(share))) {
                    relative = share;
                }
                if (Double.isInfinite(difference)) {
                    // Beside an infinite number nothing else would be seen.
                    return false;
                }
                boolean isLargest = difference > largest || (Double.isNaN(largest) && !Double.isNaN(difference));
                largest = isLargest ? difference : largest;
                return isLargest;
            }

            private String place(int row) {
                if (leading == 0) {
                    return "row " + (row + 1);
                }
                List<String> cellsOfRow = new ArrayList<>();
                for (int i = 0; i < leading; i++) {
                    cellsOfRow.add(columns.get(i).name() + "=" + first.value(row, i));
                }
                return String.join(", ", cellsOfRow);
            }

            ColumnChange change() {
                Column described = columns.get(column);
                boolean numbers = described.type() != ColumnType.TEXT && described.type() != ColumnType.BOOLEAN;
                SummaryStatistics one = numbers ? statistics(first) : new SummaryStatistics();
                SummaryStatistics other = numbers ? statistics(second) : new SummaryStatistics();
                return new ColumnChange(
                        described.name(),
                        described.unit(),
                        cells,
                        one.getMean(),
                        other.getMean(),
                        effectSize(one, other),
                        largest,
                        relative,
                        place,
                        before,
                        now);
            }

            private SummaryStatistics statistics(Table table) {
                SummaryStatistics statistics = new SummaryStatistics();
                for (int row = 0; row < table.rows(); row++) {
                    double value = ((Number) table.value(row, column)).doubleValue();
                    if (!Double.isNaN(value)) {
                        statistics.addValue(value);
                    }
                }
                return statistics;
            }
        }
    }

    /** Cohen's d: difference of the means over the pooled standard deviation. */
    static double effectSize(SummaryStatistics before, SummaryStatistics now) {
        double difference = now.getMean() - before.getMean();
        long degrees = before.getN() + now.getN() - 2;
        if (Double.isNaN(difference) || degrees < 1) {
            return Double.NaN;
        }
        double squares = before.getSecondMoment() + now.getSecondMoment();
        return difference == 0 ? 0 : difference / Math.sqrt(squares / degrees);
    }
}
