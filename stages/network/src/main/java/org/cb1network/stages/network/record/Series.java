package org.cb1network.stages.network.record;

/**
 * The quantity of a time series.
 *
 * @param source name of the population or afferent
 * @param neuron index of the neuron, or {@link #WHOLE} for a quantity of the whole population or afferent
 * @param receptor name of the receptor for a conductance, else empty
 */
public record Series(String source, int neuron, String receptor) {
    /** Stands for the whole population or afferent. */
    public static final int WHOLE = -1;

    /** A quantity of a whole population or afferent. */
    public static Series of(String source) {
        return new Series(source, WHOLE, "");
    }

    /** A quantity of one neuron. */
    public static Series of(String population, int neuron) {
        return new Series(population, neuron, "");
    }
}
