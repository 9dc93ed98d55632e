package org.cb1network.engine.runner.spec.bind;

import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;

/**
 * The value of a {@link Reference} to a column.
 *
 * @param value a {@link Double}, {@link Integer}, {@link Long}, {@link Boolean} or {@link String}
 * @param unit unit of a number, as in columns: {@code "Hz"}, or {@code "1"} if dimensionless
 */
public record Value(Object value, String unit) {

    /** Returns a number. */
    public static Value of(double value, String unit) {
        return new Value(value, unit);
    }

    /** Returns a whole number without unit. */
    public static Value of(long value) {
        return new Value(value, "1");
    }

    /**
     * Returns the first value of a column.
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
