package org.cb1network.engine.table;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Selects the rows of a table that have given values in given columns.
 *
 * @param where required values by column name. Numbers are compared by value, not by notation
 */
public record RowFilter(Map<String, String> where) {

    public RowFilter {
        where = new TreeMap<>(where);
    }

    /** Returns a filter that requires the values of both. If both name a column, {@code other} takes precedence. */
    public RowFilter and(Map<String, String> other) {
        Map<String, String> both = new TreeMap<>(where);
        both.putAll(other);
        return new RowFilter(both);
    }

    /**
     * Returns the selected rows in their order.
     *
     * @throws IllegalArgumentException if the table has no such column, or no row is left; the message lists the
     *     available values
     */
    public Table of(Table table) {
        Table left = table;
        for (Map.Entry<String, String> wanted : where.entrySet()) {
            int column = table.schema().indexOf(wanted.getKey());
            Table from = left;
            left = from.where(row -> equal(from.value(row, column), wanted.getValue()));
            if (left.rows() == 0) {
                Set<Object> there = new LinkedHashSet<>();
                for (int row = 0; row < from.rows(); row++) {
                    there.add(from.value(row, column));
                }
                throw new IllegalArgumentException(
                        "the table '" + table.schema().name() + "' has no row with " + wanted.getKey() + " "
                                + wanted.getValue() + "; its values there are " + there);
            }
        }
        return left;
    }

    private static boolean equal(Object value, String wanted) {
        if (value instanceof Number number) {
            try {
                return number.doubleValue() == Double.parseDouble(wanted);
            } catch (NumberFormatException e) {
                return false;
            }
        }
        return value.toString().equals(wanted);
    }
}
