package org.cb1network.stages.science.spiketrains;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.RowWriter;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.Table;
import org.cb1network.stages.network.record.ArrowRecorders;
import org.cb1network.stages.network.spec.TimeSteps;
import org.cb1network.stages.science.analysis.PopulationSpikes;
import org.cb1network.stages.science.analysis.SpikeTrainStatistics;
import org.cb1network.stages.science.simulation.RecordedSpikes;
import org.cb1network.stages.science.simulation.SimulationTables;

/** Computes rate, irregularity and synchrony of the populations of one simulation. */
public final class SpikeTrainStatisticsStage implements Stage<SpikeTrainStatisticsStage.Parameters> {

    /**
     * The parameters.
     *
     * @param populations populations to measure; by default all
     * @param fromMs spikes before this time are ignored, in ms
     * @param untilMs spikes from this time on are ignored, in ms; by default the end of the simulation
     * @param neurons number of neurons of each population, counted from the first; by default all
     * @param binMs length of the bins in which spikes are counted for the synchrony, in ms
     * @param minimumSpikes least number of spikes that make a neuron count for the irregularity
     */
    public record Parameters(
            @Describe("populations to measure; by default all") @Default("[]")
            List<String> populations,

            @Describe("spikes before this time are ignored") @Unit("ms") @Range(min = 0) @Default("200 ms")
            double fromMs,

            @Describe("spikes from this time on are ignored; by default the end of the simulation")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            Optional<Double> untilMs,

            @Describe("number of neurons of each population, counted from the first; by default all") @Range(min = 1)
            Optional<Integer> neurons,

            @Describe("length of the bins in which spikes are counted for the synchrony")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            @Default("3 ms")
            double binMs,

            @Describe("least number of spikes that make a neuron count for the irregularity")
            @Range(min = 3)
            @Default("3")
            int minimumSpikes) {

        public Parameters {
            populations = List.copyOf(populations);
        }
    }

    /** The statistics of one population. */
    record PopulationStatistics(
            @Cell("name of the population") String population,
            @Cell("number of neurons that count") int neurons,

            @Cell(value = "spikes per neuron and second", unit = "Hz")
            double rate,

            @Cell("coefficient of variation of the intervals between spikes, mean over neurons with enough spikes")
            double irregularity,

            @Cell("number of neurons with enough spikes") int irregularNeurons,

            @Cell("variance of the number of spikes in a bin, divided by its mean")
            double synchrony) {}

    static final RowType<PopulationStatistics> ROWS = RowType.of(
            "spike-trains", "rate, irregularity and synchrony of each population", PopulationStatistics.class);

    private static final StageType<Parameters> TYPE = new StageType<>(
            "spike-train-statistics",
            "Rate, irregularity and synchrony of the populations of one simulation",
            Parameters.class,
            List.of(
                    new InputPort(
                            "spikes",
                            "spikes of one simulation",
                            ArrowRecorders.spikesSchema().columns()),
                    SimulationTables.aboutTheSimulation()),
            List.<OutputPort>of(ROWS.output()),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        Table simulation = context.input("simulation");
        double stepMs = SimulationTables.timeStepMs(simulation);
        double durationMs = SimulationTables.durationMs(simulation);
        double untilMs = Math.min(durationMs, parameters.untilMs().orElse(durationMs));
        if (parameters.fromMs() + parameters.binMs() > untilMs) {
            throw new IllegalArgumentException("from " + parameters.fromMs() + " to " + untilMs
                    + " ms there is no bin of " + parameters.binMs() + " ms; lower 'from' or 'bin'");
        }
        RecordedSpikes recorded = RecordedSpikes.of(context.input("spikes"), simulation);
        List<String> populations =
                parameters.populations().isEmpty() ? simulation.text("population") : parameters.populations();
        RowWriter<PopulationStatistics> out = context.rows(ROWS);
        for (String population : populations) {
            context.checkCancelled();
            PopulationSpikes spikes = first(parameters.neurons(), recorded.trains(population));
            SpikeTrainStatistics statistics = SpikeTrainStatistics.of(
                    spikes,
                    TimeSteps.exactly(parameters.fromMs(), stepMs),
                    TimeSteps.exactly(untilMs, stepMs),
                    stepMs,
                    TimeSteps.exactly(parameters.binMs(), stepMs),
                    parameters.minimumSpikes());
            out.write(new PopulationStatistics(
                    population,
                    spikes.neurons(),
                    statistics.rateHz(),
                    statistics.irregularity(),
                    statistics.irregularNeurons(),
                    statistics.synchrony()));
        }
    }

    private static PopulationSpikes first(Optional<Integer> neurons, PopulationSpikes spikes) {
        return neurons.map(spikes::first).orElse(spikes);
    }
}
