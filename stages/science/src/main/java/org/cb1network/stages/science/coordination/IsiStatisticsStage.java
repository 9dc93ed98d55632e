package org.cb1network.stages.science.coordination;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.Table;
import org.cb1network.stages.network.record.ArrowRecorders;
import org.cb1network.stages.network.spec.TimeSteps;
import org.cb1network.stages.science.analysis.IsiStatistics;
import org.cb1network.stages.science.analysis.PopulationSpikes;
import org.cb1network.stages.science.simulation.RecordedSpikes;
import org.cb1network.stages.science.simulation.SimulationTables;

/** Computes rates and the variability of spike trains, as means over the neurons of populations in one simulation. */
public final class IsiStatisticsStage implements Stage<IsiStatisticsStage.Parameters> {

    /**
     * The parameters.
     *
     * @param populations populations to analyse
     * @param fromMs spikes before this time are ignored, in ms
     * @param untilMs spikes from this time on are ignored, in ms; by default the end of the simulation
     * @param fewestIntervals neurons with fewer intervals are left out of cv and cv2
     * @param countWindowMs window in which spikes are counted for the Fano factor, in ms
     */
    public record Parameters(
            @Describe("populations to analyse; their spikes must be recorded")
            List<String> populations,

            @Describe("spikes before this time are ignored") @Unit("ms") @Range(min = 0) @Default("200 ms")
            double fromMs,

            @Describe("spikes from this time on do not count; the end of the simulation if left out")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            Optional<Double> untilMs,

            @Describe("neurons with fewer inter-spike intervals are left out of cv and cv2")
            @Range(min = 2)
            @Default("5")
            int fewestIntervals,

            @Describe("window in which spikes are counted for the Fano factor")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            @Default("200 ms")
            double countWindowMs) {}

    /** The statistics of one population. */
    record PopulationIsi(
            @Cell("name of the population") String population,

            @Cell(value = "spikes / (neurons * analysed time)", unit = "Hz")
            double rate,

            @Cell("coefficient of variation of the inter-spike intervals, mean over neurons with enough of them")
            double cv,

            @Cell("local variability of the intervals (CV2), mean over the same neurons")
            double cv2,

            @Cell("Fano factor of spike counts, mean over neurons that spiked")
            double fano,

            @Cell("number of neurons") int neurons,
            @Cell("number of neurons that spiked") int neuronsThatSpiked,
            @Cell("number of neurons with enough intervals") int neuronsWithIntervals) {}

    static final RowType<PopulationIsi> ROWS =
            RowType.of("isi", "rate and regularity of the spike trains of each population", PopulationIsi.class);

    private static final StageType<Parameters> TYPE = new StageType<>(
            "isi-statistics",
            "Rate, CV and CV2 of inter-spike intervals, and Fano factor",
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
        if (parameters.fromMs() >= untilMs) {
            throw new IllegalArgumentException("nothing is analysed from " + parameters.fromMs() + " ms until "
                    + untilMs + " ms; choose an earlier 'from'");
        }
        RecordedSpikes recorded = RecordedSpikes.of(context.input("spikes"), simulation);
        int from = steps(parameters.fromMs(), stepMs);
        int until = steps(untilMs, stepMs);
        int window = TimeSteps.exactly(parameters.countWindowMs(), stepMs);
        for (String population : parameters.populations()) {
            context.checkCancelled();
            PopulationSpikes spikes = recorded.trains(population).between(from, until);
            context.rows(ROWS).write(row(population, spikes, from, until, window, parameters, stepMs));
        }
    }

    private static PopulationIsi row(
            String population,
            PopulationSpikes spikes,
            int from,
            int until,
            int window,
            Parameters parameters,
            double stepMs) {
        double cv = 0;
        double cv2 = 0;
        double fano = 0;
        int regular = 0;
        int counted = 0;
        for (int neuron = 0; neuron < spikes.neurons(); neuron++) {
            IsiStatistics train = new IsiStatistics(spikes.train(neuron), from, until);
            double ofCounts = train.fano(window);
            if (!Double.isNaN(ofCounts)) {
                fano += ofCounts;
                counted++;
            }
            if (train.intervals() >= parameters.fewestIntervals()) {
                cv += train.cv();
                cv2 += train.cv2();
                regular++;
            }
        }
        double seconds = (until - from) * stepMs / 1000;
        return new PopulationIsi(
                population,
                spikes.spikes() / (spikes.neurons() * seconds),
                cv / regular,
                cv2 / regular,
                fano / counted,
                spikes.neurons(),
                spikes.thatSpiked().neurons(),
                regular);
    }

    private static int steps(double timeMs, double stepMs) {
        return Math.toIntExact(Math.round(timeMs / stepMs));
    }
}
