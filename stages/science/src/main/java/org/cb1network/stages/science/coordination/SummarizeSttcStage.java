package org.cb1network.stages.science.coordination;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.TableWriter;
import org.cb1network.stages.science.analysis.PairedTTest;
import org.cb1network.stages.science.replicates.AxisColumns;
import org.cb1network.stages.science.replicates.MeanColumns;
import org.cb1network.stages.science.replicates.ReplicateMeans;
import org.cb1network.stages.science.replicates.ReplicateValues;

/** STTC averaged over replicates, and paired t-tests of each two values of one axis, such as the condition. */
public final class SummarizeSttcStage implements Stage<SummarizeSttcStage.Parameters> {

    /**
     * How to summarize.
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
            double confidence) {}

    private static final MeanColumns STTC =
            MeanColumns.of("sttc", "1", "spike time tiling coefficient, mean over pairs of neurons");

    private static final TableSchema SUMMARY = new TableSchema(
            "summary",
            "STTC of each point of the sweep",
            STTC.after(SpikeTimeTilingStage.POPULATION, MeanColumns.REPLICATES));

    private static final TableSchema TESTS = TableSchema.of(
            "tests",
            "two-sided paired t-tests over the replicates",
            SpikeTimeTilingStage.POPULATION,
            Column.text("first", "value of the compared axis"),
            Column.text("second", "another value of it"),
            Column.int32("pairs", "1", "number of replicates that both have"),
            Column.float64("difference", "1", "mean of first - second"),
            Column.float64("standard_error", "1", "of that difference"),
            Column.float64("t", "1", "difference / standard error"),
            Column.int32("degrees_of_freedom", "1", "pairs - 1"),
            Column.float64("p_value", "1", "two-sided"));

    private static final StageType<Parameters> TYPE = new StageType<>(
            "summarize-sttc",
            "Mean, confidence interval and paired t-tests of the STTC over replicates",
            Parameters.class,
            List.of(new InputPort(
                    "sttc", "STTC of a sweep", List.of(SpikeTimeTilingStage.POPULATION, SpikeTimeTilingStage.STTC))),
            List.<OutputPort>of(TableOutput.summaryOf("sttc", SUMMARY), TableOutput.summaryOf("sttc", TESTS)),
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
        TableWriter out = context.table("tests", axes.columns());
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
                    writeTest(point.getKey(), sides.get(i), sides.get(j), axes, out);
                }
            }
        }
    }

    private static void writeTest(
            List<Object> point,
            Map.Entry<String, ReplicateValues> first,
            Map.Entry<String, ReplicateValues> second,
            AxisColumns axes,
            TableWriter out)
            throws IOException {
        double[] a = first.getValue().valuesAlso(second.getValue());
        double[] b = second.getValue().valuesAlso(first.getValue());
        if (a.length < 2) {
            return;
        }
        PairedTTest test = PairedTTest.of(a, b);
        int column = axes.write(out, point);
        out.text(column, first.getKey());
        out.text(column + 1, second.getKey());
        out.int32(column + 2, test.pairs());
        out.float64(column + 3, test.meanDifference());
        out.float64(column + 4, test.standardError());
        out.float64(column + 5, test.t());
        out.int32(column + 6, test.degreesOfFreedom());
        out.float64(column + 7, test.pValue());
        out.endRow();
    }
}
