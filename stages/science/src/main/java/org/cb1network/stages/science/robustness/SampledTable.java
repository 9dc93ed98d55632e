package org.cb1network.stages.science.robustness;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;

/**
 * The points of a sample, as the leading columns of a collected table have them: the factors, the half-width {@code
 * within} if their ranges are relative, and the number {@code sample}.
 *
 * @param factors names of the factors. Of factors that always change together only the first is one
 * @param points the points by number, in the order of the sample; number 0 is the base point
 */
record SampledTable(List<String> factors, Map<Integer, SamplePoint> points) {

    static final String SAMPLE = "sample";
    static final String WITHIN = "within";

    /** Number of the point that has the base value of every factor. */
    static final int BASE = 0;

    /**
     * A point of a sample.
     *
     * @param values values of the factors
     * @param within half-width of relative ranges; 0 if there are none
     */
    @SuppressWarnings("ArrayRecordComponent") // one is never compared with another
    record SamplePoint(double[] values, double within) {}

    /**
     * Reads the points.
     *
     * @throws IllegalArgumentException if the table has no sample
     */
    static SampledTable of(Table table) {
        if (!table.schema().has(SAMPLE)) {
            throw new IllegalArgumentException("the table '" + table.schema().name()
                    + "' has no column 'sample': its sweep, or the sweep that it summarizes, needs a 'sample'");
        }
        List<Column> columns =
                table.schema().columns().subList(0, table.schema().indexOf(SAMPLE));
        List<String> names = columns.stream()
                .filter(column -> !column.name().equals(WITHIN) && column.type() != ColumnType.TEXT)
                .map(Column::name)
                .toList();
        int[] numbers = table.int32(SAMPLE);
        Map<Integer, Integer> firstRows = new LinkedHashMap<>();
        for (int row = 0; row < numbers.length; row++) {
            firstRows.putIfAbsent(numbers[row], row);
        }
        List<String> distinct = distinct(names, table, firstRows);
        Map<Integer, SamplePoint> points = new LinkedHashMap<>();
        firstRows.forEach((number, row) -> points.put(
                number,
                new SamplePoint(
                        distinct.stream()
                                .mapToDouble(name -> table.number(name, row))
                                .toArray(),
                        table.schema().has(WITHIN) ? table.float64(WITHIN, row) : 0)));
        return new SampledTable(distinct, points);
    }

    /** Leaves out factors whose values have the same order as those of an earlier one: they are paired with it. */
    private static List<String> distinct(List<String> names, Table table, Map<Integer, Integer> rows) {
        Map<List<Integer>, String> byOrder = new LinkedHashMap<>();
        for (String name : names) {
            byOrder.putIfAbsent(
                    rows.values().stream()
                            .sorted((a, b) -> Double.compare(table.number(name, a), table.number(name, b)))
                            .toList(),
                    name);
        }
        return rows.size() < 2 ? names : List.copyOf(byOrder.values());
    }

    /** Returns the mean of a column over the rows of each point, in the order of the sample, without the base point. */
    double[] means(Table table, String quantity) {
        Map<Integer, double[]> sums = new HashMap<>();
        int[] numbers = table.int32(SAMPLE);
        for (int row = 0; row < numbers.length; row++) {
            double[] sum = sums.computeIfAbsent(numbers[row], any -> new double[2]);
            sum[0] += table.number(quantity, row);
            sum[1]++;
        }
        List<Double> means = new ArrayList<>();
        for (int number : points.keySet()) {
            double[] sum = sums.get(number);
            if (number != BASE) {
                means.add(sum == null ? Double.NaN : sum[0] / sum[1]);
            }
        }
        return means.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Returns the points without the base point. */
    List<double[]> positions() {
        return points.entrySet().stream()
                .filter(point -> point.getKey() != BASE)
                .map(point -> point.getValue().values())
                .toList();
    }
}
