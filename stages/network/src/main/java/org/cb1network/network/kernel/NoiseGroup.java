package org.cb1network.network.kernel;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.network.random.BernoulliLadder;
import org.cb1network.network.random.BernoulliTable;
import org.cb1network.network.random.RandomStream;
import org.jspecify.annotations.Nullable;

/**
 * Afferent projections that share their noise: onto populations of the same size, or a single projection.
 *
 * <p>To compare one uniform number per neuron with the probabilities of all projections, and to draw the events of the most
 * probable projection, thin these for the next, these for the next and so on, give the same distribution: u below p2, given
 * that u is below p1, has the probability p2 / p1. The second way costs as much as there are events.
 */
final class NoiseGroup {
    private final int size;
    private final RandomStream random;
    private final List<Link> links = new ArrayList<>();
    private final BernoulliLadder ladder = new BernoulliLadder();
    /** Neurons with an event, for the projection at hand. */
    private final int[] neurons;

    private final int[] chosen;
    private Link[] byProbability = {};
    private long delivered;

    /** @param size of the target populations */
    NoiseGroup(int size, RandomStream random) {
        this.size = size;
        this.random = random;
        this.neurons = new int[size + BernoulliTable.SLACK];
        this.chosen = new int[size + BernoulliTable.SLACK];
    }

    /** One projection of the group. */
    private static final class Link {
        private final String name;
        private final int afferent;
        private final double probabilityPerHz;
        private final double weightNs;
        private final Channel channel;
        private final int targetFirst;
        private final boolean constant;
        private double probability;
        /** For a probability that is a fixed part of that of the projection before. */
        private @Nullable BernoulliTable table;

        private Link(
                String name,
                int afferent,
                double probabilityPerHz,
                double weightNs,
                Channel channel,
                int targetFirst,
                boolean constant) {
            this.name = name;
            this.afferent = afferent;
            this.probabilityPerHz = probabilityPerHz;
            this.weightNs = weightNs;
            this.channel = channel;
            this.targetFirst = targetFirst;
            this.constant = constant;
        }
    }

    /**
     * Adds a projection.
     *
     * @param afferent index of the afferent among the rates
     * @param probabilityPerHz probability of an event per neuron, step and Hz of afferent rate
     * @param constant whether the afferent's rate never changes
     */
    void add(
            String name,
            int afferent,
            double probabilityPerHz,
            double weightNs,
            Channel channel,
            int targetFirst,
            boolean constant) {
        links.add(new Link(name, afferent, probabilityPerHz, weightNs, channel, targetFirst, constant));
        byProbability = links.toArray(Link[]::new);
    }

    /** Events delivered since the beginning. */
    long delivered() {
        return delivered;
    }

    /**
     * Draws and delivers the events of one step.
     *
     * @param ratesHz rates of all afferents in this step
     * @return null, or the name of a projection whose probability is above 1
     */
    @Nullable
    String propagate(double[] ratesHz) {
        sortByProbability(ratesHz);
        if (byProbability[0].probability > 1) {
            return byProbability[0].name;
        }
        int count = size;
        @Nullable Link stronger = null;
        for (Link link : byProbability) {
            if (!(link.probability > 0)) {
                break;
            }
            count = stronger == null ? drawFromAll(link) : thin(link, stronger, count);
            deliver(link, count);
            stronger = link;
        }
        return null;
    }

    /** Most probable first. Insertion sort: nearly always sorted already, and equal ones keep their order. */
    private void sortByProbability(double[] ratesHz) {
        for (int i = 0; i < byProbability.length; i++) {
            Link link = byProbability[i];
            link.probability = link.probabilityPerHz * ratesHz[link.afferent];
            int place = i;
            while (place > 0 && byProbability[place - 1].probability < link.probability) {
                byProbability[place] = byProbability[place - 1];
                place--;
            }
            byProbability[place] = link;
        }
    }

    private int drawFromAll(Link link) {
        return draw(link, link.probability, link.constant, size, neurons);
    }

    private int thin(Link link, Link stronger, int candidates) {
        double ratio = link.probability / stronger.probability;
        if (ratio >= 1) {
            return candidates;
        }
        int count = draw(link, ratio, link.constant && stronger.constant, candidates, chosen);
        for (int i = 0; i < count; i++) {
            neurons[i] = neurons[chosen[i]];
        }
        return count;
    }

    private int draw(Link link, double probability, boolean constant, int trials, int[] successes) {
        if (!constant) {
            return ladder.draw(random, probability, trials, successes);
        }
        BernoulliTable table = link.table;
        if (table == null || table.probability() != probability) {
            table = new BernoulliTable(probability);
            link.table = table;
        }
        return table.draw(random, trials, successes);
    }

    private void deliver(Link link, int count) {
        double[] g = link.channel.stored();
        double units = link.channel.unitsOf(link.weightNs);
        int targetFirst = link.targetFirst;
        for (int i = 0; i < count; i++) {
            g[targetFirst + neurons[i]] += units;
        }
        delivered += count;
    }
}
