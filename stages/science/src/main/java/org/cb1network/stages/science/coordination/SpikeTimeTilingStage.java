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
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.network.record.ArrowRecorders;
import org.cb1network.stages.network.spec.TimeSteps;
import org.cb1network.stages.science.analysis.PopulationSpikes;
import org.cb1network.stages.science.analysis.SpikeTimeTiling;
import org.cb1network.stages.science.simulation.RecordedSpikes;
import org.cb1network.stages.science.simulation.SimulationTables;

/**
 * Computes the spike time tiling coefficient of a population in one simulation, over all pairs of neurons that spiked.
 */
public final class SpikeTimeTilingStage implements Stage<SpikeTimeTilingStage.Parameters> {

    /**
     * The parameters.
     *
     * @param population population whose neurons are paired
     * @param windowMs half-width of the window around each spike in ms
     * @param fromMs spikes before this time are ignored, in ms
     * @param untilMs spikes from this time on are ignored, in ms; by default the end of the simulation
     * @param totalTime the time T of the coefficient
     * @param pairs number of random pairs to draw, as in the published code (2000); all pairs if omitted
     */
    public record Parameters(
            @Describe("population whose neurons are paired") String population,

            @Describe("half-width of the window around a spike in which another one is coincident")
            @Unit("ms")
            @Range(min = 0)
            @Default("300 ms")
            double windowMs,

            @Describe("spikes before this time are ignored") @Unit("ms") @Range(min = 0) @Default("200 ms")
            double fromMs,

            @Describe("spikes from this time on do not count; the end of the simulation if left out")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            Optional<Double> untilMs,

            @Describe("the time T of the coefficient; 'recording' counts the time outside the analysed part as silent")
            @Default("analysed")
            TotalTime totalTime,

            @Describe("number of random pairs, as in the published code (2000); all pairs if omitted") @Range(min = 1)
            Optional<Integer> pairs) {}

    /** The time T of the coefficient. */
    public enum TotalTime {
        /** The time in which spikes count, as Cutts and Eglen define it. */
        ANALYSED,
        /** The whole simulation, as in the published code. */
        RECORDING
    }

    /** The coefficient of one population. */
    record PopulationSttc(
            @Cell("name of the population") String population,

            @Cell("spike time tiling coefficient, mean over pairs of neurons")
            double sttc,

            @Cell("standard deviation over pairs") double sdOfPairs,

            @Cell("how far the mean may be off for other neurons of the same network")
            double errorOfNeurons,

            @Cell("number of pairs") long pairs,
            @Cell("number of neurons that spiked") int neurons,
            @Cell("number of spikes that counted") int spikes) {}

    static final RowType<PopulationSttc> ROWS =
            RowType.of("sttc", "how much the neurons of a population fire together", PopulationSttc.class);

    private static final StageType<Parameters> TYPE = new StageType<>(
            "spike-time-tiling",
            "Spike time tiling coefficient of a population",
            Parameters.class,
            List.of(
                    new InputPort(
                            "spikes",
                            "spikes of one simulation",
                            ArrowRecorders.spikesSchema().columns()),
                    SimulationTables.aboutTheSimulation()),
            List.<OutputPort>of(ROWS.output().asExact()),
            true);

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
        int from = steps(parameters.fromMs(), stepMs);
        int until = steps(untilMs, stepMs);
        PopulationSpikes spikes = RecordedSpikes.of(context.input("spikes"), simulation)
                .trains(parameters.population())
                .between(from, until);
        context.checkCancelled();
        SpikeTimeTiling tiling = parameters.totalTime() == TotalTime.RECORDING
                ? SpikeTimeTiling.ofMs(parameters.windowMs(), durationMs, stepMs)
                : new SpikeTimeTiling(TimeSteps.exactly(parameters.windowMs(), stepMs), from, until - from);
        RandomStream pairing = new RandomStreams(context.seed()).stream("pairs of neurons");
        SpikeTimeTiling.Mean mean = parameters
                .pairs()
                .map(pairs -> tiling.ofRandomPairs(spikes, pairs, pairing::nextLong))
                .orElseGet(() -> tiling.ofAllPairs(spikes));
        context.rows(ROWS)
                .write(new PopulationSttc(
                        parameters.population(),
                        mean.mean(),
                        mean.standardDeviation(),
                        mean.standardError(),
                        mean.pairs(),
                        mean.neurons(),
                        spikes.spikes()));
    }

    private static int steps(double timeMs, double stepMs) {
        return Math.toIntExact(Math.round(timeMs / stepMs));
    }
}
