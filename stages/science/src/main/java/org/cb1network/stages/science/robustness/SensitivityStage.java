package org.cb1network.stages.science.robustness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputColumns;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.NamesColumns;
import org.cb1network.engine.stage.Normalized;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.RowWriter;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.RowFilter;
import org.cb1network.engine.table.Table;
import org.cb1network.stages.science.analysis.ElementaryEffects;
import org.cb1network.stages.science.analysis.Estimated;
import org.cb1network.stages.science.analysis.Slices;
import org.cb1network.stages.science.analysis.SobolIndices;

/**
 * Measures how much a quantity depends on each factor of a sample. Replicates and further rows of a point are averaged; the
 * base point is left out.
 */
public final class SensitivityStage implements Stage<SensitivityStage.Parameters> {

    private static final String TABLE = "table";

    /** The measures of sensitivity. Each needs a sample of its kind. */
    public enum Measure {
        /** Sobol indices, from a sample of the method {@code saltelli}. */
        SOBOL,
        /** Elementary effects, from a sample of the method {@code morris}. */
        MORRIS,
        /** Correlation ratios, from a sample of any other method. */
        CORRELATION_RATIO
    }

    /**
     * What to measure.
     *
     * @param measure measure of sensitivity
     * @param quantity column with the quantity
     * @param where values of other columns that select the rows
     * @param slices number of slices of a factor, for correlation ratios
     * @param resamples number of resamples of the bootstrap intervals
     * @param confidence confidence level of the intervals
     */
    public record Parameters(
            @Describe("measure of sensitivity") Measure measure,
            @Describe("column with the quantity") String quantity,

            @Describe("values of other columns that select the rows") @Default("{}")
            Map<String, String> where,

            @Describe("number of slices of a factor, for correlation ratios") @Range(min = 2, max = 1000) @Default("8")
            int slices,

            @Describe("number of resamples of the bootstrap intervals") @Range(min = 0, max = 100_000) @Default("1000")
            int resamples,

            @Describe("confidence level of the intervals")
            @Range(min = 0, max = 1, minExclusive = true, maxExclusive = true)
            @Default("0.95")
            double confidence)
            implements NamesColumns, Normalized<Parameters> {

        private static final int USUAL_SLICES = 8;

        public Parameters {
            where = new TreeMap<>(where);
        }

        @Override
        public void checkColumns(Map<String, InputColumns> tables, ProblemReport report) {
            InputColumns table = tables.get(TABLE);
            if (table != null) {
                table.requireNumbers(quantity, report, "quantity");
                table.requireRows(where, report, "where");
                if (!table.columns().containsKey(SampledTable.SAMPLE)) {
                    report.problem(
                            "the table has no column 'sample'",
                            "connect one whose sweep, or the sweep that it summarizes, has a 'sample'",
                            "quantity");
                }
            }
        }

        /** Without a number of slices that the measure does not use. */
        @Override
        public Parameters normalized() {
            return measure == Measure.CORRELATION_RATIO
                    ? this
                    : new Parameters(measure, quantity, where, USUAL_SLICES, resamples, confidence);
        }
    }

    /** A row of the table of indices. */
    private record Index(
            @Cell("name of the factor") String factor,

            @Cell("first order, total, mu, mu*, sigma, or correlation ratio")
            String index,

            @Cell("how it was estimated") String estimator,

            @Cell("the index; mu, mu* and sigma are in the unit of the quantity")
            double value,

            @Cell("lower end of its confidence interval") double ciLow,
            @Cell("upper end of its confidence interval") double ciHigh) {}

    private static final RowType<Index> INDICES =
            RowType.of("indices", "sensitivity of a quantity to each factor of a sample", Index.class);

    private static final StageType<Parameters> TYPE = new StageType<>(
            "sensitivity",
            "Measures how much a quantity of any sampled table depends on each factor",
            Parameters.class,
            List.of(new InputPort(TABLE, "a table collected over a sweep with a sample")),
            List.<OutputPort>of(INDICES.output().asExact()),
            false);

    /** Seed of the resampling, which only the width of intervals depends on. */
    private static final long BOOTSTRAP_SEED = 1;

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        Table table = new RowFilter(parameters.where()).of(context.input(TABLE));
        // A table without rows has no values, but a slip in a name remains one.
        table.schema().column(parameters.quantity());
        SampledTable sample = SampledTable.of(table);
        double[] quantity = sample.means(table, parameters.quantity());
        for (double value : quantity) {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException("'" + parameters.quantity() + "' is " + value
                        + " at a point of the sample; choose a quantity that every point has");
            }
        }
        Estimated.Bootstrap bootstrap =
                new Estimated.Bootstrap(parameters.resamples(), parameters.confidence(), BOOTSTRAP_SEED);
        Measure measure = parameters.measure();
        List<Index> indices = measure == Measure.SOBOL
                ? sobol(sample, quantity, bootstrap)
                : measure == Measure.MORRIS
                        ? morris(sample, quantity, bootstrap)
                        : correlationRatios(sample, quantity, parameters.slices(), bootstrap);
        RowWriter<Index> out = context.rows(INDICES);
        for (Index index : indices) {
            out.write(index);
        }
    }

    private static Index index(String factor, String name, String estimator, Estimated estimated) {
        return new Index(factor, name, estimator, estimated.value(), estimated.low(), estimated.high());
    }

    private static List<Index> sobol(SampledTable sample, double[] quantity, Estimated.Bootstrap bootstrap) {
        int factors = sample.factors().size();
        int block = factors + 2;
        List<double[]> positions = sample.positions();
        require(positions.size() % block == 0, "saltelli");
        int pairs = positions.size() / block;
        double[] a = new double[pairs];
        double[] b = new double[pairs];
        double[][] mixed = new double[factors][pairs];
        for (int pair = 0; pair < pairs; pair++) {
            int first = pair * block;
            double[] atA = positions.get(first);
            double[] atB = positions.get(first + block - 1);
            a[pair] = quantity[first];
            b[pair] = quantity[first + block - 1];
            for (int i = 0; i < factors; i++) {
                double[] expected = atA.clone();
                expected[i] = atB[i];
                require(Arrays.equals(expected, positions.get(first + 1 + i)), "saltelli");
                mixed[i][pair] = quantity[first + 1 + i];
            }
        }
        SobolIndices indices = new SobolIndices(a, b, mixed);
        List<Index> rows = new ArrayList<>();
        for (int i = 0; i < factors; i++) {
            String factor = sample.factors().get(i);
            rows.add(index(factor, "first order", "Saltelli", indices.firstOrder(i, bootstrap)));
            rows.add(index(factor, "first order", "Jansen", indices.firstOrderByJansen(i, bootstrap)));
            rows.add(index(factor, "total", "Jansen", indices.total(i, bootstrap)));
        }
        return rows;
    }

    private static List<Index> morris(SampledTable sample, double[] quantity, Estimated.Bootstrap bootstrap) {
        int factors = sample.factors().size();
        List<double[]> positions = sample.positions();
        require(positions.size() % (factors + 1) == 0, "morris");
        double[] ranges = ranges(positions, factors);
        int trajectories = positions.size() / (factors + 1);
        double[][] effects = new double[factors][trajectories];
        for (int trajectory = 0; trajectory < trajectories; trajectory++) {
            boolean[] changed = new boolean[factors];
            for (int step = 1; step <= factors; step++) {
                int point = trajectory * (factors + 1) + step;
                int factor = changedFactor(positions.get(point - 1), positions.get(point));
                require(factor >= 0 && !changed[factor], "morris");
                changed[factor] = true;
                double change = positions.get(point)[factor] - positions.get(point - 1)[factor];
                effects[factor][trajectory] = (quantity[point] - quantity[point - 1]) / (change / ranges[factor]);
            }
        }
        List<Index> rows = new ArrayList<>();
        for (int i = 0; i < factors; i++) {
            ElementaryEffects ofFactor = new ElementaryEffects(effects[i]);
            String factor = sample.factors().get(i);
            rows.add(index(factor, "mu", "Morris", ofFactor.mean(bootstrap)));
            rows.add(index(factor, "mu*", "Campolongo", ofFactor.meanOfAbsolute(bootstrap)));
            rows.add(index(factor, "sigma", "Morris", ofFactor.standardDeviation(bootstrap)));
        }
        return rows;
    }

    private static double[] ranges(List<double[]> positions, int factors) {
        double[] ranges = new double[factors];
        for (int i = 0; i < factors; i++) {
            int factor = i;
            double low =
                    positions.stream().mapToDouble(point -> point[factor]).min().orElse(0);
            double high =
                    positions.stream().mapToDouble(point -> point[factor]).max().orElse(0);
            ranges[i] = high - low;
        }
        return ranges;
    }

    /** Returns the only factor that differs between two points, or -1. */
    private static int changedFactor(double[] from, double[] to) {
        int changed = -1;
        for (int i = 0; i < from.length; i++) {
            if (from[i] != to[i]) {
                if (changed >= 0) {
                    return -1;
                }
                changed = i;
            }
        }
        return changed;
    }

    private static List<Index> correlationRatios(
            SampledTable sample, double[] quantity, int slices, Estimated.Bootstrap bootstrap) {
        List<Index> rows = new ArrayList<>();
        for (int i = 0; i < sample.factors().size(); i++) {
            int factor = i;
            double[] values = sample.positions().stream()
                    .mapToDouble(point -> point[factor])
                    .toArray();
            Slices sliced = Slices.of(values, Math.min(slices, values.length));
            rows.add(index(
                    sample.factors().get(i),
                    "correlation ratio",
                    sliced.members().size() + " slices",
                    sliced.correlationRatio(quantity, bootstrap)));
        }
        return rows;
    }

    private static void require(boolean fits, String method) {
        if (!fits) {
            throw new IllegalArgumentException("the points are not a sample of the method '" + method
                    + "', with all points of the sample in the table; use 'measure: correlation-ratio' for others");
        }
    }
}
