package org.cb1network.stages.network.spec;

import java.util.Locale;
import org.cb1network.engine.stage.ProblemReport;

/** Finds out whether a network fits into memory and into the arrays of the kernel. */
final class SizeCheck extends NetworkPartCheck {

    /** So that the state has less than 2^30 places, which the kernel can address: it has up to four for each neuron. */
    private static final int MOST_NEURONS = 200_000_000;

    SizeCheck(Network network, ProblemReport report) {
        super(network, report);
    }

    void check() {
        if (network.paddedNeurons() > MOST_NEURONS) {
            report.problem(
                    "the populations have more neurons than a network can have, which is about " + MOST_NEURONS,
                    "",
                    POPULATIONS);
        }
        checkMemory();
        network.synapsePathways().forEach(this::checkCounts);
    }

    private void checkMemory() {
        long needed = network.memoryBytes();
        long available = Runtime.getRuntime().maxMemory();
        if (needed > available) {
            report.problem(
                    String.format(
                            Locale.ROOT,
                            "%d synapses need about %d MB of memory; Java may use %d MB",
                            network.synapses(),
                            needed >> 20,
                            available >> 20),
                    "give Java more with -Xmx, or make the network smaller",
                    PROJECTIONS);
        }
    }

    /** What does not fit into an array is divided, but neither the synapses of few neurons nor the rows of a projection. */
    private void checkCounts(Pathway pathway) {
        if (!Portion.canBeDivided(network, pathway, Portion.MOST_SYNAPSES)) {
            report.problem(
                    "an in-degree of " + (long) network.meanInDegree(pathway) + " is above "
                            + Portion.MOST_SYNAPSES / Portion.NEURONS + ", the most that a projection of "
                            + network.synapses(pathway) + " synapses can have",
                    "divide '" + pathway.pre() + "' into two",
                    PROJECTIONS,
                    pathway);
        }
        if (network.rows(pathway) > Portion.MOST_SYNAPSES) {
            report.problem(
                    network.preSize(pathway) + " neurons with about "
                            + network.rows(pathway) / network.preSize(pathway)
                            + " different delays are more than can be told apart",
                    "divide '" + pathway.pre() + "' into two, or lengthen the time step",
                    PROJECTIONS,
                    pathway,
                    "delay-spread");
        }
    }
}
