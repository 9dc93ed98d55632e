package org.cb1network.stages.network.spec;

/**
 * The synapses from one population onto another. Transmission takes no time: a spike acts on the conductances within
 * its step.
 *
 * @param name unique in the network; names the projection's random streams
 * @param pre name of the pre-synaptic population
 * @param post name of the post-synaptic population
 * @param receptor name of the receptor
 * @param weightNs conductance added by a transmitted spike, in nS; explicit connections have their own
 * @param releaseProbability probability that a synapse transmits a spike, for each spike and synapse on its own
 * @param connectivity which neurons are connected
 */
public record Projection(
        String name,
        String pre,
        String post,
        String receptor,
        double weightNs,
        double releaseProbability,
        Connectivity connectivity) {

    /** A projection with the usual name, "pre->post". */
    public Projection(
            String pre,
            String post,
            String receptor,
            double weightNs,
            double releaseProbability,
            Connectivity connectivity) {
        this(nameOf(pre, post), pre, post, receptor, weightNs, releaseProbability, connectivity);
    }

    /** The usual name of a projection between two populations. */
    public static String nameOf(String pre, String post) {
        return pre + "->" + post;
    }

    /** The same with another weight. */
    public Projection withWeightNs(double newWeightNs) {
        return new Projection(name, pre, post, receptor, newWeightNs, releaseProbability, connectivity);
    }

    /** The same with another release probability. */
    public Projection withReleaseProbability(double newReleaseProbability) {
        return new Projection(name, pre, post, receptor, weightNs, newReleaseProbability, connectivity);
    }

    /** The same with other connections. */
    public Projection withConnectivity(Connectivity newConnectivity) {
        return new Projection(name, pre, post, receptor, weightNs, releaseProbability, newConnectivity);
    }
}
