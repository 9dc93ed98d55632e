package org.cb1network.stages.network.spec;

import java.util.Arrays;

/** Synapses that are given one by one, each with its weight and its delay. A pair may occur more than once. */
public final class ExplicitConnections {
    private final int[] pre;
    private final int[] post;
    private final double[] weights;
    private final int[] delaySteps;

    /** Synapses without delays; see the other constructor. */
    public ExplicitConnections(int[] pre, int[] post, double[] weights) {
        this(pre, post, weights, new int[pre.length]);
    }

    /**
     * Arrays of equal length, one element per synapse.
     *
     * @param pre index of the pre-synaptic neuron in its population
     * @param post index of the post-synaptic neuron in its population
     * @param weights in the unit of the projection's receptor
     * @param delaySteps time steps from a spike to its effect
     */
    public ExplicitConnections(int[] pre, int[] post, double[] weights, int[] delaySteps) {
        if (pre.length != post.length || pre.length != weights.length || pre.length != delaySteps.length) {
            throw new IllegalArgumentException("pre, post, weights and delaySteps differ in length: " + pre.length
                    + ", " + post.length + ", " + weights.length + ", " + delaySteps.length);
        }
        this.pre = pre.clone();
        this.post = post.clone();
        this.weights = weights.clone();
        this.delaySteps = delaySteps.clone();
    }

    /** Number of synapses. */
    public int count() {
        return pre.length;
    }

    /** Pre-synaptic neuron of a synapse. */
    public int pre(int synapse) {
        return pre[synapse];
    }

    /** Post-synaptic neuron of a synapse. */
    public int post(int synapse) {
        return post[synapse];
    }

    /** Weight of a synapse in the unit of the projection's receptor. */
    public double weight(int synapse) {
        return weights[synapse];
    }

    /** Time steps from a spike to its effect. */
    public int delaySteps(int synapse) {
        return delaySteps[synapse];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExplicitConnections that
                && Arrays.equals(pre, that.pre)
                && Arrays.equals(post, that.post)
                && Arrays.equals(weights, that.weights)
                && Arrays.equals(delaySteps, that.delaySteps);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(pre) + Arrays.hashCode(post)) + Arrays.hashCode(weights);
    }

    @Override
    public String toString() {
        return "ExplicitConnections[" + pre.length + " synapses]";
    }
}
