package org.cb1network.engine.compare;

import java.util.Optional;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;

/** Accumulates the differences of one column over the rows that two tables share. */
final class ColumnDifference {

    private final Table first;
    private final Table second;
    private final int column;
    private final RowNames names;
    private int cells;
    private double largest = Double.NaN;
    private double relative = Double.NaN;
    private String place = "";
    private Object before = "";
    private Object now = "";

    ColumnDifference(Table first, Table second, int column, RowNames names) {
        this.first = first;
        this.second = second;
        this.column = column;
        this.names = names;
    }

    /** Compares the cells of a row of the first table and one of the second. */
    void take(int[] pair) {
        Object old = first.value(pair[0], column);
        Object current = second.value(pair[1], column);
        if (old.equals(current)) {
            return;
        }
        cells++;
        boolean isLargest = false;
        if (old instanceof Number a && current instanceof Number b) {
            isLargest = takeNumbers(a.doubleValue(), b.doubleValue());
        }
        if (isLargest || place.isEmpty()) {
            String name = names.describe(first, pair[0]);
            place = name.isEmpty() ? RowDifference.place(pair[0], "") : name;
            before = old;
            now = current;
        }
    }

    /** Returns whether no previous row differed as much. */
    private boolean takeNumbers(double old, double current) {
        double difference = Math.abs(current - old);
        double scale = Math.max(Math.abs(old), Math.abs(current));
        double share = scale == 0 || Double.isInfinite(scale) ? 0 : difference / scale;
        if (share > relative || (Double.isNaN(relative) && !Double.isNaN(share))) {
            relative = share;
        }
        if (Double.isInfinite(difference)) {
            // An infinite difference would hide all others.
            return false;
        }
        boolean isLargest = difference > largest || (Double.isNaN(largest) && !Double.isNaN(difference));
        largest = isLargest ? difference : largest;
        return isLargest;
    }

    /** Returns how the column differs; empty if it does not. */
    Optional<ColumnChange> change() {
        if (cells == 0) {
            return Optional.empty();
        }
        Column described = first.schema().columns().get(column);
        boolean numbers = described.type() != ColumnType.TEXT && described.type() != ColumnType.BOOLEAN;
        SummaryStatistics one = numbers ? statistics(first) : new SummaryStatistics();
        SummaryStatistics other = numbers ? statistics(second) : new SummaryStatistics();
        return Optional.of(new ColumnChange(
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
                now));
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

    /** Returns Cohen's d: the difference of the means over the pooled standard deviation. */
    private static double effectSize(SummaryStatistics before, SummaryStatistics now) {
        double difference = now.getMean() - before.getMean();
        long degrees = before.getN() + now.getN() - 2;
        if (Double.isNaN(difference) || degrees < 1) {
            return Double.NaN;
        }
        double squares = before.getSecondMoment() + now.getSecondMoment();
        return difference == 0 ? 0 : difference / Math.sqrt(squares / degrees);
    }
}
