package org.cb1network.stages.network.spec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Synapses of a projection that are drawn and stored together: all of them, unless they are more than an array can hold.
 *
 * @param pathway of the projection
 * @param number of the portion, from 0
 * @param rule by which it connects
 * @param from the first of the post-synaptic neurons that the projection reaches
 * @param to the one after the last
 * @param synapses their number; where pairs are drawn, the mean
 */
public record Portion(Pathway pathway, int number, Connect rule, int from, int to, long synapses) {
    /** In an array; where pairs are drawn, there may be a few more than their mean. */
    public static final long MOST_SYNAPSES = Integer.MAX_VALUE - (1 << 20);

    /** Portions begin at multiples of so many neurons, which is a multiple of the neurons of each block of a simulation. */
    public static final int NEURONS = 4096;

    /**
     * Returns the portions of a projection whose synapses are simulated one by one.
     *
     * @param most synapses of a portion
     * @throws IllegalArgumentException if {@link #NEURONS} neurons have more synapses than that
     */
    public static List<Portion> of(Network network, Pathway pathway, long most) {
        Connect rule = network.rule(pathway);
        long synapses = network.synapses(pathway);
        if (synapses <= most) {
            return List.of(new Portion(pathway, 0, rule, 0, network.targets(pathway), synapses));
        }
        return rule instanceof Connect.Total total
                ? ofNumbers(network, pathway, total, most)
                : ofTargets(network, pathway, most);
    }

    /** Synapses of a total are drawn independently, so that each portion may have some of them onto all neurons. */
    private static List<Portion> ofNumbers(Network network, Pathway pathway, Connect.Total total, long most) {
        int targets = network.targets(pathway);
        long synapses = total.number(network.preSize(pathway), targets);
        long count = (synapses - 1) / most + 1;
        List<Portion> portions = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            long some = synapses * (k + 1) / count - synapses * k / count;
            Connect rule = new Connect.Total(Optional.of(some), Optional.empty(), total.autapses());
            portions.add(new Portion(pathway, k, rule, 0, targets, some));
        }
        return portions;
    }

    /** About the same number of neurons in each portion. */
    private static List<Portion> ofTargets(Network network, Pathway pathway, long most) {
        if (!canBeDivided(network, pathway, most)) {
            throw new IllegalArgumentException(pathway + " has too many synapses onto a neuron");
        }
        int targets = network.targets(pathway);
        double perNeuron = network.meanInDegree(pathway);
        int largest = (int) (most / perNeuron) / NEURONS * NEURONS;
        int count = (targets - 1) / largest + 1;
        int size = ((targets - 1) / count / NEURONS + 1) * NEURONS;
        List<Portion> portions = new ArrayList<>();
        for (int from = 0; from < targets; from += size) {
            int to = Math.min(targets, from + size);
            portions.add(new Portion(
                    pathway, portions.size(), network.rule(pathway), from, to, (long) (perNeuron * (to - from))));
        }
        return portions;
    }

    /** Whether there are portions of a projection that have at most so many synapses. */
    static boolean canBeDivided(Network network, Pathway pathway, long most) {
        return network.synapses(pathway) <= most
                || network.rule(pathway) instanceof Connect.Total
                || network.meanInDegree(pathway) * NEURONS <= most;
    }
}
