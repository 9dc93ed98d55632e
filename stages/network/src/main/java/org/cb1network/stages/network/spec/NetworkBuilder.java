package org.cb1network.stages.network.spec;

import java.util.LinkedHashMap;
import java.util.Map;

/** Collects the parts of a network, for programs that write one down in Java. */
public final class NetworkBuilder {
    private final double timeStepMs;
    private ConnectionProbability connectionProbability = ConnectionProbability.PAIRS;
    private AfferentNoise noise = AfferentNoise.INDEPENDENT;
    private final Map<String, Receptor> receptors = new LinkedHashMap<>();
    private final Map<String, Population> populations = new LinkedHashMap<>();
    private final Map<String, Afferent> afferents = new LinkedHashMap<>();
    private final Map<Pathway, Projection> projections = new LinkedHashMap<>();
    private final Map<String, Stimulus> stimuli = new LinkedHashMap<>();
    private final Map<Pathway, ExplicitConnections> connections = new LinkedHashMap<>();
    private final Map<String, CurrentStimulus> currents = new LinkedHashMap<>();

    NetworkBuilder(double timeStepMs) {
        this.timeStepMs = timeStepMs;
    }

    /** Goes on from a network. */
    public static NetworkBuilder from(Network network) {
        NetworkBuilder builder =
                new NetworkBuilder(network.stepMs()).noise(network.model().afferentNoise());
        builder.connectionProbability = network.model().connectionProbability();
        builder.receptors.putAll(network.model().receptors());
        builder.populations.putAll(network.model().populations());
        builder.afferents.putAll(network.model().afferents());
        builder.projections.putAll(network.model().projections());
        builder.stimuli.putAll(network.stimuli());
        builder.connections.putAll(network.connections());
        builder.currents.putAll(network.currents());
        return builder;
    }

    /** How the events of different afferent projections depend on each other. */
    public NetworkBuilder noise(AfferentNoise afferentNoise) {
        noise = afferentNoise;
        return this;
    }

    /** What the connection probability of a projection between populations means. */
    public NetworkBuilder connectionProbability(ConnectionProbability meaning) {
        connectionProbability = meaning;
        return this;
    }

    /** Adds a receptor of conductances. */
    public NetworkBuilder receptor(String name, double reversalMv, double decayMs) {
        return receptor(name, new Receptor.Conductance(reversalMv, decayMs));
    }

    /** Adds a receptor. */
    public NetworkBuilder receptor(String name, Receptor receptor) {
        return put(receptors, name, receptor);
    }

    /** Adds a population. */
    public NetworkBuilder population(String name, Population population) {
        return put(populations, name, population);
    }

    /** Adds an afferent of Poisson events, independent for each target neuron. */
    public NetworkBuilder afferent(String name, int size, String releases, Stimulus stimulus) {
        return afferent(name, new Afferent(size, releases, 0), stimulus);
    }

    /** Adds an afferent with a stimulus in place of its constant rate. */
    public NetworkBuilder afferent(String name, Afferent afferent, Stimulus stimulus) {
        stimuli.put(name, stimulus);
        return put(afferents, name, afferent);
    }

    /** Adds a current into neurons of a population. */
    public NetworkBuilder current(String population, CurrentStimulus current) {
        return put(currents, population, current);
    }

    /** Adds a projection with drawn connections that transmits every spike. */
    public NetworkBuilder projection(String pre, String post, double weightNs, double probability) {
        return projection(pre, post, weightNs, probability, 1);
    }

    /** Adds a projection with drawn connections. */
    public NetworkBuilder projection(String pre, String post, double weightNs, double probability, double release) {
        return projection(pre, post, Projection.of(probability, weightNs).withRelease(release));
    }

    /** Adds a projection. */
    public NetworkBuilder projection(String pre, String post, Projection projection) {
        return put(projections, new Pathway(pre, post), projection);
    }

    /** Adds a projection with the synapses of which each is given. */
    public NetworkBuilder projection(String pre, String post, double release, ExplicitConnections given) {
        connections.put(new Pathway(pre, post), given);
        return projection(pre, post, 0, 0, release);
    }

    private <K, V> NetworkBuilder put(Map<K, V> map, K name, V value) {
        if (map.put(name, value) != null) {
            throw new IllegalArgumentException(name + " is there twice");
        }
        return this;
    }

    /** The network, not yet checked. */
    public Network build() {
        return new Network(
                new NetworkModel(
                        timeStepMs, connectionProbability, noise, receptors, populations, afferents, projections),
                stimuli,
                connections,
                currents);
    }
}
