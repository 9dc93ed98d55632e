package org.cb1network.stages.network.spec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.cb1network.engine.stage.ProblemReport;

/**
 * A network as it is simulated: the model, what its afferents do, and the connections that are given one by one. Immutable. Make one
 * of a model, or with {@link #builder(double)}; derive others with the {@code with} methods.
 *
 * <p>Anything may be put into it; {@link #problems()} says what keeps it from being simulated.
 *
 * @param model populations, afferents, projections; spikes are recorded and delivered in the order of its maps
 * @param stimuli what each afferent does; one that is left out fires at the rate that the model gives it
 * @param connections synapses in place of those that would be drawn, by projection
 * @param currents that are injected into neurons of a population, by its name
 */
public record Network(
        NetworkModel model,
        Map<String, Stimulus> stimuli,
        Map<Pathway, ExplicitConnections> connections,
        Map<String, CurrentStimulus> currents) {

    private static final double MS_PER_S = 1000;

    /** Copies the maps, and completes the stimuli. */
    public Network {
        Map<String, Stimulus> complete = new LinkedHashMap<>();
        model.afferents().forEach((name, afferent) -> complete.put(name, new ConstantRate(afferent.rateHz())));
        complete.putAll(stimuli);
        stimuli = Collections.unmodifiableMap(complete);
        connections = Collections.unmodifiableMap(new LinkedHashMap<>(connections));
        currents = Collections.unmodifiableMap(new LinkedHashMap<>(currents));
    }

    /** A network without injected currents. */
    public Network(NetworkModel model, Map<String, Stimulus> stimuli, Map<Pathway, ExplicitConnections> connections) {
        this(model, stimuli, connections, Map.of());
    }

    /** An empty network with this time step in ms, independent noise. */
    public static NetworkBuilder builder(double timeStepMs) {
        return new NetworkBuilder(timeStepMs);
    }

    /** Time step of the forward Euler integration in ms. */
    public double stepMs() {
        return model.timeStepMs();
    }

    /** The names of the populations, in order. */
    public List<String> populations() {
        return List.copyOf(model.populations().keySet());
    }

    /** The names of the afferents, in order. */
    public List<String> afferents() {
        return List.copyOf(model.afferents().keySet());
    }

    /** The names of the receptors, in order. */
    public List<String> receptors() {
        return List.copyOf(model.receptors().keySet());
    }

    /**
     * The population of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Population population(String name) {
        return find(name, model.populations(), "population");
    }

    /**
     * The afferent of a name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Afferent afferent(String name) {
        return find(name, model.afferents(), "afferent");
    }

    /**
     * The place of a population in {@link #populations()}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public int indexOfPopulation(String name) {
        population(name);
        return populations().indexOf(name);
    }

    /**
     * The place of an afferent in {@link #afferents()}.
     *
     * @throws IllegalArgumentException if there is none
     */
    public int indexOfAfferent(String name) {
        afferent(name);
        return afferents().indexOf(name);
    }

    /**
     * What an afferent does.
     *
     * @throws IllegalArgumentException if there is no such afferent
     */
    public Stimulus stimulus(String afferent) {
        return find(afferent, stimuli, "afferent");
    }

    /**
     * The projection of a pathway.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Projection projection(Pathway pathway) {
        return find(pathway, model.projections(), "projection");
    }

    private static <K, V> V find(K name, Map<K, V> map, String kind) {
        V found = map.get(name);
        if (found == null) {
            throw new IllegalArgumentException("there is no " + kind + " " + name + "; there are " + map.keySet());
        }
        return found;
    }

    /** The projections from populations, in order, without those that connect nothing. */
    public List<Pathway> recurrentPathways() {
        return pathways(pathway -> !isAfferent(pathway) && connects(pathway));
    }

    private boolean connects(Pathway pathway) {
        return connections.containsKey(pathway)
                || projection(pathway).connect().isPresent()
                || probability(pathway) != 0;
    }

    /** The projections from afferents, in order. */
    public List<Pathway> afferentPathways() {
        return pathways(this::isAfferent);
    }

    private List<Pathway> pathways(Predicate<Pathway> which) {
        List<Pathway> found = new ArrayList<>();
        for (Pathway pathway : model.projections().keySet()) {
            if (which.test(pathway)) {
                found.add(pathway);
            }
        }
        return List.copyOf(found);
    }

    private boolean isAfferent(Pathway pathway) {
        return model.afferents().containsKey(pathway.pre());
    }

    /** The name of the receptor that a projection acts on. */
    public String receptor(Pathway pathway) {
        return projection(pathway).receptor().orElseGet(() -> model.released(pathway.pre()));
    }

    /** The receptors that a projection acts on, each with the fraction of the weight that acts there. */
    public Map<String, Double> receptorsOf(Pathway pathway) {
        Map<String, Double> fractions = new LinkedHashMap<>();
        fractions.put(receptor(pathway), 1.0);
        projection(pathway).coReceptors().ifPresent(fractions::putAll);
        return fractions;
    }

    /** The connection probability of a projection; 0 where another rule connects. */
    double probability(Pathway pathway) {
        return projection(pathway).probability().orElse(0.0);
    }

    /** The receptor that a projection acts on. */
    public Receptor receptorOf(Pathway pathway) {
        return find(receptor(pathway), model.receptors(), "receptor");
    }

    /** The weight of a projection in the unit of its receptor; 0 where each synapse or event has its own. */
    public double weight(Pathway pathway) {
        return projection(pathway).weight(receptorOf(pathway)).orElse(0.0);
    }

    /** The rule by which a projection connects; what the model's {@code probability} stands for is written out. */
    public Connect rule(Pathway pathway) {
        Projection projection = projection(pathway);
        if (projection.connect().isPresent()) {
            return projection.connect().get();
        }
        return model.connectionProbability() == ConnectionProbability.IN_DEGREE
                ? new Connect.InDegree((int) Math.floor(probability(pathway) * preSize(pathway)), true, false)
                : new Connect.Pairs(probability(pathway), false);
    }

    /** Number of neurons of the population or afferent that a projection comes from. */
    public int preSize(Pathway pathway) {
        return isAfferent(pathway)
                ? afferent(pathway.pre()).size()
                : population(pathway.pre()).size();
    }

    /** Whether a projection comes from an afferent whose neurons spike one by one. */
    public boolean hasSharedSources(Pathway pathway) {
        return isAfferent(pathway) && afferent(pathway.pre()).sources() == AfferentSources.SHARED;
    }

    /** How many events a target neuron of a projection from an afferent may receive in a step. */
    public EventStatistics statistics(Pathway pathway) {
        return afferent(pathway.pre()).statistics();
    }

    /**
     * Of a projection from an afferent with independent sources: the mean number of events per neuron and step, per Hz of the afferent's
     * rate.
     */
    public double eventsPerHz(Pathway pathway) {
        Projection projection = projection(pathway);
        // Multiplied in this order since the first version: the last bit decides about events.
        double inDegreeTimesStep = projection.connect().isPresent()
                ? stepMs() * meanInDegree(pathway)
                : stepMs() * probability(pathway) * preSize(pathway);
        return inDegreeTimesStep / MS_PER_S * projection.release();
    }

    /** Number of post-synaptic neurons that a projection reaches. */
    public int targets(Pathway pathway) {
        int size = population(pathway.post()).size();
        return projection(pathway)
                .neurons()
                .map(neurons -> neurons.below(size).length)
                .orElse(size);
    }

    /** Mean number of synapses of a post-synaptic neuron that a projection reaches; 0 where they are listed. */
    public double meanInDegree(Pathway pathway) {
        Connect rule = rule(pathway);
        if (isAfferent(pathway) && projection(pathway).connect().isEmpty()) {
            return probability(pathway) * preSize(pathway);
        }
        if (rule instanceof Connect.InDegree inDegree) {
            return inDegree.number();
        }
        if (rule instanceof Connect.Pairs pairs) {
            return pairs.probability() * preSize(pathway);
        }
        if (rule instanceof Connect.Total total) {
            int postSize = targets(pathway);
            return (double) total.number(preSize(pathway), postSize) / postSize;
        }
        return rule instanceof Connect.AllToAll ? preSize(pathway) : rule instanceof Connect.OneToOne ? 1 : 0;
    }

    /** Everything that keeps this network from being simulated, one sentence each; empty if it can be. */
    public List<String> problems() {
        return NetworkCheck.problems(this);
    }

    /** Reports what is wrong with the stimuli, explicit connections and the size of a network whose model has no problems. */
    public void checkInput(ProblemReport report) {
        NetworkCheck.checkInput(this, report);
    }

    /**
     * This network, if it can be simulated.
     *
     * @throws InvalidNetworkException with all {@link #problems()}, if there are any
     */
    public Network validated() {
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            throw new InvalidNetworkException(problems);
        }
        return this;
    }

    /** Number of synapses that are simulated one by one; of projections that draw pairs, the mean. */
    public long synapses() {
        return synapsePathways().stream().mapToLong(this::synapses).sum();
    }

    /** The projections whose synapses are simulated one by one, in order. */
    public List<Pathway> synapsePathways() {
        return pathways(pathway -> (!isAfferent(pathway) || hasSharedSources(pathway)) && connects(pathway));
    }

    /** Number of synapses of a projection; where pairs are drawn, the mean. */
    public long synapses(Pathway pathway) {
        ExplicitConnections given = connections.get(pathway);
        if (given != null) {
            return given.count();
        }
        // The synapses of a file that is not read yet are not counted.
        return (long) (meanInDegree(pathway) * targets(pathway));
    }

    /** About how much memory a simulation of this network takes, in bytes, recordings not counted. */
    public long memoryBytes() {
        long perNeuron = 8L * (4 + model.receptors().size()) + 24;
        long bytes = paddedNeurons() * perNeuron;
        long building = 0;
        Map<String, Long> joined = new LinkedHashMap<>();
        for (Pathway pathway : synapsePathways()) {
            Projection projection = projection(pathway);
            long synapses = synapses(pathway);
            bytes += components(pathway) * (synapses * bytesPerSynapse(projection) + 4L * rows(pathway));
            long made = synapses / (1 + synapses / Portion.MOST_SYNAPSES);
            if (projection.differsInWeightsAndDelays()) {
                // While a bundle is made, all of its projections are there, too.
                made = Math.min(Portion.MOST_SYNAPSES, joined.merge(pathway.pre(), made, Long::sum));
            }
            building = Math.max(building, made * (bytesPerSynapse(projection) + 4));
        }
        return bytes + building;
    }

    /** How many conductances, currents or steps of the potential an event of a projection acts on; a rise is one more. */
    private long components(Pathway pathway) {
        long components = components(receptor(pathway));
        for (String further : projection(pathway).coReceptors().orElse(Map.of()).keySet()) {
            components += components(further);
        }
        return components;
    }

    private int components(String receptor) {
        return find(receptor, model.receptors(), "receptor") instanceof Receptor.Conductance conductance
                        && conductance.riseMs().isPresent()
                ? 2
                : 1;
    }

    /** A target takes four bytes, and a weight of its own eight, or four in a bundle. */
    private static long bytesPerSynapse(Projection projection) {
        boolean listed = projection.connect().orElse(null) instanceof Connect.Listed;
        return projection.differsInWeightsAndDelays()
                ? 8
                : listed || projection.weightSpread().isPresent() ? 12 : 4;
    }

    /** About how many rows of synapses a projection has, one for each neuron and delay: up to three times the mean of distributed ones. */
    long rows(Pathway pathway) {
        Projection projection = projection(pathway);
        long delays = projection.delaySpread().isPresent()
                ? 1 + (long) (3 * projection.delayMs().orElse(0.0) / stepMs())
                : 1;
        return preSize(pathway) * delays;
    }

    /** At most how many neurons the populations count for, since a simulation keeps them in blocks. */
    long paddedNeurons() {
        long neurons = 0;
        for (Population population : model.populations().values()) {
            neurons += population.size() + 512L;
        }
        return neurons;
    }

    /** The same with another kind of noise. */
    public Network withNoise(AfferentNoise noise) {
        return NetworkBuilder.from(this).noise(noise).build();
    }

    /** The same with one afferent doing something else. */
    public Network withStimulus(String afferent, Stimulus stimulus) {
        stimulus(afferent);
        Map<String, Stimulus> changed = new LinkedHashMap<>(stimuli);
        changed.put(afferent, stimulus);
        return new Network(model, changed, connections, currents);
    }

    /**
     * The same with another description of one projection, such as {@code CB1Inh -> L4Exc}.
     *
     * @throws IllegalArgumentException if there is no such projection
     */
    public Network withProjection(String pathway, UnaryOperator<Projection> change) {
        Pathway changed = Pathway.parse(pathway);
        Map<Pathway, Projection> projections = new LinkedHashMap<>(model.projections());
        projections.put(changed, change.apply(projection(changed)));
        return with(model.populations(), projections);
    }

    private Network with(Map<String, Population> populations, Map<Pathway, Projection> projections) {
        NetworkModel changed = new NetworkModel(
                model.timeStepMs(),
                model.connectionProbability(),
                model.afferentNoise(),
                model.receptors(),
                populations,
                model.afferents(),
                projections);
        return new Network(changed, stimuli, connections, currents);
    }

    /** The same with synapses of one projection that are given one by one. */
    public Network withConnections(Pathway pathway, ExplicitConnections given) {
        projection(pathway);
        Map<Pathway, ExplicitConnections> changed = new LinkedHashMap<>(connections);
        changed.put(pathway, given);
        return new Network(model, stimuli, changed, currents);
    }

    /** The part of this network that consists of these populations, what projects among them, and the afferents. */
    public Network restrictedTo(Collection<String> names) {
        Map<String, Population> kept = new LinkedHashMap<>(model.populations());
        kept.keySet().retainAll(names);
        Map<Pathway, Projection> between = new LinkedHashMap<>(model.projections());
        between.keySet()
                .removeIf(pathway ->
                        !kept.containsKey(pathway.post()) || !(isAfferent(pathway) || kept.containsKey(pathway.pre())));
        return with(kept, between);
    }
}
