package org.cb1network.network.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.cb1network.network.random.BernoulliLadder;
import org.cb1network.network.random.BernoulliTable;
import org.cb1network.network.random.RandomStream;
import org.jspecify.annotations.Nullable;

/**
 * Afferent projections that share their noise: those onto populations of one size, or a single projection.
 *
 * <p>In the published code they compare one uniform number u per neuron with the probability of each projection, so that the
 * sets of neurons with an event are nested. Here the sets themselves are drawn, which costs as much as there are events: those of
 * constant probability as a chain ({@link ConstantEvents}), then each varying one between its neighbours. Where it has the
 * probability p between pw (set W) and ps (set S), the neurons of S that are not in W have pw &lt;= u &lt; ps, and each of them
 * joins W with probability (p - pw) / (ps - pw).
 */
final class NoiseGroup {
    private final int size;
    private final RandomStream constantRandom;
    private final RandomStream varyingRandom;
    private final List<Link> constant = new ArrayList<>();
    private final List<Link> varying = new ArrayList<>();
    private final BernoulliLadder ladder = new BernoulliLadder();
    private @Nullable ConstantEvents constantEvents;
    /** Sets of the current step that a varying one may lie between, most probable first. */
    private final List<EventSet> chain = new ArrayList<>();

    /** All sets that there are, in use or not. */
    private final List<EventSet> pool = new ArrayList<>();

    private int used;

    private final int[] candidates;
    private final int[] chosen;
    /** The step in which a neuron was last marked as a member of the weaker set. */
    private final long[] mark;

    private long marks;
    private long delivered;

    /** One projection. */
    private record Link(String name, int afferent, double probability, EventTarget target) {}

    /** Neurons with an event. */
    private static final class EventSet {
        private final int[] neurons;
        private double probability;
        private int count;

        private EventSet(int size) {
            this.neurons = new int[size + BernoulliTable.SLACK];
        }
    }

    /**
     * A group without projections.
     *
     * @param size of the target populations
     * @param constantRandom for the projections of constant probability, so that varying ones do not disturb them
     * @param varyingRandom for the others
     */
    NoiseGroup(int size, RandomStream constantRandom, RandomStream varyingRandom) {
        this.size = size;
        this.constantRandom = constantRandom;
        this.varyingRandom = varyingRandom;
        this.candidates = new int[size];
        this.chosen = new int[size + BernoulliTable.SLACK];
        this.mark = new long[size];
    }

    /** Adds a projection with this probability of an event per neuron and step. */
    void addConstant(String name, double probability, EventTarget target) {
        if (probability > 0) {
            constant.add(new Link(name, -1, probability, target));
            constant.sort(Comparator.comparingDouble(Link::probability).reversed());
            double[] descending =
                    constant.stream().mapToDouble(Link::probability).toArray();
            constantEvents = new ConstantEvents(size, descending, constantRandom);
        }
    }

    /** Adds a projection of an afferent (an index among the rates) with this probability per Hz of its rate. */
    void addVarying(String name, int afferent, double probabilityPerHz, EventTarget target) {
        varying.add(new Link(name, afferent, probabilityPerHz, target));
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
        if (constantEvents != null) {
            propagateConstant(constantEvents);
        }
        chain.clear();
        used = 0;
        for (Link link : varying) {
            double probability = link.probability * ratesHz[link.afferent];
            if (probability > 1) {
                return link.name;
            }
            if (probability > 0) {
                propagateVarying(link, probability);
            }
        }
        return null;
    }

    private void propagateConstant(ConstantEvents events) {
        events.draw();
        for (int set = 0; set < events.sets(); set++) {
            constant.get(set).target.deliver(events.neurons(set), events.count(set));
            delivered += events.count(set);
        }
    }

    private void propagateVarying(Link link, double probability) {
        if (chain.isEmpty() && constantEvents != null) {
            chainConstant(constantEvents);
        }
        int place = 0;
        while (place < chain.size() && chain.get(place).probability >= probability) {
            place++;
        }
        @Nullable EventSet stronger = place > 0 ? chain.get(place - 1) : null;
        @Nullable EventSet weaker = place < chain.size() ? chain.get(place) : null;
        EventSet drawn = newSet(probability);
        drawBetween(stronger, weaker, drawn);
        chain.add(place, drawn);
        link.target.deliver(drawn.neurons, drawn.count);
        delivered += drawn.count;
    }

    private void chainConstant(ConstantEvents events) {
        for (int set = 0; set < events.sets(); set++) {
            EventSet copy = newSet(events.probability(set));
            copy.count = events.count(set);
            System.arraycopy(events.neurons(set), 0, copy.neurons, 0, copy.count);
            chain.add(copy);
        }
    }

    /** An empty set; those of the step before are free again. */
    private EventSet newSet(double probability) {
        if (used == pool.size()) {
            pool.add(new EventSet(size));
        }
        EventSet set = pool.get(used++);
        set.probability = probability;
        set.count = 0;
        return set;
    }

    private void drawBetween(@Nullable EventSet stronger, @Nullable EventSet weaker, EventSet drawn) {
        if (stronger == null && weaker == null) {
            // All neurons are candidates: no need to list them, which would cost more than the draw.
            drawn.count = ladder.draw(varyingRandom, drawn.probability, size, drawn.neurons);
            return;
        }
        marks++;
        double lower = 0;
        if (weaker != null) {
            lower = weaker.probability;
            for (int i = 0; i < weaker.count; i++) {
                drawn.neurons[i] = weaker.neurons[i];
                mark[weaker.neurons[i]] = marks;
            }
            drawn.count = weaker.count;
        }
        double upper = stronger == null ? 1 : stronger.probability;
        int candidateCount = stronger == null ? allUnmarked() : unmarked(stronger);
        double join = upper > lower ? (drawn.probability - lower) / (upper - lower) : 0;
        int joining = ladder.draw(varyingRandom, join, candidateCount, chosen);
        for (int i = 0; i < joining; i++) {
            drawn.neurons[drawn.count++] = candidates[chosen[i]];
        }
    }

    private int unmarked(EventSet set) {
        int count = 0;
        for (int i = 0; i < set.count; i++) {
            int neuron = set.neurons[i];
            candidates[count] = neuron;
            count += mark[neuron] == marks ? 0 : 1;
        }
        return count;
    }

    private int allUnmarked() {
        int count = 0;
        for (int neuron = 0; neuron < size; neuron++) {
            candidates[count] = neuron;
            count += mark[neuron] == marks ? 0 : 1;
        }
        return count;
    }
}
