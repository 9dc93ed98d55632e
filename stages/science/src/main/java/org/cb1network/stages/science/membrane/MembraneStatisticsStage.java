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
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.RowWriter;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Cell;
import org.cb1network.engine.table.Table;
import org.cb1network.stages.network.record.ArrowRecorders;
import org.cb1network.stages.science.analysis.MembraneStatistics;
import org.cb1network.stages.science.analysis.PopulationSpikes;
import org.cb1network.stages.science.analysis.SampleStatistics;
import org.cb1network.stages.science.analysis.Sampling;
import org.cb1network.stages.science.simulation.RecordedSpikes;
import org.cb1network.stages.science.simulation.SimulationTables;

/**
 * Computes mean, standard deviation, skewness and autocorrelation time of the recorded membrane potentials of one
 * simulation with the spikes removed, for every neuron and averaged over the neurons of each population.
 */
public final class MembraneStatisticsStage implements Stage<MembraneStatisticsStage.Parameters> {

    /**
     * The parameters.
     *
     * @param fromMs samples before this time are ignored, in ms
     * @param untilMs samples from this time on are ignored, in ms; by default the end of the simulation
     * @param cutMs time to remove before and after each spike, in ms
     * @param longestLagMs upper limit of the integral of the autocorrelation function, in ms
     */
    public record Parameters(
            @Describe("samples before this time are ignored") @Unit("ms") @Range(min = 0) @Default("200 ms")
            double fromMs,

            @Describe("samples from this time on are ignored; by default the end of the simulation")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            Optional<Double> untilMs,

            @Describe("time to remove before and after each spike") @Unit("ms") @Range(min = 0) @Default("5 ms")
            double cutMs,

            @Describe("upper limit of the integral of the autocorrelation function")
            @Unit("ms")
            @Range(min = 0, minExclusive = true)
            @Default("50.5 ms")
            double longestLagMs) {}

    /** A recorded neuron. */
    private record RecordedNeuron(
            @Cell("name of the population") String population,
            @Cell("index of the neuron in its population") int neuron,
            @Cell("number of samples left") int samples,

            @Cell(value = "mean membrane potential", unit = "mV")
            double mean,

            @Cell(value = "standard deviation of the membrane potential over time", unit = "mV")
            double fluctuation,

            @Cell("skewness of the membrane potential over time")
            double skewness,

            @Cell(value = "integral of the normalised autocorrelation function", unit = "ms")
            double autocorrelationTime) {}

    private static final RowType<RecordedNeuron> NEURONS =
            RowType.of("neurons", "membrane potential of each recorded neuron, spikes cut out", RecordedNeuron.class);

    /** The mean over the recorded neurons of a population. */
    record PopulationMean(
            @Cell("name of the population") String population,
            @Cell("number of recorded neurons") int neurons,

            @Cell(value = "mean membrane potential", unit = "mV")
            double mean,

            @Cell(value = "standard deviation of the membrane potential over time", unit = "mV")
            double fluctuation,

            @Cell("skewness of the membrane potential over time")
            double skewness,

            @Cell(value = "integral of the normalised autocorrelation function", unit = "ms")
            double autocorrelationTime) {}

    static final RowType<PopulationMean> POPULATIONS = RowType.of(
            "populations",
            "membrane potential, spikes cut out, mean over the recorded neurons of each population",
            PopulationMean.class);

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
                    SimulationTables.aboutTheSimulation()),
            List.<OutputPort>of(NEURONS.output().asExact(), POPULATIONS.output().asExact()),
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
        RowWriter<RecordedNeuron> neurons = context.rows(NEURONS);
        RowWriter<PopulationMean> populations = context.rows(POPULATIONS);
        for (String population : new LinkedHashSet<>(membrane.text("population"))) {
            context.checkCancelled();
            Table own = SimulationTables.ofPopulation(membrane, population, "neuron", "step", "membrane_potential");
            Map<Integer, MembraneStatistics> statistics = ofNeurons(own, spikes.trains(population), stepMs, parameters);
            for (Map.Entry<Integer, MembraneStatistics> neuron : statistics.entrySet()) {
                neurons.write(row(population, neuron.getKey(), neuron.getValue()));
            }
            populations.write(mean(population, List.copyOf(statistics.values())));
        }
    }

    private static Map<Integer, MembraneStatistics> ofNeurons(
            Table samples, PopulationSpikes trains, double stepMs, Parameters parameters) {
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

    private static RecordedNeuron row(String population, int neuron, MembraneStatistics statistics) {
        return new RecordedNeuron(
                population,
                neuron,
                statistics.samples(),
                statistics.meanMv(),
                statistics.standardDeviationMv(),
                statistics.skewness(),
                statistics.autocorrelationTimeMs());
    }

    private static PopulationMean mean(String population, List<MembraneStatistics> neurons) {
        return new PopulationMean(
                population,
                neurons.size(),
                mean(neurons, MembraneStatistics::meanMv),
                mean(neurons, MembraneStatistics::standardDeviationMv),
                mean(neurons, MembraneStatistics::skewness),
                mean(neurons, MembraneStatistics::autocorrelationTimeMs));
    }

    private static double mean(List<MembraneStatistics> neurons, ToDoubleFunction<MembraneStatistics> quantity) {
        List<Double> values = new ArrayList<>();
        neurons.forEach(neuron -> values.add(quantity.applyAsDouble(neuron)));
        return SampleStatistics.of(
                        values.stream().mapToDouble(Double::doubleValue).toArray())
                .mean();
    }
}
