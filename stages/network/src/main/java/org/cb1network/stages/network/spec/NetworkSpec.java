package org.cb1network.stages.network.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A network, complete and immutable. Make one with {@link #builder(double)}; derive others with the {@code with} methods.
 *
 * <p>Anything may be put into it; {@link #problems()} says what keeps it from being simulated.
 *
 * @param condition a label for messages, of no consequence for the simulation
 * @param stepMs time step of the forward Euler integration in ms
 * @param receptors kinds of conductance
 * @param populations neurons; spikes are recorded and delivered in this order
 * @param projections synapses between them
 * @param afferents input from outside
 * @param afferentProjections where the input goes
 * @param noise how random events of different afferent projections go together
 */
public record NetworkSpec(
        String condition,
        double stepMs,
        List<Receptor> receptors,
        List<Population> populations,
        List<Projection> projections,
        List<Afferent> afferents,
        List<AfferentProjection> afferentProjections,
        AfferentNoise noise) {

    /** Copies the lists. */
    public NetworkSpec {
        receptors = List.copyOf(receptors);
        populations = List.copyOf(populations);
        projections = List.copyOf(projections);
        afferents = List.copyOf(afferents);
        afferentProjections = List.copyOf(afferentProjections);
    }

    /** An empty network with this time step in ms, shared noise. */
    public static Builder builder(double stepMs) {
        return new Builder(stepMs);
    }

    /** Everything that keeps this network from being simulated, one sentence each; empty if it can be. */
    public List<String> problems() {
        return new NetworkCheck(this).problems();
    }

    /**
     * This network, if it can be simulated.
     *
     * @throws InvalidNetworkException with all {@link #problems()}, if there are any
     */
    public NetworkSpec validated() {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new InvalidNetworkException(condition, problems);
        }
        return this;
    }

    /** Number of synapses between the populations. */
    public long synapses() {
        return projections.stream().mapToLong(this::synapses).sum();
    }

    private long synapses(Projection projection) {
        if (projection.connectivity() instanceof FixedInDegree fixed) {
            return (long) fixed.inDegree(population(projection.pre()).size())
                    * population(projection.post()).size();
        }
        return ((ExplicitConnections) projection.connectivity()).count();
    }

    /**
     * About how much memory a simulation of this network takes, in bytes, recordings not counted.
     */
    public long memoryBytes() {
        long neurons = paddedNeurons();
        long perNeuron = 8L * (4 + receptors.size()) + 24;
        long largest = projections.stream().mapToLong(this::synapses).max().orElse(0);
        return neurons * perNeuron + 4 * synapses() + 4 * largest + 4L * neurons * projections.size();
    }

    /** At most how many neurons the populations count for, since a simulation keeps them in blocks. */
    long paddedNeurons() {
        return populations.stream().mapToLong(p -> p.size() + 512L).sum();
    }

    /** Probability of an event of an afferent projection per neuron and step, per Hz of the afferent's rate. */
    public double eventsPerHz(AfferentProjection projection) {
        return stepMs
                * projection.probability()
                * afferent(projection.afferent()).size()
                / 1000;
    }

    /**
     * The population of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Population population(String name) {
        return populations.get(indexOfPopulation(name));
    }

    /**
     * The place of a population in {@link #populations()}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public int indexOfPopulation(String name) {
        return indexOf(name, populations.stream().map(Population::name).toList(), "population");
    }

    /**
     * The afferent of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Afferent afferent(String name) {
        return afferents.get(
                indexOf(name, afferents.stream().map(Afferent::name).toList(), "afferent"));
    }

    /**
     * The receptor of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Receptor receptor(String name) {
        return receptors.get(
                indexOf(name, receptors.stream().map(Receptor::name).toList(), "receptor"));
    }

    /**
     * The projection between populations of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Projection projection(String name) {
        return projections.get(
                indexOf(name, projections.stream().map(Projection::name).toList(), "projection"));
    }

    private static int indexOf(String name, List<String> names, String kind) {
        int index = names.indexOf(name);
        if (index < 0) {
            throw new IllegalArgumentException("there is no " + kind + " " + name + "; there are " + names);
        }
        return index;
    }

    /** The same under another label. */
    public NetworkSpec withCondition(String label) {
        return new NetworkSpec(
                label, stepMs, receptors, populations, projections, afferents, afferentProjections, noise);
    }

    /** The same with another kind of noise. */
    public NetworkSpec withNoise(AfferentNoise newNoise) {
        return new NetworkSpec(
                condition, stepMs, receptors, populations, projections, afferents, afferentProjections, newNoise);
    }

    /** The same with one afferent doing something else. */
    public NetworkSpec withStimulus(String afferent, Stimulus stimulus) {
        Afferent old = afferent(afferent);
        List<Afferent> changed = replaced(afferents, old, a -> new Afferent(a.name(), a.size(), stimulus));
        return new NetworkSpec(
                condition, stepMs, receptors, populations, projections, changed, afferentProjections, noise);
    }

    /** The same with one more afferent and its projections. */
    public NetworkSpec withAfferent(Afferent afferent, AfferentProjection... itsProjections) {
        List<Afferent> allAfferents = new ArrayList<>(afferents);
        allAfferents.add(afferent);
        List<AfferentProjection> allProjections = new ArrayList<>(afferentProjections);
        allProjections.addAll(List.of(itsProjections));
        return new NetworkSpec(
                condition, stepMs, receptors, populations, projections, allAfferents, allProjections, noise);
    }

    /**
     * The same with another connection probability of one projection, recurrent or afferent.
     *
     * @param name such as "CB1Inh->L4Exc"
     * @throws IllegalArgumentException if there is no such projection, or if its connections are explicit
     */
    public NetworkSpec withConnectionProbability(String name, double probability) {
        if (isAfferent(name)) {
            return withAfferentProjection(name, p -> p.withProbability(probability));
        }
        if (projection(name).connectivity() instanceof ExplicitConnections) {
            throw new IllegalArgumentException("projection " + name + " has explicit connections, no probability");
        }
        return withProjection(name, p -> p.withConnectivity(new FixedInDegree(probability)));
    }

    /** The same with explicit connections of one projection. */
    public NetworkSpec withConnections(String name, ExplicitConnections connections) {
        return withProjection(name, p -> p.withConnectivity(connections));
    }

    /** The same with another release probability of one projection between populations. */
    public NetworkSpec withReleaseProbability(String name, double probability) {
        return withProjection(name, p -> p.withReleaseProbability(probability));
    }

    /** The same with another weight (nS) of one projection, recurrent or afferent. */
    public NetworkSpec withWeightNs(String name, double weightNs) {
        return isAfferent(name)
                ? withAfferentProjection(name, p -> p.withWeightNs(weightNs))
                : withProjection(name, p -> p.withWeightNs(weightNs));
    }

    /** The part of this network that consists of these populations, what projects among them, and their afferents. */
    public NetworkSpec restrictedTo(Collection<String> populationNames) {
        populationNames.forEach(this::indexOfPopulation);
        return new NetworkSpec(
                condition,
                stepMs,
                receptors,
                populations.stream()
                        .filter(p -> populationNames.contains(p.name()))
                        .toList(),
                projections.stream()
                        .filter(p -> populationNames.contains(p.pre()) && populationNames.contains(p.post()))
                        .toList(),
                afferents,
                afferentProjections.stream()
                        .filter(p -> populationNames.contains(p.target()))
                        .toList(),
                noise);
    }

    private boolean isAfferent(String projection) {
        return afferentProjections.stream().anyMatch(p -> p.name().equals(projection));
    }

    private NetworkSpec withProjection(String name, UnaryOperator<Projection> change) {
        List<Projection> changed = replaced(projections, projection(name), change);
        return new NetworkSpec(
                condition, stepMs, receptors, populations, changed, afferents, afferentProjections, noise);
    }

    private NetworkSpec withAfferentProjection(String name, UnaryOperator<AfferentProjection> change) {
        List<AfferentProjection> changed = afferentProjections.stream()
                .map(p -> p.name().equals(name) ? change.apply(p) : p)
                .toList();
        return new NetworkSpec(condition, stepMs, receptors, populations, projections, afferents, changed, noise);
    }

    private static <T> List<T> replaced(List<T> list, T old, UnaryOperator<T> change) {
        return list.stream().map(x -> x.equals(old) ? change.apply(x) : x).toList();
    }

    /** Collects the parts of a network. */
    public static final class Builder {
        private final double stepMs;
        private String condition = "";
        private AfferentNoise noise = AfferentNoise.SHARED;
        private final List<Receptor> receptors = new ArrayList<>();
        private final List<Population> populations = new ArrayList<>();
        private final List<Projection> projections = new ArrayList<>();
        private final List<Afferent> afferents = new ArrayList<>();
        private final List<AfferentProjection> afferentProjections = new ArrayList<>();

        private Builder(double stepMs) {
            this.stepMs = stepMs;
        }

        /** Label for messages. */
        public Builder condition(String label) {
            condition = label;
            return this;
        }

        /** How random events of different afferent projections go together. */
        public Builder noise(AfferentNoise afferentNoise) {
            noise = afferentNoise;
            return this;
        }

        /** Adds a receptor. */
        public Builder receptor(String name, double reversalMv, double decayMs) {
            receptors.add(new Receptor(name, reversalMv, decayMs));
            return this;
        }

        /** Adds a population. */
        public Builder population(Population population) {
            populations.add(population);
            return this;
        }

        /** Adds a projection. */
        public Builder projection(Projection projection) {
            projections.add(projection);
            return this;
        }

        /** Adds a projection with drawn connections that transmits every spike. */
        public Builder projection(String pre, String post, String receptor, double weightNs, double probability) {
            return projection(pre, post, receptor, weightNs, probability, 1);
        }

        /** Adds a projection with drawn connections. */
        public Builder projection(
                String pre,
                String post,
                String receptor,
                double weightNs,
                double probability,
                double releaseProbability) {
            return projection(
                    new Projection(pre, post, receptor, weightNs, releaseProbability, new FixedInDegree(probability)));
        }

        /** Adds an afferent. */
        public Builder afferent(String name, int size, Stimulus stimulus) {
            afferents.add(new Afferent(name, size, stimulus));
            return this;
        }

        /** Adds a projection of an afferent. */
        public Builder afferentProjection(
                String afferent, String target, String receptor, double weightNs, double probability) {
            afferentProjections.add(new AfferentProjection(afferent, target, receptor, weightNs, probability));
            return this;
        }

        /** The network, not yet checked. */
        public NetworkSpec build() {
            return new NetworkSpec(
                    condition, stepMs, receptors, populations, projections, afferents, afferentProjections, noise);
        }
    }
}
