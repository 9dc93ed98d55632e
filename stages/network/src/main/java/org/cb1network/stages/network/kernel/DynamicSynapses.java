package org.cb1network.stages.network.kernel;

import java.util.Arrays;
import org.cb1network.stages.network.spec.ShortTermPlasticity;

/**
 * Short-term plasticity of the synapses of a projection. All synapses of a pre-synaptic neuron with the same delay have the same history,
 * so that there is one state for each row of them; it is brought up to date when a spike arrives.
 */
final class DynamicSynapses {
    private final double utilization;
    /** In steps. */
    private final double recovery;

    /** In steps; 0 without facilitation. */
    private final double facilitation;

    private final double[] used;
    private final double[] resources;
    private final int[] lastSpike;

    DynamicSynapses(ShortTermPlasticity plasticity, int rows, double stepMs) {
        this.utilization = plasticity.utilization();
        this.recovery = plasticity.recoveryMs() / stepMs;
        this.facilitation = plasticity.facilitationMs().orElse(0.0) / stepMs;
        this.used = new double[rows];
        this.resources = new double[rows];
        Arrays.fill(resources, 1);
        this.lastSpike = new int[rows];
    }

    /** Takes in a spike that acts in this step, and returns the fraction of the weight that it acts with. */
    double spike(int row, int step) {
        int passed = step - lastSpike[row];
        lastSpike[row] = step;
        double before = facilitation == 0 ? 0 : used[row] * StrictMath.exp(-passed / facilitation);
        double now = before + utilization * (1 - before);
        double available = 1 + (resources[row] - 1) * StrictMath.exp(-passed / recovery);
        used[row] = now;
        resources[row] = available - now * available;
        return now * available;
    }
}
