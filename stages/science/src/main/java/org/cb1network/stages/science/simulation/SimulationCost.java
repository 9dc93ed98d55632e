package org.cb1network.stages.science.simulation;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.cb1network.engine.stage.CostEstimate;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Population;

/**
 * Estimates the cost of a simulation: memory for its network (mostly synapses), input files and recordings, and time for
 * neurons, events and the drawing of synapses.
 */
final class SimulationCost implements CostEstimate<SimulationParameters> {

    /** A row of a file has about a dozen characters and needs about four times as many bytes while it is read. */
    private static final long BYTES_PER_BYTE_OF_FILE = 4;

    /** A recording holds one batch of 65,536 rows of a few numbers, and its compressed form. */
    private static final long BYTES_PER_RECORDING = 6 << 20;

    /** Measured with the paper's network and with the cortical microcircuit of 77,169 neurons, per neuron and simulated second. */
    private static final double SECONDS_PER_NEURON = 4e-6;

    /** The same for each event of an afferent. */
    private static final double SECONDS_PER_AFFERENT_EVENT = 2e-9;

    /** The same for each event of a synapse, if neurons fire at the rate of {@link #RATE_HZ}. */
    private static final double SECONDS_PER_SYNAPTIC_EVENT = 4e-9;

    private static final double RATE_HZ = 4;

    /** Drawing a synapse, with its weight and its delay. */
    private static final double SECONDS_PER_SYNAPSE = 1e-7;

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
        Network network = SimulatedNetwork.withoutFiles(parameters, 1);
        int neurons = network.model().populations().values().stream()
                .mapToInt(Population::size)
                .sum();
        double perSecond = SECONDS_PER_NEURON * neurons
                + SECONDS_PER_AFFERENT_EVENT * afferentEventsPerSecond(network)
                + SECONDS_PER_SYNAPTIC_EVENT * RATE_HZ * network.synapses();
        return perSecond * parameters.durationMs() / MS_PER_S + SECONDS_PER_SYNAPSE * network.synapses();
    }

    private static double afferentEventsPerSecond(Network network) {
        return network.afferentPathways().stream()
                .mapToDouble(pathway -> network.afferent(pathway.pre()).rateHz()
                        * network.meanInDegree(pathway)
                        * network.targets(pathway))
                .sum();
    }

    /** Returns the size of a file; an inaccessible file is reported when it is read. */
    private static long size(Path file) {
        return file.toFile().length();
    }
}
