package org.cb1network.stages.network.spec;

import java.util.Arrays;

/** Synapses that are given one by one, each with its weight. A pair may occur more than once. */
public final class ExplicitConnections {
    private final int[] pre;
    private final int[] post;
    private final double[] weightNs;

    /**
     * Arrays of equal length, one element per synapse.
     *
     * @param pre index of the pre-synaptic neuron in its population
     * @param post index of the post-synaptic neuron in its population
     * @param weightNs weights in nS
     */
    public ExplicitConnections(int[] pre, int[] post, double[] weightNs) {
        if (pre.length != post.length || pre.length != weightNs.length) {
            throw new IllegalArgumentException("pre, post and weightNs differ in length: " + pre.length + ", "
                    + post.length + ", " + weightNs.length);
        }
        this.pre = pre.clone();
        this.post = post.clone();
        this.weightNs = weightNs.clone();
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

    /** Weight of a synapse in nS. */
    public double weightNs(int synapse) {
        return weightNs[synapse];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExplicitConnections that
                && Arrays.equals(pre, that.pre)
                && Arrays.equals(post, that.post)
                && Arrays.equals(weightNs, that.weightNs);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * Arrays.hashCode(pre) + Arrays.hashCode(post)) + Arrays.hashCode(weightNs);
    }

    @Override
    public String toString() {
        return "ExplicitConnections[" + pre.length + " synapses]";
    }
}
