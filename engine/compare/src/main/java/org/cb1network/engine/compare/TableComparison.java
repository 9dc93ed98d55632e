package org.cb1network.engine.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;

/**
 * The difference of two tables, cell by cell.
 *
 * <p>Rows are matched by the smallest number of leading columns that identify the rows in both tables and have at least
 * half of the smaller table's rows in common. If there are no such columns, rows are matched by position. {@link
 * ColumnRules} decides how far a cell may differ; rows and columns in only one table, and rows in another order, are
 * changes.
 *
 * @param verdict the worst of all differences
 * @param rowsNow number of rows of the second table
 * @param added number of rows only in the second table
 * @param removed number of rows only in the first table
 * @param changed number of rows in both tables with different cells
 * @param matchedBy the columns by which rows are matched, as a list; empty if by position
 * @param columns the differences between the tables' columns in words; empty if they have the same columns
 * @param cells number of cells in all rows, those of a row in both tables once
 * @param differing number of cells that differ at all, with those of rows in one table only
 * @param changes the columns with differing cells, in order
 * @param first the first changed row, the first added row and the first removed row, if any, by position
 * @param message the first difference that no rule allows, or else the first one, with the rule that judged it; empty
 *     if there is none
 */
public record TableComparison(
        Verdict verdict,
        int rowsNow,
        int added,
        int removed,
        int changed,
        String matchedBy,
        String columns,
        long cells,
        long differing,
        List<ColumnChange> changes,
        List<RowDifference> first,
        String message) {

    /**
     * Above this number of rows, rows are matched by position, because a search for identifying columns would take
     * long.
     */
    private static final int MOST_ROWS_TO_MATCH = 200_000;

    public TableComparison {
        changes = List.copyOf(changes);
        first = List.copyOf(first);
    }

    /** Compares a table with the previous or expected one. */
    public static TableComparison of(Table before, Table now) {
        List<String> common = commonColumns(before, now);
        if (common.isEmpty()) {
            return nothingInCommon(before, now);
        }
        return new Comparison(before.select(common), now.select(common)).compare(columnsInWords(before, now, common));
    }

    private static TableComparison nothingInCommon(Table before, Table now) {
        String columns = columnsInWords(before, now, List.of());
        long cells = (long) before.rows() * before.schema().columns().size()
                + (long) now.rows() * now.schema().columns().size();
        return new TableComparison(
                Verdict.CHANGED,
                now.rows(),
                now.rows(),
                before.rows(),
                0,
                "",
                columns,
                cells,
                cells,
                List.of(),
                List.of(),
                "other columns: " + columns);
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
                parts.add("removed: " + column.name());
            }
        }
        boolean inAnotherOrder = parts.isEmpty() && !names(before).equals(names(now));
        return inAnotherOrder ? "in another order" : String.join(", ", parts);
    }

    private static List<String> names(Table table) {
        return table.schema().columns().stream().map(Column::name).toList();
    }

    /** Compares two tables with the same columns. */
    private static final class Comparison {

        private final Table before;
        private final Table now;
        private final List<Column> columns;
        private final int leading;
        private final RowNames names;
        private final List<int[]> pairs = new ArrayList<>();
        private final List<Integer> added = new ArrayList<>();
        private final List<Integer> removed = new ArrayList<>();

        Comparison(Table before, Table now) {
            this.before = before;
            this.now = now;
            this.columns = before.schema().columns();
            this.leading = leadingColumns();
            this.names = leading == 0 ? RowNames.of(before.schema()) : RowNames.leading(leading);
            matchRows();
        }

        /** Returns the number of leading columns that identify rows and match; 0 if none do. */
        private int leadingColumns() {
            if (Math.max(before.rows(), now.rows()) > MOST_ROWS_TO_MATCH) {
                return 0;
            }
            for (int count = 1; count < columns.size(); count++) {
                Map<Object, Integer> one = rowsByName(before, count);
                Map<Object, Integer> other = rowsByName(now, count);
                if (one.size() == before.rows() && other.size() == now.rows()) {
                    long common =
                            one.keySet().stream().filter(other::containsKey).count();
                    return 2 * common >= Math.min(before.rows(), now.rows()) ? count : 0;
                }
            }
            return 0;
        }

        /** Returns the rows by their cells in the first {@code count} columns, or by position if that is 0. */
        private static Map<Object, Integer> rowsByName(Table table, int count) {
            Map<Object, Integer> rows = new LinkedHashMap<>();
            for (int row = 0; row < table.rows(); row++) {
                rows.put(count == 0 ? (Object) row : cells(table, row, count), row);
            }
            return rows;
        }

        private static List<Object> cells(Table table, int row, int count) {
            List<Object> cells = new ArrayList<>(count);
            for (int column = 0; column < count; column++) {
                cells.add(table.value(row, column));
            }
            return cells;
        }

        private void matchRows() {
            Map<Object, Integer> rowsNow = rowsByName(now, leading);
            rowsByName(before, leading).forEach((name, row) -> {
                Integer other = rowsNow.remove(name);
                if (other == null) {
                    removed.add(row);
                } else {
                    pairs.add(new int[] {row, other});
                }
            });
            added.addAll(rowsNow.values());
        }

        TableComparison compare(String columnsInWords) {
            List<ColumnChange> changes = new ArrayList<>();
            TreeSet<Integer> changedPairs = new TreeSet<>();
            Findings findings = new Findings();
            ColumnRules rules = new ColumnRules(before, now);
            for (int i = 0; i < pairs.size(); i++) {
                int[] pair = pairs.get(i);
                for (int column = leading; column < columns.size(); column++) {
                    if (!before.value(pair[0], column).equals(now.value(pair[1], column))) {
                        changedPairs.add(i);
                        findings.add(rules, pair, column);
                    }
                }
            }
            for (int column = leading; column < columns.size() && !changedPairs.isEmpty(); column++) {
                ColumnDifference difference = new ColumnDifference(before, now, column, names);
                changedPairs.forEach(pair -> difference.take(pairs.get(pair)));
                difference.change().ifPresent(changes::add);
            }
            findings.addRows(columnsInWords);
            return new TableComparison(
                    findings.verdict,
                    now.rows(),
                    added.size(),
                    removed.size(),
                    changedPairs.size(),
                    leading == 0 ? "" : names.heading(before.schema()),
                    columnsInWords,
                    (pairs.size() + (long) added.size() + removed.size()) * columns.size(),
                    findings.differing,
                    changes,
                    first(changedPairs),
                    String.join("; ", findings.messages));
        }

        private List<RowDifference> first(SortedSet<Integer> changedPairs) {
            List<RowDifference> first = new ArrayList<>();
            if (!changedPairs.isEmpty()) {
                int[] pair = pairs.get(changedPairs.first());
                first.add(difference(pair[0], all(before, pair[0]), all(now, pair[1])));
            }
            if (!removed.isEmpty()) {
                first.add(difference(removed.get(0), all(before, removed.get(0)), List.of()));
            }
            if (!added.isEmpty()) {
                first.add(difference(added.get(0), List.of(), all(now, added.get(0))));
            }
            first.sort(Comparator.comparingInt(RowDifference::row));
            return first;
        }

        private RowDifference difference(int row, List<Object> cellsBefore, List<Object> cellsNow) {
            Table table = cellsBefore.isEmpty() ? now : before;
            return new RowDifference(table.schema(), row, names.describe(table, row), cellsBefore, cellsNow);
        }

        private List<Object> all(Table table, int row) {
            return cells(table, row, columns.size());
        }

        /** The verdict so far, and the messages about it. */
        private final class Findings {

            private final List<String> messages = new ArrayList<>();
            private Verdict verdict = Verdict.REPRODUCED;
            private long differing;

            void add(ColumnRules rules, int[] pair, int column) {
                differing++;
                ColumnRules.Judgement judgement = rules.judge(pair[0], pair[1], column);
                if (judgement.verdict().compareTo(verdict) > 0) {
                    verdict = judgement.verdict();
                    messages.clear();
                    messages.add(RowDifference.place(pair[0], names.describe(before, pair[0])) + ", column "
                            + columns.get(column).name() + ": was "
                            + RowNames.text(before.value(pair[0], column), columns.get(column)) + ", is "
                            + RowNames.text(now.value(pair[1], column), columns.get(column)) + " (rule: "
                            + judgement.reason() + ")");
                }
            }

            void addRows(String columnsInWords) {
                if (!columnsInWords.isEmpty()) {
                    change(0, "other columns: " + columnsInWords);
                }
                if (!added.isEmpty() || !removed.isEmpty()) {
                    change(
                            0,
                            before.rows() == now.rows()
                                    ? added.size() + " rows are new, and as many are missing"
                                    : "it had " + before.rows() + " rows, has " + now.rows());
                }
                boolean inOrder = true;
                for (int i = 1; i < pairs.size(); i++) {
                    inOrder &= pairs.get(i)[1] > pairs.get(i - 1)[1];
                }
                if (!inOrder) {
                    change(pairs.size(), "its rows are in a different order");
                }
                differing += (added.size() + (long) removed.size()) * columns.size();
            }

            private void change(int place, String message) {
                if (verdict != Verdict.CHANGED) {
                    messages.clear();
                }
                verdict = Verdict.CHANGED;
                messages.add(Math.min(place, messages.size()), message);
            }
        }
    }
}
