package org.cb1network.stages.network.spec;

/** What the {@code probability} of a projection between populations means. */
public enum ConnectionProbability {
    /** Each pair is connected with this probability, on its own: {@link Connect.Pairs}. */
    PAIRS,
    /**
     * As in the published code: each post-synaptic neuron receives floor(probability * pre-synaptic neurons) synapses, drawn with
     * replacement and never from itself: {@link Connect.InDegree}.
     */
    IN_DEGREE
}
