package org.cb1network.stages.science.coordination;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.OutputPort;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.TableWriter;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.network.record.ArrowRecorders;
import org.cb1network.stages.science.analysis.SpikeTimeTiling;
import org.cb1network.stages.science.analysis.SpikeTrains;
import org.cb1network.stages.science.simulation.RecordedSpikes;
import org.cb1network.stages.science.simulation.SimulationTables;

/** The spike time tiling coefficient of a population in one simulation, over all pairs of neurons that spiked. */
public final class SpikeTimeTilingStage implements Stage<SpikeTimeTilingStage.Parameters> {

    /**
     * What to compute.
     *
     * @param population whose neurons are paired
     * @param windowMs half-width of the window around each spike in ms
     * @param fromMs spikes before this time do not count, in ms
     * @param untilMs spikes from this time on do not count, in ms; the end of the simulation if left out
     * @param pairs how many pairs to draw at random, as the published code did (2000); all pairs if left out
     */
    public record Parameters(
            @Describe("whose neurons are paired") String population,

            @Describe("how far around a spike another one counts as coincident")
            @Unit("ms")
            @Range(min = 0)
            @Default("300 ms")
            double windowMs,

            @Describe("spikes before this time do not count") @Unit("ms") @Range(min = 0) @Default("200 ms")
            double fromMs,

            @Describe("spikes from this time on do not count; the end of the simulation if left out")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            Optional<Double> untilMs,

            @Describe("how many pairs to draw at random, as the published code did (2000); all if left out")
            @Range(min = 1)
            Optional<Integer> pairs) {}

    static final Column POPULATION = Column.text("population", "name of the population");
    static final Column STTC = Column.float64("sttc", "1", "spike time tiling coefficient, mean over pairs of neurons");

    private static final TableSchema SCHEMA = TableSchema.of(
            "sttc",
            "how much the neurons of a population fire together",
            POPULATION,
            STTC,
            Column.float64("sd_of_pairs", "1", "standard deviation over pairs"),
            Column.float64(
                    "error_of_neurons", "1", "how far the mean may be off for other neurons of the same network"),
            Column.int64("pairs", "1", "number of pairs"),
            Column.int32("neurons", "1", "number of neurons that spiked"),
            Column.int32("spikes", "1", "number of spikes that counted"));

    private static final StageType<Parameters> TYPE = new StageType<>(
            "spike-time-tiling",
            "Spike time tiling coefficient of a population",
            Parameters.class,
            List.of(
                    new InputPort(
                            "spikes",
                            "spikes of one simulation",
                            ArrowRecorders.spikesSchema().columns()),
                    new InputPort(
                            "simulation", "mean rates of that simulation", SimulationTables.aboutTheSimulation())),
            List.<OutputPort>of(new TableOutput(SCHEMA, true)),
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
        SpikeTrains spikes = RecordedSpikes.of(context.input("spikes"), simulation)
                .trains(parameters.population())
                .between(steps(parameters.fromMs(), stepMs), steps(untilMs, stepMs));
        context.checkCancelled();
        SpikeTimeTiling tiling = SpikeTimeTiling.ofMs(parameters.windowMs(), durationMs, stepMs);
        RandomStream pairing = new RandomStreams(context.seed()).stream("pairs of neurons");
        SpikeTimeTiling.Mean mean = parameters
                .pairs()
                .map(pairs -> tiling.ofRandomPairs(spikes, pairs, pairing::nextLong))
                .orElseGet(() -> tiling.ofAllPairs(spikes));
        write(parameters.population(), mean, spikes.spikes(), context.table("sttc"));
    }

    private static void write(String population, SpikeTimeTiling.Mean mean, int spikes, TableWriter out)
            throws IOException {
        out.text(0, population);
        out.float64(1, mean.mean());
        out.float64(2, mean.standardDeviation());
        out.float64(3, mean.standardError());
        out.int64(4, mean.pairs());
        out.int32(5, mean.neurons());
        out.int32(6, spikes);
        out.endRow();
    }

    private static int steps(double timeMs, double stepMs) {
        return Math.toIntExact(Math.round(timeMs / stepMs));
    }
}
