package org.cb1network.engine.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The name, description and columns of a table.
 *
 * @param name short name of the table, for example {@code "rates"}
 * @param description what a row represents, in one or two sentences
 * @param columns the columns in order: at least one, with distinct names
 */
public record TableSchema(String name, String description, List<Column> columns) {

    public TableSchema {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(description, "description");
        columns = List.copyOf(columns);
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("Table \"" + name + "\" has no columns");
        }
        Set<String> seen = new HashSet<>();
        for (Column column : columns) {
            if (!seen.add(column.name())) {
                throw new IllegalArgumentException(
                        "Table \"" + name + "\" has two columns named \"" + column.name() + "\"");
            }
        }
    }

    /** Returns a schema of the given columns. */
    public static TableSchema of(String name, String description, Column... columns) {
        return new TableSchema(name, description, List.of(columns));
    }

    /**
     * Returns the position of a column.
     *
     * @throws IllegalArgumentException if there is no column of that name; the message suggests the nearest name
     */
    public int indexOf(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return i;
            }
        }
        throw new IllegalArgumentException(noSuchColumn(column));
    }

    /** Returns the column of that name; see {@link #indexOf} for the exception. */
    public Column column(String column) {
        return columns.get(indexOf(column));
    }

    /** Returns whether there is a column of that name. */
    public boolean has(String column) {
        return columns.stream().anyMatch(c -> c.name().equals(column));
    }

    /**
     * Returns this schema with additional columns in front. The axes of a sweep become the leading columns of the table
     * of all points.
     *
     * @throws IllegalArgumentException if an axis has the name of a column
     */
    public TableSchema withLeading(List<Column> axes) {
        List<Column> all = new ArrayList<>(axes);
        all.addAll(columns);
        return new TableSchema(name, description, all);
    }

    /**
     * Returns this schema with only the given columns, in the given order.
     *
     * @throws IllegalArgumentException if there is no such column, or one is named twice
     */
    public TableSchema select(List<String> names) {
        return new TableSchema(
                name, description, names.stream().map(this::column).toList());
    }

    /**
     * Checks that rows of this schema fit a table of {@code other}: same names, types and units, in the same order.
     * Descriptions may differ.
     */
    void requireSameColumns(TableSchema other) {
        String difference = differenceTo(other);
        if (!difference.isEmpty()) {
            throw new IllegalArgumentException(
                    "Rows of table \"" + name + "\" do not fit table \"" + other.name() + "\": " + difference);
        }
    }

    /** Describes how the columns differ from those expected; empty if they do not. */
    String differenceTo(TableSchema expected) {
        for (int i = 0; i < Math.min(columns.size(), expected.columns.size()); i++) {
            Column here = columns.get(i);
            Column there = expected.columns.get(i);
            if (!here.name().equals(there.name())
                    || here.type() != there.type()
                    || !here.unit().equals(there.unit())) {
                return "column " + (i + 1) + " is " + inWords(here) + " where " + inWords(there) + " is expected";
            }
        }
        if (columns.size() != expected.columns.size()) {
            return "it has " + columns.size() + " columns where " + expected.columns.size() + " are expected";
        }
        return "";
    }

    private static String inWords(Column column) {
        String unit = column.unit().isEmpty() ? "" : " in " + column.unit();
        return "\"" + column.name() + "\" (" + column.type().label() + unit + ")";
    }

    private String noSuchColumn(String wanted) {
        List<String> names = columns.stream().map(Column::name).toList();
        return "Table \"" + name + "\" has no column \"" + wanted + "\""
                + NearestName.near(wanted, names)
                        .map(near -> "; did you mean \"" + near + "\"?")
                        .orElse(".")
                + " Its columns are: " + String.join(", ", names);
    }
}
