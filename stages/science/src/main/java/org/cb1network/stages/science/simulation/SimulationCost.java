package org.cb1network.stages.science.simulation;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.cb1network.engine.stage.CostEstimate;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.Population;

/**
 * Estimates the cost of a simulation: memory for its network (mostly synapses), input files and recordings, and time per
 * neuron and simulated second.
 */
final class SimulationCost implements CostEstimate<SimulationParameters> {

    /** A row of a file has about a dozen characters and needs about four times as many bytes while it is read. */
    private static final long BYTES_PER_BYTE_OF_FILE = 4;

    /** A recording holds one batch of 65,536 rows of a few numbers, and its compressed form. */
    private static final long BYTES_PER_RECORDING = 6 << 20;

    /** Measured with the paper's network of 9,000 neurons: 0.05 s for a simulated second. */
    private static final double SECONDS_PER_NEURON_SECOND = 5.5e-6;

    /** Building a network takes about as long as simulating it for this time. */
    private static final double CONSTRUCTION_MS = 600;

    private static final double MS_PER_S = 1000;

    @Override
    public long bytes(SimulationParameters parameters) {
        Stream<DataFile> connections = parameters.model().projections().values().stream()
                .flatMap(projection -> projection.connect().stream())
                .filter(Connect.Listed.class::isInstance)
                .map(connect -> ((Connect.Listed) connect).file());
        Stream<DataFile> events = parameters.stimuli().values().stream()
                .flatMap(stimulus -> stimulus instanceof StimulusParameters.EventFile listed
                        ? Stream.of(listed.file())
                        : stimulus instanceof StimulusParameters.SpikeFile spikes
                                ? Stream.of(spikes.file())
                                : Stream.empty());
        long files = Stream.concat(connections, events)
                .mapToLong(file -> size(file.path()))
                .sum();
        long recordings = Stream.of(
                        parameters.record().spikes(),
                        parameters.record().membrane(),
                        parameters.record().conductances(),
                        parameters.record().rates(),
                        parameters.record().afferents())
                .filter(recorded -> !recorded.isEmpty())
                .count();
        return SimulatedNetwork.withoutFiles(parameters, 1).memoryBytes()
                + BYTES_PER_BYTE_OF_FILE * files
                + BYTES_PER_RECORDING * recordings;
    }

    @Override
    public double seconds(SimulationParameters parameters) {
        int neurons = parameters.model().populations().values().stream()
                .mapToInt(Population::size)
                .sum();
        return SECONDS_PER_NEURON_SECOND * neurons * (parameters.durationMs() + CONSTRUCTION_MS) / MS_PER_S;
    }

    /** Returns the size of a file; an inaccessible file is reported when it is read. */
    private static long size(Path file) {
        return file.toFile().length();
    }
}
