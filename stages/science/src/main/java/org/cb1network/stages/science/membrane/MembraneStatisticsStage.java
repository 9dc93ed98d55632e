package org.cb1network.stages.science.membrane;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
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
import org.cb1network.stages.network.record.ArrowRecorders;
import org.cb1network.stages.science.analysis.MembraneStatistics;
import org.cb1network.stages.science.analysis.SampleStatistics;
import org.cb1network.stages.science.analysis.Sampling;
import org.cb1network.stages.science.analysis.SpikeTrains;
import org.cb1network.stages.science.simulation.RecordedSpikes;
import org.cb1network.stages.science.simulation.SimulationTables;

/**
 * Mean, standard deviation, skewness and autocorrelation time of the recorded membrane potentials of one simulation, spikes
 * cut out: of every neuron, and averaged over the neurons of each population.
 */
public final class MembraneStatisticsStage implements Stage<MembraneStatisticsStage.Parameters> {

    /**
     * What to compute.
     *
     * @param fromMs samples before this time do not count, in ms
     * @param untilMs samples from this time on do not count, in ms; the end of the simulation if left out
     * @param cutMs how much is cut out before and after each spike, in ms
     * @param longestLagMs where the integral of the autocorrelation function ends, in ms
     */
    public record Parameters(
            @Describe("samples before this time do not count") @Unit("ms") @Range(min = 0) @Default("200 ms")
            double fromMs,

            @Describe("samples from this time on do not count; the end of the simulation if left out")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            Optional<Double> untilMs,

            @Describe("how much is cut out before and after each spike") @Unit("ms") @Range(min = 0) @Default("5 ms")
            double cutMs,

            @Describe("where the integral of the autocorrelation function ends")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            @Default("50.5 ms")
            double longestLagMs) {}

    static final Column POPULATION = Column.text("population", "name of the population");
    static final Column MEAN = Column.float64("mean", "mV", "mean membrane potential");
    static final Column SD =
            Column.float64("fluctuation", "mV", "standard deviation of the membrane potential over time");
    static final Column SKEWNESS = Column.float64("skewness", "1", "skewness of the membrane potential over time");
    static final Column TIME =
            Column.float64("autocorrelation_time", "ms", "integral of the normalised autocorrelation function");

    private static final TableSchema NEURONS = TableSchema.of(
            "neurons",
            "membrane potential of each recorded neuron, spikes cut out",
            POPULATION,
            Column.int32("neuron", "1", "index of the neuron in its population"),
            Column.int32("samples", "1", "number of samples left"),
            MEAN,
            SD,
            SKEWNESS,
            TIME);

    private static final TableSchema POPULATIONS = TableSchema.of(
            "populations",
            "membrane potential, spikes cut out, mean over the recorded neurons of each population",
            POPULATION,
            Column.int32("neurons", "1", "number of recorded neurons"),
            MEAN,
            SD,
            SKEWNESS,
            TIME);

    private static final StageType<Parameters> TYPE = new StageType<>(
            "membrane-statistics",
            "Fluctuations of the membrane potential between spikes",
            Parameters.class,
            List.of(
                    new InputPort(
                            "membrane",
                            "membrane potentials of one simulation",
                            ArrowRecorders.membraneSchema().columns()),
                    new InputPort(
                            "spikes",
                            "spikes of that simulation",
                            ArrowRecorders.spikesSchema().columns()),
                    new InputPort(
                            "simulation", "mean rates of that simulation", SimulationTables.aboutTheSimulation())),
            List.<OutputPort>of(new TableOutput(NEURONS, true), new TableOutput(POPULATIONS, true)),
            false);

    @Override
    public StageType<Parameters> type() {
        return TYPE;
    }

    @Override
    public void compute(Parameters parameters, StageContext context) throws IOException {
        Table membrane = context.input("membrane");
        Table simulation = context.input("simulation");
        RecordedSpikes spikes = RecordedSpikes.of(context.input("spikes"), simulation);
        double stepMs = SimulationTables.timeStepMs(simulation);
        TableWriter neurons = context.table("neurons");
        TableWriter populations = context.table("populations");
        for (String population : new LinkedHashSet<>(membrane.text("population"))) {
            context.checkCancelled();
            Table own = SimulationTables.ofPopulation(membrane, population, "neuron", "step", "membrane_potential");
            Map<Integer, MembraneStatistics> statistics = ofNeurons(own, spikes.trains(population), stepMs, parameters);
            write(population, statistics, neurons);
            writeMean(population, List.copyOf(statistics.values()), populations);
        }
    }

    private static Map<Integer, MembraneStatistics> ofNeurons(
            Table samples, SpikeTrains trains, double stepMs, Parameters parameters) {
        int[] neurons = samples.int32("neuron");
        Map<Integer, MembraneStatistics> statistics = new LinkedHashMap<>();
        for (int neuron : Arrays.stream(neurons).distinct().toArray()) {
            Table trace = samples.where(row -> neurons[row] == neuron);
            statistics.put(neuron, ofTrace(trace, trains.train(neuron), stepMs, parameters));
        }
        return statistics;
    }

    private static MembraneStatistics ofTrace(Table trace, int[] spikeSteps, double stepMs, Parameters parameters) {
        int[] steps = trace.int32("step");
        if (steps.length < 2) {
            throw new IllegalArgumentException("a trace of " + steps.length + " samples has no fluctuations");
        }
        long from = Math.round(parameters.fromMs() / stepMs);
        long until = parameters.untilMs().map(time -> Math.round(time / stepMs)).orElse(Long.MAX_VALUE);
        Table window = trace.where(row -> steps[row] >= from && steps[row] < until);
        if (window.rows() == 0) {
            throw new IllegalArgumentException(
                    "no sample of the membrane potential after " + parameters.fromMs() + " ms");
        }
        int first = window.int32("step", 0);
        return MembraneStatistics.of(
                window.float64("membrane_potential"),
                new Sampling(stepMs, steps[1] - steps[0]),
                Arrays.stream(spikeSteps).map(step -> step - first).toArray(),
                new MembraneStatistics.Protocol(parameters.cutMs(), parameters.longestLagMs()));
    }

    private static void write(String population, Map<Integer, MembraneStatistics> statistics, TableWriter out)
            throws IOException {
        for (Map.Entry<Integer, MembraneStatistics> neuron : statistics.entrySet()) {
            out.text(0, population);
            out.int32(1, neuron.getKey());
            out.int32(2, neuron.getValue().samples());
            out.float64(3, neuron.getValue().meanMv());
            out.float64(4, neuron.getValue().standardDeviationMv());
            out.float64(5, neuron.getValue().skewness());
            out.float64(6, neuron.getValue().autocorrelationTimeMs());
            out.endRow();
        }
    }

    private static void writeMean(String population, List<MembraneStatistics> neurons, TableWriter out)
            throws IOException {
        out.text(0, population);
        out.int32(1, neurons.size());
        out.float64(2, mean(neurons, MembraneStatistics::meanMv));
        out.float64(3, mean(neurons, MembraneStatistics::standardDeviationMv));
        out.float64(4, mean(neurons, MembraneStatistics::skewness));
        out.float64(5, mean(neurons, MembraneStatistics::autocorrelationTimeMs));
        out.endRow();
    }

    private static double mean(List<MembraneStatistics> neurons, ToDoubleFunction<MembraneStatistics> quantity) {
        List<Double> values = new ArrayList<>();
        neurons.forEach(neuron -> values.add(quantity.applyAsDouble(neuron)));
        return SampleStatistics.of(
                        values.stream().mapToDouble(Double::doubleValue).toArray())
                .mean();
    }
}
