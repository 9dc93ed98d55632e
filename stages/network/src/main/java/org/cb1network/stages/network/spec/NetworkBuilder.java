package org.cb1network.stages.network.spec;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Collects the parts of a network, for programs that write one down in Java. */
public final class NetworkBuilder {
    private final double timeStepMs;
    private AfferentNoise noise = AfferentNoise.INDEPENDENT;
    private final Map<String, Receptor> receptors = new LinkedHashMap<>();
    private final Map<String, Population> populations = new LinkedHashMap<>();
    private final Map<String, Afferent> afferents = new LinkedHashMap<>();
    private final Map<Pathway, Projection> projections = new LinkedHashMap<>();
    private final Map<String, Stimulus> stimuli = new LinkedHashMap<>();
    private final Map<Pathway, ExplicitConnections> connections = new LinkedHashMap<>();

    NetworkBuilder(double timeStepMs) {
        this.timeStepMs = timeStepMs;
    }

    /** Goes on from a network. */
    public static NetworkBuilder from(Network network) {
        NetworkBuilder builder =
                new NetworkBuilder(network.stepMs()).noise(network.model().afferentNoise());
        builder.receptors.putAll(network.model().receptors());
        builder.populations.putAll(network.model().populations());
        builder.afferents.putAll(network.model().afferents());
        builder.projections.putAll(network.model().projections());
        builder.stimuli.putAll(network.stimuli());
        builder.connections.putAll(network.connections());
        return builder;
    }

    /** How the events of different afferent projections depend on each other. */
    public NetworkBuilder noise(AfferentNoise afferentNoise) {
        noise = afferentNoise;
        return this;
    }

    /** Adds a receptor. */
    public NetworkBuilder receptor(String name, double reversalMv, double decayMs) {
        return put(receptors, name, new Receptor(reversalMv, decayMs));
    }

    /** Adds a population. */
    public NetworkBuilder population(String name, Population population) {
        return put(populations, name, population);
    }

    /** Adds an afferent. */
    public NetworkBuilder afferent(String name, int size, String releases, Stimulus stimulus) {
        stimuli.put(name, stimulus);
        return put(afferents, name, new Afferent(size, releases, 0));
    }

    /** Adds a projection with drawn connections that transmits every spike. */
    public NetworkBuilder projection(String pre, String post, double weightNs, double probability) {
        return projection(pre, post, weightNs, probability, 1);
    }

    /** Adds a projection with drawn connections. */
    public NetworkBuilder projection(String pre, String post, double weightNs, double probability, double release) {
        return projection(
                pre,
                post,
                new Projection(Optional.of(probability), weightNs, release, Optional.empty(), Optional.empty()));
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
                new NetworkModel(timeStepMs, noise, receptors, populations, afferents, projections),
                stimuli,
                connections);
    }
}
