package org.cb1network.stages.science.rates;

import java.io.IOException;
import java.util.List;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.stages.science.replicates.MeanColumns;
import org.cb1network.stages.science.replicates.ReplicateMeans;
import org.cb1network.stages.science.simulation.SimulationTables;

/**
 * Computes mean, standard deviation and confidence interval of rates over replicates, for every other combination of
 * values of the sweep's axes.
 */
public final class SummarizeRatesStage implements Stage<SummarizeRatesStage.Parameters> {

    /**
     * The parameters.
     *
     * @param confidence probability that the interval covers the mean
     */
    public record Parameters(
            @Describe("probability that the confidence interval covers the mean")
            @Range(min = 0, max = 1, minExclusive = true, maxExclusive = true)
            @Default("0.95")
            double confidence) {}

    private static final MeanColumns MEAN = MeanColumns.of("rate", "Hz", "spikes / (neurons * time)");

    private static final TableSchema SUMMARY =
            new TableSchema("summary", "mean rate over replicates", MEAN.after(SimulationTables.RATES, "population"));

    private static final StageType<Parameters> TYPE = new StageType<>(
            "summarize-rates",
            "Mean and confidence interval of rates over replicates",
            Parameters.class,
            List.of(SimulationTables.RATES.input("rates", "rates of a sweep with replicates", "population", "rate")),
            List.<OutputPort>of(TableOutput.summaryOf("rates", SUMMARY).asExact()),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        ReplicateMeans.write(
                context.input("rates"),
                List.of("population"),
                List.of(MEAN),
                parameters.confidence(),
                context,
                "summary");
    }
}
