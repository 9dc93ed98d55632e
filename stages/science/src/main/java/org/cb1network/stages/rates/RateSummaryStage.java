package org.cb1network.stages.rates;

import java.io.IOException;
import java.util.Arrays;
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
import org.cb1network.stages.analysis.SampleStatistics;
import org.cb1network.stages.replicates.AxisColumns;
import org.cb1network.table.Column;
import org.cb1network.table.Table;
import org.cb1network.table.TableSchema;
import org.cb1network.table.TableWriter;

/** Mean, standard deviation and confidence interval of rates over replicates, for every other value of the sweep's axes. */
public final class RateSummaryStage implements Stage<RateSummaryStage.Parameters> {

    /**
     * How to summarize.
     *
     * @param confidence probability that the interval covers the mean
     */
    public record Parameters(
            @Describe("probability that the confidence interval covers the mean")
            @Range(min = 0, max = 1, minExclusive = true, maxExclusive = true)
            @Default("0.95")
            double confidence) {}

    private static final Column POPULATION = Column.text("population", "name of the population");
    private static final Column RATE =
            Column.float64("rate", "Hz", "spikes / (neurons * time), discarded time left out");

    private static final TableSchema SUMMARY = TableSchema.of(
            "summary",
            "mean rate over replicates",
            POPULATION,
            Column.int32("replicates", "1", "number of replicates"),
            Column.float64("rate", "Hz", "mean over replicates"),
            Column.float64("sd", "Hz", "standard deviation between replicates; NaN for a single one"),
            Column.float64("ci_low", "Hz", "lower end of the confidence interval of the mean; NaN for a single one"),
            Column.float64("ci_high", "Hz", "upper end of the confidence interval of the mean; NaN for a single one"));

    private static final StageType<Parameters> TYPE = new StageType<>(
            "summarize-rates",
            "Mean and confidence interval of rates over replicates",
            Parameters.class,
            List.of(new InputPort("rates", "rates of a sweep with replicates", List.of(POPULATION, RATE))),
            List.<OutputPort>of(TableOutput.summaryOf("rates", SUMMARY)),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        Table rates = context.input("rates");
        AxisColumns axes = AxisColumns.before("population", rates.schema());
        Map<List<Object>, double[]> groups = new LinkedHashMap<>();
        for (int row = 0; row < rates.rows(); row++) {
            List<Object> group = axes.groupOf(rates, row, "population");
            groups.merge(group, new double[] {rates.float64("rate", row)}, RateSummaryStage::join);
        }
        TableWriter out = context.table("summary", axes.columns());
        for (Map.Entry<List<Object>, double[]> group : groups.entrySet()) {
            SampleStatistics statistics = SampleStatistics.of(group.getValue(), parameters.confidence());
            int column = axes.write(out, group.getKey());
            out.int32(column, statistics.n());
            out.float64(column + 1, statistics.mean());
            out.float64(column + 2, statistics.standardDeviation());
            out.float64(column + 3, statistics.confidenceLow());
            out.float64(column + 4, statistics.confidenceHigh());
            out.endRow();
        }
    }

    private static double[] join(double[] first, double[] second) {
        double[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }
}
