package org.cb1network.figures.stage;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.PointTable;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Cell;

/**
 * The recordings of one simulation. A recording whose port is not connected is empty.
 *
 * @param spikes of all neurons
 * @param membrane membrane potentials of the recorded neurons
 * @param rates population rates over time
 * @param input rates of the afferents over time
 * @param stepMs duration of a simulation step, ms
 */
public record Recordings(
        List<Spike> spikes,
        List<Potential> membrane,
        List<PopulationRate> rates,
        List<InputRate> input,
        double stepMs) {

    /** A spike. */
    public record Spike(
            @Cell("name of the population") String population,
            @Cell("index of the neuron in its population") int neuron,
            @Cell("step of the simulation") int step) {}

    /** A sample of a membrane potential. */
    public record Potential(
            @Cell("name of the population") String population,
            @Cell("index of the neuron in its population") int neuron,
            @Cell("step of the simulation") int step,
            @Cell(value = "membrane potential", unit = "mV") double membranePotential) {}

    /** The rate of a population in a bin. */
    public record PopulationRate(
            @Cell("name of the population") String population,
            @Cell("step of the simulation") int step,

            @Cell(value = "rate of the population", unit = "Hz")
            double rate) {}

    /** The rate of an afferent in a bin. */
    public record InputRate(
            @Cell("name of the afferent") String afferent,
            @Cell("step of the simulation") int step,

            @Cell(value = "rate of the afferent", unit = "Hz")
            double rate) {}

    private static final RowType<Spike> SPIKES = RowType.of("spikes", "spikes of each simulation", Spike.class);
    private static final RowType<Potential> MEMBRANE = RowType.of("membrane", "membrane potentials", Potential.class);
    private static final RowType<PopulationRate> RATES =
            RowType.of("rates", "population rates over time", PopulationRate.class);
    private static final RowType<InputRate> INPUT =
            RowType.of("input", "rates of afferents over time", InputRate.class);

    /** Returns the ports of all recordings, one table for each point. */
    public static List<InputPort> inputs() {
        return List.of(
                SPIKES.inputOfAllPoints(),
                MEMBRANE.inputOfAllPoints(),
                RATES.inputOfAllPoints(),
                INPUT.inputOfAllPoints());
    }

    /**
     * Reads the recordings of one point of a sweep.
     *
     * @param point values of axes, which select the point; axes that the sweep does not have are ignored
     * @throws IllegalArgumentException if there is not exactly one such point
     */
    public static Recordings of(StageContext context, Map<String, String> point, double stepMs) throws IOException {
        return new Recordings(
                read(SPIKES, context, point),
                read(MEMBRANE, context, point),
                read(RATES, context, point),
                read(INPUT, context, point),
                stepMs);
    }

    /**
     * Returns the values of all axes at the point of the spikes that {@link #of} reads.
     *
     * @throws IllegalArgumentException if there is not exactly one such point
     */
    public static SortedMap<String, String> axes(StageContext context, Map<String, String> point) {
        return selected(SPIKES.schema().name(), context, point)
                .map(PointTable::axes)
                .orElseGet(TreeMap::new);
    }

    private static <R extends Record> List<R> read(RowType<R> rows, StageContext context, Map<String, String> point)
            throws IOException {
        Optional<PointTable> selected = selected(rows.schema().name(), context, point);
        return selected.isEmpty() ? List.of() : rows.read(selected.get().table());
    }

    /** Returns the table of the point; empty if the input is not connected. */
    private static Optional<PointTable> selected(String port, StageContext context, Map<String, String> point) {
        List<PointTable> all = context.inputs(port);
        List<PointTable> selected = Rows.where(
                all,
                table -> point.entrySet().stream()
                        .allMatch(axis ->
                                axis.getValue().equals(table.axes().getOrDefault(axis.getKey(), axis.getValue()))));
        if (!all.isEmpty() && selected.size() != 1) {
            throw new IllegalArgumentException("input '" + port + "' has " + selected.size() + " points with " + point
                    + " and not one; its points are: "
                    + all.stream()
                            .limit(20)
                            .map(table -> table.axes().toString())
                            .collect(Collectors.joining(", ")));
        }
        return selected.stream().findFirst();
    }

    /** Returns every {@code every}-th spike of the first neurons of a population. */
    public Raster raster(String population, int firstNeurons, int every) {
        List<Spike> all = Rows.where(
                spikes,
                spike -> spike.neuron() < firstNeurons && spike.population().equals(population));
        List<Spike> shown = IntStream.range(0, all.size())
                .filter(i -> i % every == 0)
                .mapToObj(all::get)
                .toList();
        return new Raster(
                Rows.numbers(shown, spike -> spike.step() * stepMs),
                shown.stream().mapToInt(Spike::neuron).toArray());
    }

    /**
     * Spikes.
     *
     * @param timeMs their times, ms
     * @param neuron index of the neuron of each spike
     */
    @SuppressWarnings("ArrayRecordComponent") // holds data for marks and is never compared
    public record Raster(double[] timeMs, int[] neuron) {}

    /** Returns the times of the spikes of one neuron, ms. */
    public double[] spikesOf(String population, int neuron) {
        List<Spike> own = Rows.where(
                spikes, spike -> spike.neuron() == neuron && spike.population().equals(population));
        return Rows.numbers(own, spike -> spike.step() * stepMs);
    }

    /** Returns the membrane potential of one neuron, mV. */
    public TimeSeries membrane(String population, int neuron) {
        List<Potential> own = Rows.where(
                membrane, row -> row.neuron() == neuron && row.population().equals(population));
        return series(own, Potential::step, Potential::membranePotential);
    }

    /** Returns the rate of a population, Hz. */
    public TimeSeries rate(String population) {
        List<PopulationRate> own = Rows.where(rates, PopulationRate::population, population);
        return series(own, PopulationRate::step, PopulationRate::rate);
    }

    /** Returns the rate of an afferent, Hz. */
    public TimeSeries input(String afferent) {
        List<InputRate> own = Rows.where(input, InputRate::afferent, afferent);
        return series(own, InputRate::step, InputRate::rate);
    }

    private <R> TimeSeries series(List<R> rows, ToIntFunction<R> step, ToDoubleFunction<R> value) {
        return new TimeSeries(Rows.numbers(rows, row -> step.applyAsInt(row) * stepMs), Rows.numbers(rows, value));
    }
}
