package org.cb1network.figures.paper;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.cb1network.engine.stage.PointTable;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Table;
import org.cb1network.figures.stage.TimeSeries;

/**
 * The recordings of one simulation.
 *
 * @param spikes population, neuron, step
 * @param membrane population, neuron, step, membrane_potential
 * @param rates population, step, rate
 * @param input afferent, step, rate
 * @param stepMs duration of a step
 */
record Recordings(Table spikes, Table membrane, Table rates, Table input, double stepMs) {

    /** The recordings of a condition and replicate, from inputs with a table for each point. */
    static Recordings of(StageContext context, String condition, int replicate, double stepMs) throws IOException {
        return new Recordings(
                find(context, "spikes", condition, replicate),
                find(context, "membrane", condition, replicate),
                find(context, "rates", condition, replicate),
                find(context, "input", condition, replicate),
                stepMs);
    }

    private static Table find(StageContext context, String port, String condition, int replicate) throws IOException {
        for (PointTable point : context.inputs(port)) {
            boolean sameReplicate = point.axes()
                    .getOrDefault("replicate", Integer.toString(replicate))
                    .equals(Integer.toString(replicate));
            if (condition.equals(point.axes().get("condition")) && sameReplicate) {
                return point.table();
            }
        }
        throw new IllegalArgumentException("input '" + port + "' has no recording of condition " + condition
                + ", replicate " + replicate + "; give 'replicate' the number of one that was simulated");
    }

    /** Times in ms of the spikes of a population's first neurons, with the neurons. */
    Raster raster(String population, int firstNeurons, int every) {
        int[] neurons = spikes.int32("neuron");
        int[] steps = spikes.int32("step");
        int[] rows = rowsOf(spikes, "population", population, neurons, firstNeurons);
        int[] shown = IntStream.range(0, rows.length)
                .filter(i -> i % every == 0)
                .map(i -> rows[i])
                .toArray();
        return new Raster(
                Arrays.stream(shown).mapToDouble(row -> steps[row] * stepMs).toArray(),
                Arrays.stream(shown).map(row -> neurons[row]).toArray());
    }

    /**
     * Spikes.
     *
     * @param timeMs their times in ms
     * @param neuron index of the neuron of each
     */
    @SuppressWarnings("ArrayRecordComponent") // a carrier that is never compared
    record Raster(double[] timeMs, int[] neuron) {}

    /** Times in ms of the spikes of one neuron. */
    double[] spikesOf(String population, int neuron) {
        Raster all = raster(population, neuron + 1, 1);
        return IntStream.range(0, all.neuron().length)
                .filter(i -> all.neuron()[i] == neuron)
                .mapToDouble(i -> all.timeMs()[i])
                .toArray();
    }

    /** Membrane potential of one neuron in mV. */
    TimeSeries membrane(String population, int neuron) {
        int[] neurons = membrane.int32("neuron");
        int[] rows = Arrays.stream(rowsOf(membrane, "population", population, neurons, neuron + 1))
                .filter(row -> neurons[row] == neuron)
                .toArray();
        return series(membrane, "membrane_potential", rows);
    }

    /** Rate of a population in Hz. */
    TimeSeries rate(String population) {
        return series(rates, "rate", rowsOf(rates, "population", population, new int[0], 0));
    }

    /** Rate of an afferent in Hz. */
    TimeSeries input(String afferent) {
        return series(input, "rate", rowsOf(input, "afferent", afferent, new int[0], 0));
    }

    private TimeSeries series(Table table, String column, int[] rows) {
        int[] steps = table.int32("step");
        double[] values = table.float64(column);
        return new TimeSeries(
                Arrays.stream(rows).mapToDouble(row -> steps[row] * stepMs).toArray(),
                Arrays.stream(rows).mapToDouble(row -> values[row]).toArray());
    }

    /** The rows of a source and, unless there are no neurons, of its first ones. */
    private static int[] rowsOf(Table table, String column, String source, int[] neurons, int first) {
        List<String> sources = table.text(column);
        return IntStream.range(0, table.rows())
                .filter(row -> (neurons.length == 0 || neurons[row] < first)
                        && sources.get(row).equals(source))
                .toArray();
    }
}
