package org.cb1network.engine.runner.spec;

import java.util.List;
import java.util.stream.IntStream;
import org.cb1network.engine.runner.spec.bind.Decimals;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;

/**
 * An axis of a sweep. The axes of one dimension change in step, as in a sample; an axis by itself is its own dimension.
 *
 * @param column its name, type and unit, as in the tables that collect the sweep's results
 * @param kind kind of the axis
 * @param paths the parameters that it sets, named as in
 *     {@link org.cb1network.engine.runner.spec.bind.CanonicalParameters}; none for conditions and replicates
 * @param values its values: {@link Double}, {@link Integer}, {@link Long}, {@link Boolean} or {@link String} according
 *     to the column's type; distinct unless other axes are in step with it
 * @param dimension name of its dimension
 */
public record Axis(Column column, Kind kind, List<String> paths, List<Object> values, String dimension) {

    /** Name of the dimension of a sample, and of its last axis, the number of the point. */
    public static final String SAMPLE = "sample";

    private static final int MOST_LISTED = 8;

    /** The kinds of axes. */
    public enum Kind {
        PARAMETER,
        CONDITION,
        REPLICATE
    }

    public Axis {
        paths = List.copyOf(paths);
        values = List.copyOf(values);
    }

    /** Creates an axis by itself. */
    public Axis(Column column, Kind kind, List<String> paths, List<Object> values) {
        this(column, kind, paths, values, column.name());
    }

    public String name() {
        return column.name();
    }

    /** Returns whether the number of a sample's point determines the value of this axis. */
    boolean isFactor() {
        return dimension.equals(SAMPLE) && !name().equals(SAMPLE);
    }

    public int size() {
        return values.size();
    }

    /**
     * Formats a value for people, with its unit: {@code 0.25}, {@code 3 Hz}, {@code V2M}. Equal values give equal text.
     */
    public String text(int index) {
        Object value = values.get(index);
        if (column.type() != ColumnType.FLOAT64) {
            return value.toString();
        }
        String number = Decimals.text((Double) value);
        return column.unit().equals("1") ? number : number + " " + column.unit();
    }

    /**
     * Lists the distinct values for people, such as {@code V1, V2M}. Of many, it has the first ones, the last one and their
     * number: {@code 1, 2, 3, 4, 5, 6 ... 20; 20 values}.
     */
    public String list() {
        List<String> texts =
                IntStream.range(0, size()).mapToObj(this::text).distinct().toList();
        return texts.size() <= MOST_LISTED
                ? String.join(", ", texts)
                : String.join(", ", texts.subList(0, MOST_LISTED - 2)) + " ... " + texts.get(texts.size() - 1) + "; "
                        + texts.size() + " values";
    }
}
