package org.cb1network.stages.science.robustness;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.random.SobolSequenceGenerator;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;

/** Tables with the values of a function of x1, x2, ... in the unit cube, as a sweep with a sample collects them. */
final class SampledFunction {

    private SampledFunction() {}

    /** Returns pairs of points of Sobol's sequence and the points between them. */
    static List<double[]> saltelli(int pairs, int factors) {
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(2 * factors);
        sequence.skipTo(1);
        List<double[]> points = new ArrayList<>();
        for (int pair = 0; pair < pairs; pair++) {
            double[] both = sequence.nextVector();
            double[] a = Arrays.copyOf(both, factors);
            double[] b = Arrays.copyOfRange(both, factors, 2 * factors);
            points.add(a);
            for (int i = 0; i < factors; i++) {
                double[] mixed = a.clone();
                mixed[i] = b[i];
                points.add(mixed);
            }
            points.add(b);
        }
        return points;
    }

    /** Returns points of Sobol's sequence. */
    static List<double[]> sobol(int count, int factors) {
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(factors);
        sequence.skipTo(1);
        return IntStream.range(0, count).mapToObj(i -> sequence.nextVector()).toList();
    }

    /** Returns the table of a function with the name {@code y}. */
    static Table table(List<double[]> points, ToDoubleFunction<double[]> function) {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= points.get(0).length; i++) {
            columns.add(Column.float64("x" + i, "1", "factor"));
        }
        columns.add(Column.int32("sample", "1", "number"));
        columns.add(Column.float64("y", "Hz", "value"));
        Table.Builder table = Table.builder(new TableSchema("values", "values of a function", columns));
        for (int number = 1; number <= points.size(); number++) {
            double[] point = points.get(number - 1);
            List<Object> row = new ArrayList<>();
            for (double x : point) {
                row.add(x);
            }
            row.add(number);
            row.add(function.applyAsDouble(point));
            table.row(row.toArray());
        }
        return table.build();
    }
}
