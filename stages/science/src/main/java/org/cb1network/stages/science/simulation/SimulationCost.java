package org.cb1network.stages.science.simulation;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.cb1network.engine.stage.CostEstimate;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;

/**
 * Estimates the cost of a simulation: memory for its network (mostly synapses), input files and recordings, and time for
 * neurons, events and the drawing of synapses.
 */
final class SimulationCost implements CostEstimate<SimulationParameters> {

    /** A row of a file has about a dozen characters and needs about four times as many bytes while it is read. */
    private static final long BYTES_PER_BYTE_OF_FILE = 4;

    /** A recording holds one batch of 65,536 rows of a few numbers, and its compressed form. */
    private static final long BYTES_PER_RECORDING = 6 << 20;

    /** Memory from which on arrays of several GB are likely, for which a garbage collector needs room to move them. */
    private static final long LARGE_BYTES = 8L << 30;

    /** Two billion synapses that take 16.7 GB by themselves needed more than 18 GB with one collector and 17.5 GB with another. */
    private static final double MEMORY_FOR_LARGE_ARRAYS = 1.2;

    /** Measured in the stages of the paper, two points at a time; together they take what these constants say. Per neuron and simulated second. */
    private static final double SECONDS_PER_NEURON = 3e-6;

    /** Per event of an afferent. */
    private static final double SECONDS_PER_AFFERENT_EVENT = 2e-9;

    /** Per event of a synapse, if neurons fire at the rate of {@link #RATE_HZ}. */
    private static final double SECONDS_PER_SYNAPTIC_EVENT = 1.5e-9;

    /** The same in networks whose synapses exceed the caches, measured with the cortical microcircuit of 77,169 neurons. */
    private static final double SECONDS_PER_DISTANT_EVENT = 3e-9;

    /** Number of synapses from which on that holds: they are 4 bytes each. */
    private static final long DISTANT = 10_000_000;

    private static final double RATE_HZ = 4;

    /** Drawing a synapse; points of the same seed share what they draw. */
    private static final double SECONDS_PER_SYNAPSE = 1e-8;

    /** The same where they exceed the caches: 100 million take 2.4 s. */
    private static final double SECONDS_PER_DISTANT_SYNAPSE = 2e-8;

    /** Drawing a synapse with a weight or a delay of its own, measured with the microcircuit. */
    private static final double SECONDS_PER_OWN_SYNAPSE = 1e-7;

    /** Recording a sample of a neuron: 50 million of potentials took 3.4 s, of the conductances on one receptor 5.2 s. */
    private static final double SECONDS_PER_SAMPLE = 8e-8;

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
        long network = SimulatedNetwork.withoutFiles(parameters, 1).memoryBytes();
        return (network < LARGE_BYTES ? network : (long) (network * MEMORY_FOR_LARGE_ARRAYS))
                + BYTES_PER_BYTE_OF_FILE * files
                + BYTES_PER_RECORDING * recordings;
    }

    @Override
    public double seconds(SimulationParameters parameters) {
        Network network = SimulatedNetwork.withoutFiles(parameters, 1);
        long neurons = network.model().populations().values().stream()
                .mapToLong(Population::size)
                .sum();
        long synapses = network.synapses();
        boolean near = synapses < DISTANT;
        double perEvent = near ? SECONDS_PER_SYNAPTIC_EVENT : SECONDS_PER_DISTANT_EVENT;
        double perSynapse = near ? SECONDS_PER_SYNAPSE : SECONDS_PER_DISTANT_SYNAPSE;
        double perSecond = SECONDS_PER_NEURON * neurons
                + SECONDS_PER_AFFERENT_EVENT * afferentEventsPerSecond(network)
                + perEvent * RATE_HZ * synapses;
        boolean own = network.model().projections().values().stream().anyMatch(Projection::differsInWeightsAndDelays);
        return perSecond * parameters.durationMs() / MS_PER_S
                + (own ? SECONDS_PER_OWN_SYNAPSE : perSynapse) * synapses
                + SECONDS_PER_SAMPLE * samples(parameters);
    }

    private static double samples(SimulationParameters parameters) {
        RecordingParameters record = parameters.record();
        long neurons = Stream.concat(record.membrane().stream(), record.conductances().stream())
                .map(parameters.model().populations()::get)
                .mapToLong(population -> record.neurons().below(population.size()).length)
                .sum();
        return neurons * parameters.durationMs() / record.samplingMs();
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
