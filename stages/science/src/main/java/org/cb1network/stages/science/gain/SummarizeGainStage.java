package org.cb1network.stages.science.gain;

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

/** Averages response curves and relative gains over replicates. */
public final class SummarizeGainStage implements Stage<SummarizeGainStage.Parameters> {

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

    private static final MeanColumns SMOOTHED =
            MeanColumns.of("smoothed", "Hz", "response, smoothed along the amplitudes");
    private static final MeanColumns RELATIVE_GAIN = MeanColumns.of("relative_gain", "1/Hz", "relative gain");

    private static final TableSchema CURVES = new TableSchema(
            "curves",
            "response to each input event",
            SMOOTHED.after(EventResponsesStage.RESPONSES, "population", "event", "amplitude"));

    private static final TableSchema RELATIVE_GAINS = new TableSchema(
            "relative-gain",
            "relative gain of each population",
            RELATIVE_GAIN.after(EventResponsesStage.GAINS, "population"));

    private static final StageType<Parameters> TYPE = new StageType<>(
            "summarize-gain",
            "Mean and confidence interval of responses and relative gains over replicates",
            Parameters.class,
            List.of(
                    EventResponsesStage.RESPONSES.input(
                            "responses", "responses of a sweep", "population", "event", "amplitude", "smoothed"),
                    EventResponsesStage.GAINS.input("gains", "gains of the same sweep", "population", "relative_gain")),
            List.<OutputPort>of(
                    TableOutput.summaryOf("responses", CURVES).asExact(),
                    TableOutput.summaryOf("gains", RELATIVE_GAINS).asExact()),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        double confidence = parameters.confidence();
        ReplicateMeans.write(
                context.input("responses"),
                List.of("population", "event", "amplitude"),
                List.of(SMOOTHED),
                confidence,
                context,
                "curves");
        ReplicateMeans.write(
                context.input("gains"),
                List.of("population"),
                List.of(RELATIVE_GAIN),
                confidence,
                context,
                "relative-gain");
    }
}
