package org.cb1network.stages.network.kernel;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;

/**
 * Divides the neurons of a network among threads. Each accumulator of input then has one thread that adds to it, in the same order as without
 * other threads, so that no bit depends on the division.
 */
final class Partition {
    /** In shorter steps, rows of synapses that are divided, too, and waiting for other threads cost what they save. */
    private static final double LEAST_STEP_NANOS = 150_000;

    /** Estimates of the time that a step takes, of neurons with and without a model of their own and of events. */
    private static final double NANOS_PER_LEAKY_NEURON = 0.5;

    private static final double NANOS_PER_MODEL = 25;
    private static final double NANOS_PER_AFFERENT_EVENT = 1;
    private static final double NANOS_PER_SYNAPTIC_EVENT = 1.5;
    /** Events of a synapse in a step of 1 ms: neurons are taken to fire at 5 Hz. */
    private static final double EVENTS_PER_MS = 0.005;

    private Partition() {}

    /**
     * Returns the ranges of each thread: at most so many, one if the network is too small to gain by more.
     *
     * @param threads at least 1
     */
    static List<List<NeuronRange>> of(Network network, int threads) {
        List<NeuronRange> ranges = ranges(network);
        double[] nanos = ranges.stream()
                .mapToDouble(range -> nanosPerNeuron(network, range) * (range.to() - range.from()))
                .toArray();
        double total = 0;
        for (double ofRange : nanos) {
            total += ofRange;
        }
        int most = mayBeDivided(network) && total > LEAST_STEP_NANOS ? threads : 1;
        List<List<NeuronRange>> parts = new ArrayList<>();
        List<NeuronRange> part = new ArrayList<>();
        double passed = 0;
        for (int i = 0; i < nanos.length; i++) {
            // A range belongs to the part in which its middle lies.
            if (!part.isEmpty() && passed + nanos[i] / 2 > total * (parts.size() + 1) / most) {
                parts.add(part);
                part = new ArrayList<>();
            }
            part.add(ranges.get(i));
            passed += nanos[i];
        }
        parts.add(part);
        return parts;
    }

    /** Returns all neurons in ranges, in order. */
    static List<NeuronRange> ranges(Network network) {
        List<NeuronRange> ranges = new ArrayList<>();
        for (String name : network.populations()) {
            int size = network.population(name).size();
            for (int from = 0; from < size; from += NeuronRange.LENGTH) {
                ranges.add(new NeuronRange(
                        network.indexOfPopulation(name), from, Math.min(size, from + NeuronRange.LENGTH)));
            }
        }
        return ranges;
    }

    /** What a synapse with a release probability does depends on how often its projection has drawn before. */
    private static boolean mayBeDivided(Network network) {
        return network.recurrentPathways().stream()
                .allMatch(pathway -> network.projection(pathway).release() == 1);
    }

    private static double nanosPerNeuron(Network network, NeuronRange range) {
        String name = network.populations().get(range.population());
        double nanos = network.population(name).neuron().isPresent() ? NANOS_PER_MODEL : NANOS_PER_LEAKY_NEURON;
        for (Pathway pathway : network.model().projections().keySet()) {
            if (pathway.post().equals(name)) {
                boolean afferent = network.model().afferents().containsKey(pathway.pre());
                nanos += afferent
                        ? NANOS_PER_AFFERENT_EVENT
                                * network.eventsPerHz(pathway)
                                * network.afferent(pathway.pre()).rateHz()
                        : NANOS_PER_SYNAPTIC_EVENT * EVENTS_PER_MS * network.stepMs() * network.meanInDegree(pathway);
            }
        }
        return nanos;
    }
}
