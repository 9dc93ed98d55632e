package org.cb1network.stages.network.record;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.TableSchema;
import org.cb1network.engine.table.TableWriter;

/**
 * Recorders that stream to Arrow tables, so that memory does not grow with the duration. The writer stays the caller's to
 * close. A write that fails ends the simulation with an {@link UncheckedIOException}.
 */
public final class ArrowRecorders {
    private static final Column POPULATION = Column.text("population", "name of the population");
    private static final Column NEURON = Column.int32("neuron", "1", "index of the neuron in its population");
    private static final Column STEP = Column.int32("step", "1", "time step of the simulation, counted from 0");

    private static final TableSchema SPIKES =
            TableSchema.of("spikes", "one row per spike, in the order of steps", POPULATION, NEURON, STEP);
    private static final TableSchema RATES = TableSchema.of(
            "population rates",
            "spikes / (neurons * bin), a row per bin and population",
            POPULATION,
            STEP,
            Column.float64("rate", "Hz", "mean rate of the population in the bin that begins at this step"));
    private static final TableSchema MEMBRANE = TableSchema.of(
            "membrane potentials",
            "samples taken before the update of their step",
            POPULATION,
            NEURON,
            STEP,
            Column.float64("membrane_potential", "mV", "membrane potential"));
    private static final TableSchema CONDUCTANCES = TableSchema.of(
            "conductances",
            "samples taken before the update of their step; receptors with the same constants show their sum",
            POPULATION,
            NEURON,
            Column.text("receptor", "name of the receptor"),
            STEP,
            Column.float64("conductance", "nS", "synaptic conductance"));
    private static final TableSchema WAVEFORMS = TableSchema.of(
            "afferent rates",
            "rate of each afferent",
            Column.text("afferent", "name of the afferent"),
            STEP,
            Column.float64("rate", "Hz", "rate of one afferent neuron"));

    private ArrowRecorders() {}

    /** Columns population, neuron, step. */
    public static TableSchema spikesSchema() {
        return SPIKES;
    }

    /** Columns population, step, rate (Hz). */
    public static TableSchema ratesSchema() {
        return RATES;
    }

    /** Columns population, neuron, step, membrane_potential (mV). */
    public static TableSchema membraneSchema() {
        return MEMBRANE;
    }

    /** Columns population, neuron, receptor, step, conductance (nS). */
    public static TableSchema conductancesSchema() {
        return CONDUCTANCES;
    }

    /** Columns afferent, step, rate (Hz). */
    public static TableSchema waveformsSchema() {
        return WAVEFORMS;
    }

    /** Like {@link SpikeRecorder}, into a table of {@link #spikesSchema()}. */
    public static Recorder spikes(List<NeuronSelection> selections, TableWriter out) {
        return new SpikeRecorder(
                selections,
                (population, neuron, step) ->
                        endRow(out.text(0, population).int32(1, neuron).int32(2, step)));
    }

    /** Like {@link RateRecorder}, into a table of {@link #ratesSchema()}. */
    public static Recorder rates(List<String> populations, int binSteps, TableWriter out) {
        return new RateRecorder(
                populations,
                binSteps,
                (series, step, value) ->
                        endRow(out.text(0, series.source()).int32(1, step).float64(2, value)));
    }

    /** Like {@link MembraneRecorder}, into a table of {@link #membraneSchema()}. */
    public static Recorder membrane(List<NeuronSelection> selections, int everySteps, TableWriter out) {
        return new MembraneRecorder(
                selections,
                everySteps,
                (series, step, value) -> endRow(out.text(0, series.source())
                        .int32(1, series.neuron())
                        .int32(2, step)
                        .float64(3, value)));
    }

    /** Like {@link ConductanceRecorder}, into a table of {@link #conductancesSchema()}. */
    public static Recorder conductances(List<NeuronSelection> selections, int everySteps, TableWriter out) {
        return new ConductanceRecorder(
                selections,
                everySteps,
                (series, step, value) -> endRow(out.text(0, series.source())
                        .int32(1, series.neuron())
                        .text(2, series.receptor())
                        .int32(3, step)
                        .float64(4, value)));
    }

    /** Like {@link WaveformRecorder}, into a table of {@link #waveformsSchema()}. */
    public static Recorder waveforms(List<String> afferents, int everySteps, TableWriter out) {
        return new WaveformRecorder(
                afferents,
                everySteps,
                (series, step, value) ->
                        endRow(out.text(0, series.source()).int32(1, step).float64(2, value)));
    }

    private static void endRow(TableWriter out) {
        try {
            out.endRow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
