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
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.Table;
import org.cb1network.stages.network.record.ArrowRecorders;
import org.cb1network.stages.science.analysis.IsiStatistics;
import org.cb1network.stages.science.analysis.PopulationSpikes;
import org.cb1network.stages.science.analysis.SpikeCounts;
import org.cb1network.stages.science.simulation.RecordedSpikes;
import org.cb1network.stages.science.simulation.SimulationTables;

/** Computes rate, regularity and synchrony of the populations of one simulation. */
public final class IsiStatisticsStage implements Stage<IsiStatisticsStage.Parameters> {

    /**
     * The parameters.
     *
     * @param populations populations to analyse; by default all
     * @param fromMs spikes before this time are ignored, in ms
     * @param untilMs spikes from this time on are ignored, in ms; by default the end of the simulation
     * @param neurons number of neurons of each population, counted from the first; by default all
     * @param fewestIntervals neurons with fewer intervals are left out of cv and cv2
     * @param countWindowMs window in which spikes are counted for the Fano factor, in ms
     * @param binMs bin in which the spikes of all neurons are counted for the synchrony, in ms
     */
    public record Parameters(
            @Describe("populations to analyse, whose spikes must be recorded; by default all") @Default("[]")
            List<String> populations,

            @Describe("spikes before this time are ignored") @Unit("ms") @Range(min = 0) @Default("200 ms")
            double fromMs,

            @Describe("spikes from this time on do not count; the end of the simulation if left out")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            Optional<Double> untilMs,

            @Describe("number of neurons of each population, counted from the first; all if left out") @Range(min = 1)
            Optional<Integer> neurons,

            @Describe("neurons with fewer inter-spike intervals are left out of cv and cv2")
            @Range(min = 2)
            @Default("2")
            int fewestIntervals,

            @Describe("window in which the spikes of a neuron are counted for the Fano factor")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            @Default("200 ms")
            double countWindowMs,

            @Describe("bin in which the spikes of all neurons are counted for the synchrony")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            @Default("3 ms")
            double binMs) {

        public Parameters {
            populations = List.copyOf(populations);
        }
    }

    /**
     * The statistics of one population. Irregularity (cv) and synchrony are as in T. C. Potjans and M. Diesmann, The
     * cell-type specific cortical microcircuit, Cereb. Cortex 24 (2014).
     */
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

            @Cell("Fano factor of the spike counts of all neurons together; 1 for independent Poisson processes")
            double synchrony,

            @Cell("number of neurons") int neurons,
            @Cell("number of neurons that spiked") int neuronsThatSpiked,
            @Cell("number of neurons with enough intervals") int neuronsWithIntervals) {}

    private static final RowType<PopulationIsi> ROWS =
            RowType.of("isi", "rate and regularity of the spike trains of each population", PopulationIsi.class);

    private static final StageType<Parameters> TYPE = new StageType<>(
            "isi-statistics",
            "Rate, CV and CV2 of inter-spike intervals, Fano factor, and synchrony of each population",
            Parameters.class,
            List.of(
                    new InputPort(
                            "spikes",
                            "spikes of one simulation",
                            ArrowRecorders.spikesSchema().columns()),
                    SimulationTables.aboutTheSimulation()),
            List.<OutputPort>of(ROWS.output().asExact()),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        Table simulation = context.input("simulation");
        AnalysedTime time = AnalysedTime.of(simulation, parameters.fromMs(), parameters.untilMs(), parameters.binMs());
        RecordedSpikes recorded = RecordedSpikes.of(context.input("spikes"), simulation);
        List<String> populations =
                parameters.populations().isEmpty() ? simulation.text("population") : parameters.populations();
        for (String population : populations) {
            context.checkCancelled();
            PopulationSpikes all = recorded.trains(population).between(time.from(), time.until());
            PopulationSpikes spikes = parameters.neurons().map(all::first).orElse(all);
            context.rows(ROWS).write(row(population, spikes, time, parameters));
        }
    }

    private static PopulationIsi row(
            String population, PopulationSpikes spikes, AnalysedTime time, Parameters parameters) {
        int window = time.steps(parameters.countWindowMs());
        double cv = 0;
        double cv2 = 0;
        double fano = 0;
        int regular = 0;
        int counted = 0;
        for (int neuron = 0; neuron < spikes.neurons(); neuron++) {
            IsiStatistics train = new IsiStatistics(spikes.train(neuron), time.from(), time.until());
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
        int[] together = SpikeCounts.ofAll(spikes, time.from(), time.until(), time.steps(parameters.binMs()));
        return new PopulationIsi(
                population,
                spikes.spikes() / (spikes.neurons() * time.seconds()),
                cv / regular,
                cv2 / regular,
                fano / counted,
                SpikeCounts.fano(together),
                spikes.neurons(),
                spikes.thatSpiked().neurons(),
                regular);
    }
}
