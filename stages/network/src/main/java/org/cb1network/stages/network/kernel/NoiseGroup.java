package org.cb1network.stages.network.kernel;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.cb1network.stages.network.random.BernoulliMask;
import org.cb1network.stages.network.random.BinomialLadder;
import org.cb1network.stages.network.random.RandomOrder;
import org.cb1network.stages.network.random.RandomStream;
import org.jspecify.annotations.Nullable;

/**
 * Afferent projections that share their noise: those onto populations of one size, or a single projection.
 *
 * <p>The published code compares one uniform number per neuron with the probability of each projection, so the sets of neurons with an
 * event are nested: they are the beginnings of one order, that of the numbers. Here a random order is drawn as far as the largest set
 * reaches, and for each projection the number of its first neurons with an event. That number is binomial: out of all neurons for the
 * first projection; for a projection of probability p between a weaker one of probability q with k neurons and a stronger one of
 * probability r with m neurons, it is k plus a binomial number out of the other m - k with probability (p - q) / (r - q).
 */
final class NoiseGroup {
    private final int size;
    private final Function<double[], ConstantEvents> constantEvents;
    private final RandomStream random;
    /** Most probable first. */
    private final List<Link> constant = new ArrayList<>();

    private final List<Link> varying = new ArrayList<>();
    private @Nullable ConstantEvents events;
    private final BinomialLadder ladder;
    private final RandomOrder order;

    /** Noise of the constant projections. */
    private double[] constantProbabilities = {};

    private EventTarget[] constantTargets = {};

    /** Probabilities of the projections of this step so far, descending, and the number of neurons of each. */
    private double[] probabilities = {};

    private int[] counts = {};
    private int projections;
    private long delivered;

    /**
     * One projection.
     *
     * @param probability of an event per neuron and step; of a varying one, per Hz of its rate
     */
    private record Link(String name, int afferent, double probability, EventTarget target) {}

    /**
     * Creates a group without projections.
     *
     * @param size of the target populations
     * @param constantEvents starts the events of projections with the given probabilities, descending
     * @param random stream for projections of varying probability, separate so that they do not affect the others
     */
    NoiseGroup(int size, Function<double[], ConstantEvents> constantEvents, RandomStream random) {
        this.size = size;
        this.constantEvents = constantEvents;
        this.random = random;
        this.ladder = new BinomialLadder(size);
        this.order = new RandomOrder(size);
    }

    /** Adds a projection with the given probability of an event per neuron and step; to be called before the first step. */
    void addConstant(String name, double probability, EventTarget target) {
        if (events != null) {
            throw new IllegalStateException("the events have begun");
        }
        if (probability > 0) {
            constant.add(new Link(name, -1, probability, target));
            constant.sort(Comparator.comparingDouble(Link::probability).reversed());
            constantProbabilities =
                    constant.stream().mapToDouble(Link::probability).toArray();
            constantTargets = constant.stream().map(Link::target).toArray(EventTarget[]::new);
            makeRoom();
        }
    }

    /** Adds a projection of an afferent (an index among the rates) with the given probability per Hz of its rate. */
    void addVarying(String name, int afferent, double probabilityPerHz, EventTarget target) {
        varying.add(new Link(name, afferent, probabilityPerHz, target));
        makeRoom();
    }

    private void makeRoom() {
        probabilities = new double[constant.size() + varying.size()];
        counts = new int[probabilities.length];
    }

    /** Returns the number of events delivered so far. */
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
        propagateConstant();
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

    /** Skips the events of a step in which no varying rate is above 0, because another simulation has delivered them. */
    void pass() {
        drawConstant();
        for (int i = 0; i < projections; i++) {
            delivered += counts[i];
        }
    }

    private void propagateConstant() {
        drawConstant();
        for (int i = 0; i < projections; i++) {
            deliver(constantTargets[i], counts[i]);
        }
    }

    private void drawConstant() {
        order.restart();
        projections = constantProbabilities.length;
        if (projections == 0) {
            return;
        }
        if (events == null) {
            events = constantEvents.apply(constantProbabilities);
        }
        events.next(order, counts);
        System.arraycopy(constantProbabilities, 0, probabilities, 0, projections);
    }

    private void propagateVarying(Link link, double probability) {
        int place = 0;
        while (place < projections && probabilities[place] >= probability) {
            place++;
        }
        int count = projections == 0 ? ladder.draw(random, probability) : drawBetween(place, probability);
        insert(place, probability, count);
        order.extend(random, count);
        deliver(link.target, count);
    }

    private void insert(int place, double probability, int count) {
        System.arraycopy(probabilities, place, probabilities, place + 1, projections - place);
        System.arraycopy(counts, place, counts, place + 1, projections - place);
        probabilities[place] = probability;
        counts[place] = count;
        projections++;
    }

    private int drawBetween(int place, double probability) {
        double upper = place == 0 ? 1 : probabilities[place - 1];
        int most = place == 0 ? size : counts[place - 1];
        double lower = place == projections ? 0 : probabilities[place];
        int least = place == projections ? 0 : counts[place];
        return least + BernoulliMask.count(random, most - least, (probability - lower) / (upper - lower));
    }

    private void deliver(EventTarget target, int count) {
        target.deliver(order, count);
        delivered += count;
    }
}
