package org.cb1network.stages.network.kernel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.cb1network.engine.stage.DataFile;
import org.cb1network.engine.stage.Indices;
import org.cb1network.stages.network.neuron.AdaptiveExponential;
import org.cb1network.stages.network.neuron.ExponentialIntegrateAndFire;
import org.cb1network.stages.network.random.Spread;
import org.cb1network.stages.network.spec.Afferent;
import org.cb1network.stages.network.spec.AfferentSources;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.CurrentStimulus;
import org.cb1network.stages.network.spec.EventList;
import org.cb1network.stages.network.spec.EventStatistics;
import org.cb1network.stages.network.spec.ExplicitConnections;
import org.cb1network.stages.network.spec.ExplicitEvents;
import org.cb1network.stages.network.spec.InitialPotential;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.NetworkBuilder;
import org.cb1network.stages.network.spec.NeuronSpread;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.cb1network.stages.network.spec.Receptor;
import org.cb1network.stages.network.spec.ShortTermPlasticity;
import org.cb1network.stages.network.spec.SpikeTimes;

/**
 * Networks in which everything occurs together that a description allows, but for what is drawn at every step. Spreads are so narrow that
 * they change nothing but the way of the computation.
 */
final class RandomNetworks {
    private static final double STEP_MS = 0.1;
    private static final double NARROW = 1e-12;
    private static final int LONGEST_DELAY = 40;
    /** Neurons from which on a step is worth a second thread. */
    private static final int LARGE = 9000;

    private static final List<String> RECEPTORS =
            List.of("ampa", "ampa2", "gaba", "nmda", "current", "current2", "jump");

    private final SplittableRandom random;
    private final int steps;

    RandomNetworks(long seed, int steps) {
        this.random = new SplittableRandom(seed);
        this.steps = steps;
    }

    /** The next network, valid and with synapses. */
    Network next() {
        NetworkBuilder builder = Network.builder(STEP_MS);
        receptors(builder);
        Map<String, Integer> sizes = new LinkedHashMap<>();
        int populations = 1 + random.nextInt(4);
        boolean large = random.nextInt(8) == 0;
        for (int p = 0; p < populations; p++) {
            int size = large && p == 0 ? LARGE : size();
            sizes.put("P" + p, size);
            builder.population("P" + p, population(size, large && p == 0));
            if (random.nextInt(5) > 0) {
                builder.current("P" + p, current(size));
            }
        }
        List<String> posts = List.copyOf(sizes.keySet());
        Map<Pathway, ExplicitConnections> given = new LinkedHashMap<>();
        for (String pre : posts) {
            project(pre, sizes.get(pre), posts, sizes, builder, given, false);
        }
        if (random.nextBoolean()) {
            int size = size();
            Afferent sources = new Afferent(size, pick(RECEPTORS), 0, EventStatistics.POISSON, AfferentSources.SHARED);
            builder.afferent("X", sources, new SpikeTimes(events(size, 1)));
            project("X", size, posts, sizes, builder, given, true);
        }
        if (random.nextBoolean()) {
            Map<String, EventList> events = new LinkedHashMap<>();
            String releases = pick(RECEPTORS);
            for (String post : posts) {
                if (random.nextBoolean()) {
                    events.put(post, events(sizes.get(post), scale(releases)));
                    builder.projection("Y", post, Projection.of(new Connect.Events()));
                }
            }
            builder.afferent("Y", new Afferent(10, releases, 0), ExplicitEvents.of(events));
        }
        Network network = builder.build();
        for (Map.Entry<Pathway, ExplicitConnections> entry : given.entrySet()) {
            network = network.withConnections(entry.getKey(), entry.getValue());
        }
        return network.validated();
    }

    private void receptors(NetworkBuilder builder) {
        builder.receptor("ampa", new Receptor.Conductance(0, 5));
        builder.receptor("ampa2", new Receptor.Conductance(0, random.nextBoolean() ? 5 : 2));
        builder.receptor("gaba", new Receptor.Conductance(-80, 10));
        builder.receptor("nmda", new Receptor.Conductance(0, 40, Optional.of(random.nextBoolean() ? 5.0 : 2.0)));
        builder.receptor("current", new Receptor.Current(3));
        builder.receptor("current2", new Receptor.Current(random.nextBoolean() ? 3 : 8));
        builder.receptor("jump", new Receptor.Delta());
    }

    private int size() {
        return random.nextInt(3) == 0 ? 1 + random.nextInt(5) : 1 + random.nextInt(150);
    }

    private Population population(int size, boolean expensive) {
        double refractoryMs = pick(List.of(0.0, 0.1, 0.2, 2.0, 5.0));
        Population population = new Population(size, pick(RECEPTORS), 10, 200, -70, -65, -50, refractoryMs);
        int model = expensive ? 0 : random.nextInt(4);
        if (model == 0) {
            population = population.withNeuron(new AdaptiveExponential(2, -55, 2, 30, 50));
            population = random.nextBoolean() ? population.withInitialAdaptation(20) : population;
        } else if (model == 1) {
            population = population.withNeuron(new ExponentialIntegrateAndFire(2, -55));
        }
        if (random.nextInt(4) == 0) {
            population = population.withSpread(
                    new NeuronSpread(Optional.empty(), Optional.empty(), Optional.empty(), narrow(), Optional.empty()));
        }
        if (random.nextBoolean()) {
            population = population.withInitial(new InitialPotential.Uniform(-75, -52));
        }
        return random.nextInt(3) == 0
                ? population.withInitialConductances(Map.of(pick(List.of("ampa", "gaba", "ampa2")), 3.0))
                : population;
    }

    private static Optional<Spread> narrow() {
        return Optional.of(new Spread.Uniform(NARROW));
    }

    private CurrentStimulus current(int size) {
        List<Double> currentsPa = List.of(random.nextInt(500) / 1.0, random.nextInt(500) - 100.0);
        List<Double> timesMs = List.of(random.nextInt(30) / 10.0, 10 + random.nextInt(50) / 10.0);
        return new CurrentStimulus(
                timesMs,
                currentsPa,
                Optional.empty(),
                random.nextInt(3) == 0 ? Optional.of(range(size)) : Optional.empty());
    }

    private Indices range(int size) {
        int first = random.nextInt(size);
        return Indices.of(new Indices.Span(first, first + random.nextInt(size - first)));
    }

    private EventList events(int neurons, double scale) {
        int count = random.nextInt(200);
        return new EventList(
                random.ints(count, 0, neurons).toArray(),
                random.ints(count, 0, steps).toArray(),
                random.ints(count, 1, 9).mapToDouble(i -> i / 8.0 * scale).toArray());
    }

    private void project(
            String pre,
            int preSize,
            List<String> posts,
            Map<String, Integer> sizes,
            NetworkBuilder builder,
            Map<Pathway, ExplicitConnections> given,
            boolean afferent) {
        for (String post : posts) {
            if (random.nextInt(4) == 0) {
                continue;
            }
            Projection projection = random.nextInt(6) == 0
                    ? listed(new Pathway(pre, post), preSize, sizes.get(post), given)
                    : drawn(pre, preSize, post, sizes.get(post), afferent);
            builder.projection(pre, post, random.nextInt(8) == 0 ? projection.withRelease(0) : projection);
        }
    }

    private Projection listed(Pathway pathway, int preSize, int postSize, Map<Pathway, ExplicitConnections> given) {
        int count = random.nextInt(300);
        String receptor = pick(RECEPTORS);
        given.put(
                pathway,
                new ExplicitConnections(
                        random.ints(count, 0, preSize).toArray(),
                        random.ints(count, 0, postSize).toArray(),
                        random.ints(count, 1, 9)
                                .mapToDouble(i -> i / 8.0 * scale(receptor))
                                .toArray(),
                        random.ints(count, 0, random.nextBoolean() ? 1 : LONGEST_DELAY)
                                .toArray()));
        Projection projection = Projection.of(new Connect.Listed(new DataFile(Path.of("list.csv"), "")))
                .withReceptor(receptor);
        return random.nextInt(3) == 0 ? plastic(projection) : projection;
    }

    private Projection drawn(String pre, int preSize, String post, int postSize, boolean afferent) {
        Optional<Indices> reached =
                afferent && random.nextInt(3) == 0 ? Optional.of(range(postSize)) : Optional.empty();
        int targets = reached.map(indices -> indices.below(postSize).length).orElse(postSize);
        String receptor = pick(RECEPTORS);
        Projection projection = weighted(Projection.of(rule(preSize, targets, pre.equals(post))), receptor)
                .withReceptor(receptor);
        boolean delayed = random.nextInt(3) > 0;
        if (delayed) {
            projection = projection.withDelayMs((1 + random.nextInt(LONGEST_DELAY)) / 10.0);
        }
        projection = projection.withSpread(
                random.nextBoolean() ? narrow() : Optional.empty(),
                delayed && random.nextBoolean() ? narrow() : Optional.empty());
        if (random.nextInt(4) == 0) {
            projection = projection.withCoReceptors(coReceptor(receptor));
        }
        projection = random.nextInt(4) == 0 ? plastic(projection) : projection;
        return projection.withNeurons(reached);
    }

    private Map<String, Double> coReceptor(String first) {
        return switch (first) {
            case "current" -> Map.of("current2", 0.5);
            case "current2" -> Map.of("current", 1.0);
            case "ampa" -> random.nextBoolean() ? Map.of("ampa2", 0.5) : Map.of("nmda", 0.25, "ampa2", 1.0);
            case "jump" -> Map.of();
            default -> Map.of("ampa", 0.5);
        };
    }

    private Projection weighted(Projection projection, String receptor) {
        double weight = (1 + random.nextInt(8)) / 8.0 * scale(receptor);
        return switch (receptor) {
            case "current", "current2" -> projection.withCurrentPa(random.nextBoolean() ? weight : -weight);
            case "jump" -> projection.withJumpMv(random.nextBoolean() ? weight : -weight);
            default -> projection.withWeightNs(weight);
        };
    }

    /** The weight of a strong synapse: a few of them bring a neuron to its threshold. */
    private static double scale(String receptor) {
        return switch (receptor) {
            case "current", "current2" -> 64;
            case "jump" -> 4;
            default -> 8;
        };
    }

    private Projection plastic(Projection projection) {
        return projection.withPlasticity(
                new ShortTermPlasticity(0.4, 30, random.nextBoolean() ? Optional.of(20.0) : Optional.empty()));
    }

    private Connect rule(int preSize, int targets, boolean within) {
        boolean autapses = within && (preSize == 1 || random.nextBoolean());
        boolean many = (long) preSize * targets > 30_000;
        List<Connect> rules = new ArrayList<>();
        double synapses = targets == LARGE ? 60_000 : 20_000;
        rules.add(new Connect.Pairs(Math.min(0.5, synapses / preSize / targets), autapses));
        int others = within && !autapses ? preSize - 1 : preSize;
        int inDegree = random.nextInt(Math.min(5, others + 1));
        rules.add(new Connect.InDegree(inDegree, random.nextBoolean(), autapses));
        rules.add(new Connect.Total(Optional.of((long) random.nextInt(500)), Optional.empty(), autapses));
        if (!many) {
            rules.add(new Connect.AllToAll(autapses));
        }
        if (preSize == targets) {
            rules.add(new Connect.OneToOne());
        }
        return pick(rules);
    }

    private <T> T pick(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
