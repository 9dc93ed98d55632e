package org.cb1network.stages.network;

import org.cb1network.stages.network.record.NetworkView;
import org.cb1network.stages.network.spec.Population;

/** Counts the spikes of every population, window by window. */
final class RateGuard {
    private final Guards guards;
    private final int windowSteps;
    private final int[] sizes;
    private final long[] counts;
    private int stepsLeft;

    RateGuard(Guards guards, NetworkView network) {
        this.guards = guards;
        this.windowSteps = (int)
                Math.max(1, Math.round(guards.windowMs() / network.description().stepMs()));
        this.stepsLeft = windowSteps;
        this.sizes = network.description().model().populations().values().stream()
                .mapToInt(Population::size)
                .toArray();
        this.counts = new long[sizes.length];
    }

    /** Returns the index of a population whose rate in the window ending with this step is too high; -1 if there is none. */
    int tooFast(NetworkView network) {
        for (int p = 0; p < counts.length; p++) {
            counts[p] += network.spikeCount(p);
        }
        if (--stepsLeft > 0) {
            return -1;
        }
        stepsLeft = windowSteps;
        int found = -1;
        for (int p = 0; p < counts.length; p++) {
            if (found < 0 && rateHz(network, p) > guards.maximumRateHz()) {
                found = p;
            } else {
                counts[p] = 0;
            }
        }
        return found;
    }

    /** Returns the rate in the current window. */
    double rateHz(NetworkView network, int population) {
        return counts[population]
                / (sizes[population] * windowSteps * network.description().stepMs())
                * 1000;
    }

    Guards guards() {
        return guards;
    }
}
