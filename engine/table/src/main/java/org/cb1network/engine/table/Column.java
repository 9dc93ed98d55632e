package org.cb1network.engine.table;

import java.util.Objects;

/**
 * One column of a table: its name, type, unit and description.
 *
 * @param name the column's name, unique in its table, never empty
 * @param type type of the cells
 * @param unit the physical unit of the numbers ({@code "Hz"}, {@code "ms"}, {@code "mV"}, {@code "nS"}), {@code "1"}
 *     for dimensionless numbers, {@code ""} for text and truth values
 * @param description one sentence for readers of the table; may be empty
 */
public record Column(String name, ColumnType type, String unit, String description) {

    public Column {
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(unit, "unit");
        Objects.requireNonNull(description, "description");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("A column needs a name");
        }
    }

    /** Returns a column of 32-bit integers. */
    public static Column int32(String name, String unit, String description) {
        return new Column(name, ColumnType.INT32, unit, description);
    }

    /** Returns a column of 64-bit integers. */
    public static Column int64(String name, String unit, String description) {
        return new Column(name, ColumnType.INT64, unit, description);
    }

    /** Returns a column of double-precision numbers. */
    public static Column float64(String name, String unit, String description) {
        return new Column(name, ColumnType.FLOAT64, unit, description);
    }

    /** Returns a column of truth values, which have no unit. */
    public static Column bool(String name, String description) {
        return new Column(name, ColumnType.BOOLEAN, "", description);
    }

    /** Returns a column of text, which has no unit. */
    public static Column text(String name, String description) {
        return new Column(name, ColumnType.TEXT, "", description);
    }
}
