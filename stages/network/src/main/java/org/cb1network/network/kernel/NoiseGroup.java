package org.cb1network.network.kernel;

import java.util.ArrayList;
import java.util.Arrays;
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

    /** Places in the stronger set that are not in the weaker one. */
    private final int[] candidates;

    private final int[] chosen;
    /** 1 at places of the stronger set that are not in the weaker one, else 0; all 1 between draws. */
    private final byte[] free;

    private long delivered;

    /** One projection. */
    private record Link(String name, int afferent, double probability, EventTarget target) {}

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
        this.free = new byte[size];
        Arrays.fill(free, (byte) 1);
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
        for (int i = 0; i < events.sets(); i++) {
            deliver(constant.get(i), events.set(i));
        }
    }

    private void propagateVarying(Link link, double probability) {
        if (chain.isEmpty() && constantEvents != null) {
            for (int i = 0; i < constantEvents.sets(); i++) {
                chain.add(constantEvents.set(i));
            }
        }
        int place = 0;
        while (place < chain.size() && chain.get(place).probability() >= probability) {
            place++;
        }
        @Nullable EventSet stronger = place > 0 ? chain.get(place - 1) : null;
        @Nullable EventSet weaker = place < chain.size() ? chain.get(place) : null;
        EventSet drawn = drawBetween(stronger, weaker, probability);
        chain.add(place, drawn);
        deliver(link, drawn);
    }

    private void deliver(Link link, EventSet events) {
        link.target.deliver(events.neurons(), events.count());
        delivered += events.count();
    }

    private EventSet drawBetween(@Nullable EventSet stronger, @Nullable EventSet weaker, double probability) {
        EventSet drawn = unused();
        int all = stronger == null ? size : stronger.count();
        double upper = stronger == null ? 1 : stronger.probability();
        int count;
        if (weaker == null) {
            count = ladder.draw(varyingRandom, probability / upper, all, drawn.places());
        } else {
            double lower = weaker.probability();
            double join = upper > lower ? (probability - lower) / (upper - lower) : 0;
            int joining = ladder.draw(varyingRandom, join, all - weaker.count(), chosen);
            count = join(weaker, all, joining, drawn.places());
        }
        if (stronger == null) {
            drawn.fill(probability, count);
        } else {
            drawn.fill(probability, count, stronger);
        }
        return drawn;
    }

    /** A set that is not in use; those of the step before are free again. */
    private EventSet unused() {
        if (used == pool.size()) {
            pool.add(new EventSet(size));
        }
        return pool.get(used++);
    }

    /**
     * The members of the weaker set, and after them those of the other neurons of the stronger one that were chosen.
     *
     * @param all size of the stronger set
     * @param places in the stronger set, the result
     * @return their number
     */
    private int join(EventSet weaker, int all, int joining, int[] places) {
        int[] members = weaker.places();
        int count = weaker.count();
        for (int i = 0; i < count; i++) {
            places[i] = members[i];
            free[members[i]] = 0;
            // From now on the next larger set is the one that is being made.
            members[i] = i;
        }
        listFree(all);
        for (int i = 0; i < count; i++) {
            free[places[i]] = 1;
        }
        for (int i = 0; i < joining; i++) {
            places[count + i] = candidates[chosen[i]];
        }
        return count + joining;
    }

    private void listFree(int all) {
        int listed = 0;
        for (int place = 0; place < all; place++) {
            candidates[listed] = place;
            listed += free[place];
        }
    }
}
