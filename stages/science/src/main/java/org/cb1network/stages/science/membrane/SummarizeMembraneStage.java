package org.cb1network.stages.science.membrane;

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

/** Averages the fluctuations of membrane potentials over replicates. */
public final class SummarizeMembraneStage implements Stage<SummarizeMembraneStage.Parameters> {

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

    private static final List<String> QUANTITIES = List.of("mean", "fluctuation", "skewness", "autocorrelation_time");

    private static final List<MeanColumns> MEANS =
            MembraneStatisticsStage.POPULATIONS.columns(QUANTITIES.toArray(String[]::new)).stream()
                    .map(column -> MeanColumns.amongOthers(column.name(), column.unit(), column.description()))
                    .toList();

    private static final StageType<Parameters> TYPE = new StageType<>(
            "summarize-membrane",
            "Mean and confidence interval of membrane fluctuations over replicates",
            Parameters.class,
            List.of(MembraneStatisticsStage.POPULATIONS.input(
                    "populations",
                    "membrane statistics of a sweep",
                    "population",
                    "mean",
                    "fluctuation",
                    "skewness",
                    "autocorrelation_time")),
            List.<OutputPort>of(TableOutput.summaryOf(
                            "populations",
                            new TableSchema(
                                    "summary", "membrane potential of each population, spikes cut out", columns()))
                    .asExact()),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        ReplicateMeans.write(
                context.input("populations"),
                List.of("population"),
                MEANS,
                parameters.confidence(),
                context,
                "summary");
    }

    private static List<Column> columns() {
        List<Column> columns = new ArrayList<>(MembraneStatisticsStage.POPULATIONS.columns("population"));
        columns.add(MeanColumns.REPLICATES);
        MEANS.forEach(mean -> columns.addAll(mean.columns()));
        return columns;
    }
}
