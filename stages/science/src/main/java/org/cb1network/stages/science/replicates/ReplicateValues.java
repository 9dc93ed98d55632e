package org.cb1network.stages.science.replicates;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.engine.table.Table;

/**
 * The values of one quantity at each replicate of the same point.
 *
 * @param byReplicate values by the number of the replicate; a table without replicates has only number 1
 */
public record ReplicateValues(SortedMap<Integer, Double> byReplicate) {

    /** Returns the values that identify the group of a row, that is, all that its replicates share. */
    @FunctionalInterface
    public interface Grouping {
        List<Object> groupOf(int row);
    }

    public ReplicateValues {
        byReplicate = Collections.unmodifiableSortedMap(new TreeMap<>(byReplicate));
    }

    /**
     * Returns the values of a column by group, in the order of the table.
     *
     * @throws IllegalArgumentException if a group has two rows of one replicate, so that it has more than replicates
     */
    public static Map<List<Object>, ReplicateValues> of(Table table, String column, Grouping grouping) {
        Map<List<Object>, SortedMap<Integer, Double>> groups = new LinkedHashMap<>();
        for (int row = 0; row < table.rows(); row++) {
            List<Object> group = grouping.groupOf(row);
            Double earlier = groups.computeIfAbsent(group, any -> new TreeMap<>())
                    .putIfAbsent(replicate(table, row), table.number(column, row));
            if (earlier != null) {
                throw new IllegalArgumentException(
                        "the table '" + table.schema().name() + "' has several values of '"
                                + column + "' for replicate " + replicate(table, row) + " of " + group
                                + "; select one by another column");
            }
        }
        Map<List<Object>, ReplicateValues> values = new LinkedHashMap<>();
        groups.forEach((group, byReplicate) -> values.put(group, new ReplicateValues(byReplicate)));
        return values;
    }

    /**
     * Returns the values of a column in a table that has the replicates of a single point.
     *
     * @throws IllegalArgumentException if it has two rows of one replicate
     */
    public static ReplicateValues ofOnePoint(Table table, String column) {
        return of(table, column, row -> List.of()).values().stream()
                .findFirst()
                .orElseGet(() -> new ReplicateValues(new TreeMap<>()));
    }

    /** Returns the number of the replicate that a row belongs to; 1 if the table has no replicates. */
    public static int replicate(Table table, int row) {
        return table.schema().has(AxisColumns.REPLICATE) ? table.int32(AxisColumns.REPLICATE, row) : 1;
    }

    /** Returns the values in the order of the replicates. */
    public double[] values() {
        return byReplicate.values().stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Returns the values at replicates that the other one also has. */
    public double[] valuesAlso(ReplicateValues other) {
        List<Double> common = new ArrayList<>();
        byReplicate.forEach((replicate, value) -> {
            if (other.byReplicate.containsKey(replicate)) {
                common.add(value);
            }
        });
        return common.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Returns these values divided by others, at the replicates that both have. */
    public ReplicateValues dividedBy(ReplicateValues others) {
        SortedMap<Integer, Double> ratios = new TreeMap<>();
        byReplicate.forEach((replicate, value) -> {
            Double divisor = others.byReplicate.get(replicate);
            if (divisor != null) {
                ratios.put(replicate, value / divisor);
            }
        });
        return new ReplicateValues(ratios);
    }

    /** Returns the number of replicates. */
    public int size() {
        return byReplicate.size();
    }
}
