package org.cb1network.stages.network.spec;

/**
 * Input from an afferent to a population. In every step, a target neuron receives an event with probability
 * step * connection probability * afferent size * rate, at most one.
 *
 * @param afferent name of the afferent
 * @param target name of the population
 * @param receptor name of the receptor
 * @param weightNs conductance that an event adds, in nS; explicit events have their own
 * @param probability connection probability in [0, 1]; of no consequence for explicit events
 */
public record AfferentProjection(String afferent, String target, String receptor, double weightNs, double probability) {

    /** "afferent->target". */
    public String name() {
        return Projection.nameOf(afferent, target);
    }

    /** The same with another weight. */
    public AfferentProjection withWeightNs(double newWeightNs) {
        return new AfferentProjection(afferent, target, receptor, newWeightNs, probability);
    }

    /** The same with another connection probability. */
    public AfferentProjection withProbability(double newProbability) {
        return new AfferentProjection(afferent, target, receptor, weightNs, newProbability);
    }
}
