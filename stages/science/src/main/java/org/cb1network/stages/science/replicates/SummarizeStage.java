package org.cb1network.stages.science.replicates;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputColumns;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.NamesColumns;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.RowWriter;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.ColumnType;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.stages.science.analysis.SampleStatistics;

/**
 * Averages any columns of any table over replicates or other axes. The result has a row for each group and column, so that
 * its own columns are the same for every table.
 */
public final class SummarizeStage implements Stage<SummarizeStage.Parameters> {

    private static final String TABLE = "table";

    /**
     * The parameters.
     *
     * @param columns the columns with the values to average
     * @param by the columns whose values distinguish the means
     * @param over the columns that distinguish the values of one mean
     * @param confidence probability that an interval covers the mean
     */
    public record Parameters(
            @Describe("the columns with the values to average")
            List<String> columns,

            @Describe(
                    "the columns whose values distinguish the means, such as the population and the axes of the sweep")
            List<String> by,

            @Describe("the columns, usually axes, that distinguish the values of one mean") @Default("[replicate]")
            List<String> over,

            @Describe("probability that a confidence interval covers the mean")
            @Range(min = 0, max = 1, minExclusive = true, maxExclusive = true)
            @Default("0.95")
            double confidence)
            implements NamesColumns {

        private static final List<String> USUALLY_OVER = List.of(AxisColumns.REPLICATE);

        public Parameters {
            columns = List.copyOf(columns);
            by = List.copyOf(by);
            over = List.copyOf(over);
        }

        @Override
        public void checkColumns(Map<String, InputColumns> tables, ProblemReport report) {
            InputColumns table = tables.get(TABLE);
            if (table == null) {
                return;
            }
            for (int i = 0; i < columns.size(); i++) {
                table.requireNumbers(columns.get(i), report, "columns", i);
            }
            table.requireAll(by, report, "by");
            if (!over.equals(USUALLY_OVER)) {
                table.requireAll(over, report, "over");
            } else if (!table.columns().containsKey(AxisColumns.REPLICATE)) {
                report.problem(
                        "the table has no column 'replicate'",
                        "name other columns in 'over', or write 'over: []'",
                        "over");
            }
            for (int i = 0; i < by.size(); i++) {
                if (by.indexOf(by.get(i)) < i || SUMMARY.schema().has(by.get(i))) {
                    report.problem("the summary would have two columns '" + by.get(i) + "'", "leave it out", "by", i);
                }
            }
        }
    }

    private record ColumnMean(
            @Cell("the averaged column") String quantity,
            @Cell("unit of the mean and of its uncertainty") String unit,

            @Cell("number of values; missing ones (NaN) do not count")
            int replicates,

            @Cell("their mean") double mean,

            @Cell("their standard deviation (n - 1); NaN for a single one")
            double sd,

            @Cell("of the mean; NaN for a single value") double standardError,

            @Cell("lower end of the confidence interval of the mean (Student's t)")
            double ciLow,

            @Cell("upper end of the confidence interval of the mean")
            double ciHigh) {}

    private static final RowType<ColumnMean> SUMMARY =
            RowType.of("summary", "the mean of a column in a group of rows", ColumnMean.class);

    private static final StageType<Parameters> TYPE = new StageType<>(
            "summarize",
            "Mean, standard deviation and confidence interval of any columns over replicates or other axes",
            Parameters.class,
            List.of(new InputPort(TABLE, "any table; the parameters name its columns")),
            List.<OutputPort>of(SUMMARY.summaryOf(TABLE).ledBy("by")),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        Table table = context.input(TABLE);
        TableSchema schema = table.schema();
        // A table without rows has no groups, but a slip in a name remains one.
        parameters.over().forEach(schema::column);
        Map<List<Object>, List<Integer>> groups = groups(table, parameters);
        List<Column> by = parameters.by().stream().map(schema::column).toList();
        RowWriter<ColumnMean> out = context.rows(SUMMARY, by);
        for (String column : parameters.columns()) {
            double[] values = numbers(table, column);
            for (Map.Entry<List<Object>, List<Integer>> group : groups.entrySet()) {
                double[] present = group.getValue().stream()
                        .mapToDouble(row -> values[row])
                        .filter(value -> !Double.isNaN(value))
                        .toArray();
                SampleStatistics mean = SampleStatistics.of(present, parameters.confidence());
                out.write(group.getKey(), row(column, schema.column(column).unit(), mean));
            }
        }
    }

    private static ColumnMean row(String column, String unit, SampleStatistics mean) {
        return new ColumnMean(
                column,
                unit,
                mean.n(),
                mean.mean(),
                mean.standardDeviation(),
                mean.standardError(),
                mean.confidenceLow(),
                mean.confidenceHigh());
    }

    /** The rows of each group, in the order of the table. */
    private static Map<List<Object>, List<Integer>> groups(Table table, Parameters parameters) {
        Map<List<Object>, List<Integer>> groups = new LinkedHashMap<>();
        Set<List<Object>> seen = new HashSet<>();
        for (int row = 0; row < table.rows(); row++) {
            List<Object> by = cells(table, row, parameters.by());
            List<Object> over = cells(table, row, parameters.over());
            if (!seen.add(List.of(by, over))) {
                throw new IllegalArgumentException(
                        "the table '" + table.schema().name() + "' has several rows with "
                                + parameters.by() + " " + by + " and " + parameters.over() + " " + over
                                + "; add the column that distinguishes them to 'by' or to 'over'. Its columns are: "
                                + String.join(
                                        ", ",
                                        table.schema().columns().stream()
                                                .map(Column::name)
                                                .toList()));
            }
            groups.computeIfAbsent(by, any -> new ArrayList<>()).add(row);
        }
        return groups;
    }

    private static List<Object> cells(Table table, int row, List<String> columns) {
        return columns.stream()
                .map(column -> table.value(row, table.schema().indexOf(column)))
                .toList();
    }

    private static double[] numbers(Table table, String column) {
        int index = table.schema().indexOf(column);
        ColumnType type = table.schema().column(column).type();
        if (type == ColumnType.TEXT || type == ColumnType.BOOLEAN) {
            throw new IllegalArgumentException("the column '" + column + "' of the table '"
                    + table.schema().name() + "' holds " + type.label() + ", which has no mean");
        }
        double[] values = new double[table.rows()];
        for (int row = 0; row < values.length; row++) {
            values[row] = ((Number) table.value(row, index)).doubleValue();
        }
        return values;
    }
}
