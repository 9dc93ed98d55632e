package org.cb1network.engine.runner.spec.bind;

import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;

/**
 * What a {@link Reference} to a column stands for.
 *
 * @param value a {@link Double}, {@link Integer}, {@link Long}, {@link Boolean} or {@link String}
 * @param unit of a number, as columns write it: {@code "Hz"}, or {@code "1"} if it has none
 */
public record Value(Object value, String unit) {

    /** A number. */
    public static Value of(double value, String unit) {
        return new Value(value, unit);
    }

    /** A whole number without unit. */
    public static Value of(long value) {
        return new Value(value, "1");
    }

    /** A text. */
    public static Value of(String value) {
        return new Value(value, "");
    }

    /** A truth value. */
    public static Value of(boolean value) {
        return new Value(value, "");
    }

    /**
     * The first value of a column.
     *
     * @throws IllegalArgumentException if the table has no such column or no rows; the message says so
     */
    public static Value first(Table table, String column) {
        for (int i = 0; i < table.schema().columns().size(); i++) {
            Column candidate = table.schema().columns().get(i);
            if (candidate.name().equals(column)) {
                if (table.rows() == 0) {
                    throw new IllegalArgumentException(
                            "the table '" + table.schema().name() + "' has no rows");
                }
                return new Value(table.value(0, i), candidate.unit());
            }
        }
        throw new IllegalArgumentException("the table '" + table.schema().name() + "' has no column '" + column + "'");
    }
}
