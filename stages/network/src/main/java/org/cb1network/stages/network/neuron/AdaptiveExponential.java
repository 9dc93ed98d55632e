package org.cb1network.stages.network.neuron;

import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;

/**
 * The adaptive exponential integrate-and-fire neuron. R. Brette and W. Gerstner: Adaptive exponential integrate-and-fire model as an
 * effective description of neuronal activity, J. Neurophysiol. 94 (2005).
 *
 * @param slopeMv sharpness of the spike onset in mV
 * @param onsetMv potential at which a spike starts in mV
 * @param couplingNs how strongly the potential drives the adaptation current, in nS
 * @param incrementPa what a spike adds to the adaptation current, in pA
 * @param adaptationDecayMs time constant of the adaptation current in ms
 */
@Describe(
        "adaptive exponential integrate-and-fire (Brette and Gerstner 2005); a spike is reset at the population's threshold")
public record AdaptiveExponential(
        @Describe("sharpness of the spike onset (Delta_T)") @Unit("mV") @Range(min = 0, minExclusive = true)
        double slopeMv,

        @Describe("potential at which a spike starts (V_T)") @Unit("mV")
        double onsetMv,

        @Describe("how strongly the potential drives the adaptation current (a)") @Unit("nS")
        double couplingNs,

        @Describe("what a spike adds to the adaptation current (b)") @Unit("pA")
        double incrementPa,

        @Describe("time constant of the adaptation current (tau_w)") @Unit("ms") @Range(min = 0, minExclusive = true)
        double adaptationDecayMs)
        implements NeuronModel {

    @Override
    public double spikeCurrentPa(double potentialMv, double leakNs) {
        return leakNs * slopeMv * StrictMath.exp((potentialMv - onsetMv) / slopeMv);
    }

    @Override
    public double adaptationSlope(double potentialMv, double restMv, double adaptationPa) {
        return (couplingNs * (potentialMv - restMv) - adaptationPa) / adaptationDecayMs;
    }

    @Override
    public double adaptationIncrementPa() {
        return incrementPa;
    }

    @Override
    public double shortestTimeConstantMs() {
        return adaptationDecayMs;
    }
}
