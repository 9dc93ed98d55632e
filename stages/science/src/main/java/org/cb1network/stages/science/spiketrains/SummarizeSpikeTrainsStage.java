package org.cb1network.stages.science.spiketrains;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.stages.science.replicates.MeanColumns;
import org.cb1network.stages.science.replicates.ReplicateMeans;

/** Averages rate, irregularity and synchrony over replicates. */
public final class SummarizeSpikeTrainsStage implements Stage<SummarizeSpikeTrainsStage.Parameters> {

    /**
     * The parameters.
     *
     * @param confidence probability that an interval covers the mean
     */
    public record Parameters(
            @Describe("probability that a confidence interval covers the mean")
            @Range(min = 0, max = 1, minExclusive = true, maxExclusive = true)
            @Default("0.95")
            double confidence) {}

    private static final List<MeanColumns> MEANS = List.of(
            MeanColumns.amongOthers("rate", "Hz", "spikes per neuron and second"),
            MeanColumns.amongOthers("irregularity", "1", "coefficient of variation of the intervals between spikes"),
            MeanColumns.amongOthers(
                    "synchrony", "1", "variance of the number of spikes in a bin, divided by its mean"));

    private static final StageType<Parameters> TYPE = new StageType<>(
            "summarize-spike-trains",
            "Mean and confidence interval of rate, irregularity and synchrony over replicates",
            Parameters.class,
            List.of(SpikeTrainStatisticsStage.ROWS.input(
                    "spike-trains", "statistics of a sweep", "population", "rate", "irregularity", "synchrony")),
            List.<OutputPort>of(TableOutput.summaryOf("spike-trains", summary())),
            false);

    private static TableSchema summary() {
        List<Column> columns = new ArrayList<>(MEANS.get(0).after(SpikeTrainStatisticsStage.ROWS, "population"));
        columns.addAll(MEANS.get(1).columns());
        columns.addAll(MEANS.get(2).columns());
        return new TableSchema("summary", "means over replicates", columns);
    }

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        ReplicateMeans.write(
                context.input("spike-trains"),
                List.of("population"),
                MEANS,
                parameters.confidence(),
                context,
                "summary");
    }
}
