package org.cb1network.stages.science.coordination;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputColumns;
import org.cb1network.engine.stage.NamesColumns;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.RowWriter;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.stages.science.analysis.PairedTTest;
import org.cb1network.stages.science.replicates.AxisColumns;
import org.cb1network.stages.science.replicates.MeanColumns;
import org.cb1network.stages.science.replicates.ReplicateMeans;
import org.cb1network.stages.science.replicates.ReplicateValues;

/**
 * Averages the STTC over replicates, and compares all pairs of values of one axis, such as the condition, by paired
 * t-tests.
 */
public final class SummarizeSttcStage implements Stage<SummarizeSttcStage.Parameters> {

    /**
     * The parameters.
     *
     * @param compare axis whose values are tested against each other
     * @param confidence probability that an interval covers the mean
     */
    public record Parameters(
            @Describe("axis whose values are tested against each other") @Default("condition")
            String compare,

            @Describe("probability that a confidence interval covers the mean")
            @Range(min = 0, max = 1, minExclusive = true, maxExclusive = true)
            @Default("0.95")
            double confidence)
            implements NamesColumns {

        @Override
        public void checkColumns(Map<String, InputColumns> tables, ProblemReport report) {
            InputColumns table = tables.get("sttc");
            if (table != null && !table.columns().containsKey(compare)) {
                report.unknownName("axis to compare", compare, table.columns().keySet(), "compare");
            }
        }
    }

    private static final MeanColumns STTC =
            MeanColumns.of("sttc", "1", "spike time tiling coefficient, mean over pairs of neurons");

    private static final TableSchema SUMMARY = new TableSchema(
            "summary", "STTC of each point of the sweep", STTC.after(SpikeTimeTilingStage.ROWS, "population"));

    /** A paired t-test of two values of the compared axis. */
    private record SttcTest(
            @Cell("name of the population") String population,
            @Cell("value of the compared axis") String first,
            @Cell("another value of it") String second,
            @Cell("number of replicates that both have") int pairs,
            @Cell("mean of first - second") double difference,
            @Cell("of that difference") double standardError,
            @Cell("difference / standard error") double t,
            @Cell("pairs - 1") int degreesOfFreedom,
            @Cell("two-sided") double pValue) {}

    private static final RowType<SttcTest> TESTS =
            RowType.of("tests", "two-sided paired t-tests over the replicates", SttcTest.class);

    private static final StageType<Parameters> TYPE = new StageType<>(
            "summarize-sttc",
            "Mean, confidence interval and paired t-tests of the STTC over replicates",
            Parameters.class,
            List.of(SpikeTimeTilingStage.ROWS.input("sttc", "STTC of a sweep", "population", "sttc")),
            List.<OutputPort>of(TableOutput.summaryOf("sttc", SUMMARY).asExact(), TESTS.summaryOf("sttc")),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        Table sttc = context.input("sttc");
        ReplicateMeans.write(sttc, List.of("population"), List.of(STTC), parameters.confidence(), context, "summary");
        writeTests(sttc, parameters.compare(), context);
    }

    private static void writeTests(Table sttc, String compared, StageContext context) throws IOException {
        sttc.schema().indexOf(compared);
        AxisColumns axes = AxisColumns.before("population", sttc.schema()).without(compared);
        RowWriter<SttcTest> out = context.rows(TESTS, axes.columns());
        Map<List<Object>, Map<String, ReplicateValues>> byPoint = new LinkedHashMap<>();
        ReplicateValues.of(sttc, "sttc", row -> axes.groupOf(sttc, row, "population", compared))
                .forEach((group, values) -> byPoint.computeIfAbsent(
                                group.subList(0, group.size() - 1), any -> new LinkedHashMap<>())
                        .put(group.get(group.size() - 1).toString(), values));
        for (Map.Entry<List<Object>, Map<String, ReplicateValues>> point : byPoint.entrySet()) {
            List<Map.Entry<String, ReplicateValues>> sides =
                    List.copyOf(point.getValue().entrySet());
            for (int i = 0; i < sides.size(); i++) {
                for (int j = i + 1; j < sides.size(); j++) {
                    writeTest(point.getKey(), sides.get(i), sides.get(j), out);
                }
            }
        }
    }

    private static void writeTest(
            List<Object> point,
            Map.Entry<String, ReplicateValues> first,
            Map.Entry<String, ReplicateValues> second,
            RowWriter<SttcTest> out)
            throws IOException {
        double[] a = first.getValue().valuesAlso(second.getValue());
        double[] b = second.getValue().valuesAlso(first.getValue());
        if (a.length < 2) {
            return;
        }
        PairedTTest test = PairedTTest.of(a, b);
        out.write(
                point.subList(0, point.size() - 1),
                new SttcTest(
                        (String) point.get(point.size() - 1),
                        first.getKey(),
                        second.getKey(),
                        test.pairs(),
                        test.meanDifference(),
                        test.standardError(),
                        test.t(),
                        test.degreesOfFreedom(),
                        test.pValue()));
    }
}
