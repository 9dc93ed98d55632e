package org.cb1network.stages.network.kernel;

import java.util.Arrays;
import org.cb1network.stages.network.spec.ShortTermPlasticity;

/**
 * Short-term plasticity of the synapses of a projection. All synapses of a pre-synaptic neuron have the same history, so that there is one
 * state for each of these neurons; it is brought up to date when the neuron spikes.
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

    DynamicSynapses(ShortTermPlasticity plasticity, int preSize, double stepMs) {
        this.utilization = plasticity.utilization();
        this.recovery = plasticity.recoveryMs() / stepMs;
        this.facilitation = plasticity.facilitationMs().orElse(0.0) / stepMs;
        this.used = new double[preSize];
        this.resources = new double[preSize];
        Arrays.fill(resources, 1);
        this.lastSpike = new int[preSize];
    }

    /** Takes in a spike that acts in this step, and returns the fraction of the weight that it acts with. */
    double spike(int neuron, int step) {
        int passed = step - lastSpike[neuron];
        lastSpike[neuron] = step;
        double before = facilitation == 0 ? 0 : used[neuron] * StrictMath.exp(-passed / facilitation);
        double now = before + utilization * (1 - before);
        double available = 1 + (resources[neuron] - 1) * StrictMath.exp(-passed / recovery);
        used[neuron] = now;
        resources[neuron] = available - now * available;
        return now * available;
    }
}
