package org.cb1network.stages.network.neuron;

import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Name;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;

/**
 * The exponential integrate-and-fire neuron. N. Fourcaud-Trocme et al.: How spike generation mechanisms determine the neuronal response to
 * fluctuating inputs, J. Neurosci. 23 (2003).
 *
 * @param slopeMv sharpness of the spike onset in mV
 * @param onsetMv potential at which the spike current equals its slope times the leak, in mV
 */
@Name("exponential")
@Describe("exponential integrate-and-fire: a spike starts at 'onset' and is reset at the population's threshold")
public record ExponentialIntegrateAndFire(
        @Describe("sharpness of the spike onset (Delta_T)") @Unit("mV") @Range(min = 0, minExclusive = true)
        double slopeMv,

        @Describe("potential at which a spike starts (V_T)") @Unit("mV")
        double onsetMv)
        implements NeuronModel {

    @Override
    public double spikeCurrentPa(double potentialMv, double leakNs) {
        return leakNs * slopeMv * StrictMath.exp((potentialMv - onsetMv) / slopeMv);
    }

    @Override
    public double adaptationSlope(double potentialMv, double restMv, double adaptationPa) {
        return 0;
    }

    @Override
    public double adaptationIncrementPa() {
        return 0;
    }

    @Override
    public double shortestTimeConstantMs() {
        return Double.POSITIVE_INFINITY;
    }
}
