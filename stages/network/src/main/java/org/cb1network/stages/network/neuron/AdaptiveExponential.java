package org.cb1network.stages.network.neuron;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.cb1network.engine.stage.Checked;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.ProblemReport;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;
import org.cb1network.stages.network.random.PotentialSpread;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.random.Spread;

/**
 * The adaptive exponential integrate-and-fire neuron. R. Brette and W. Gerstner: Adaptive exponential integrate-and-fire model as an
 * effective description of neuronal activity, J. Neurophysiol. 94 (2005).
 *
 * @param slopeMv sharpness of the spike onset in mV
 * @param onsetMv potential at which a spike starts in mV
 * @param couplingNs how strongly the potential drives the adaptation current, in nS
 * @param incrementPa what a spike adds to the adaptation current, in pA
 * @param adaptationDecayMs time constant of the adaptation current in ms
 * @param spread how these differ among the neurons; empty if they do not
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
        double adaptationDecayMs,

        @Describe("how these parameters differ among the neurons; all are equal if left out")
        Optional<AdaptiveSpread> spread)
        implements NeuronModel, Checked {

    /**
     * How the parameters differ among the neurons of a population.
     *
     * @param slope of the sharpness of the spike onset
     * @param onset of the potential at which a spike starts
     * @param coupling of the effect of the potential on the adaptation current
     * @param increment of what a spike adds to the adaptation current
     * @param adaptationDecay of the time constant of the adaptation current
     */
    @Describe("How parameters of adaptive exponential neurons differ among the neurons; those left out are equal")
    public record AdaptiveSpread(
            @Describe("spread of the sharpness of the spike onset")
            Optional<Spread> slope,

            @Describe("spread of the potential at which a spike starts")
            Optional<PotentialSpread> onset,

            @Describe("spread of the effect of the potential on the adaptation current")
            Optional<Spread> coupling,

            @Describe("spread of what a spike adds to the adaptation current")
            Optional<Spread> increment,

            @Describe("spread of the time constant of the adaptation current")
            Optional<Spread> adaptationDecay) {}

    /** Equal neurons. */
    public AdaptiveExponential(
            double slopeMv, double onsetMv, double couplingNs, double incrementPa, double adaptationDecayMs) {
        this(slopeMv, onsetMv, couplingNs, incrementPa, adaptationDecayMs, Optional.empty());
    }

    @Override
    public void check(ProblemReport report) {
        if (couplingNs == 0 && spread.flatMap(AdaptiveSpread::coupling).isPresent()) {
            report.problem("a coupling of 0 nS has no spread", "remove it", "spread", "coupling");
        }
        if (incrementPa == 0 && spread.flatMap(AdaptiveSpread::increment).isPresent()) {
            report.problem("an increment of 0 pA has no spread", "remove it", "spread", "increment");
        }
    }

    @Override
    public double spikeCurrentPa(double potentialMv, double leakNs) {
        return leakNs * slopeMv * StrictMath.exp((potentialMv - onsetMv) / slopeMv);
    }

    @Override
    public boolean adapts() {
        return true;
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

    @Override
    public List<NeuronModel> drawn(int neurons, Function<String, RandomStream> streams) {
        if (spread.isEmpty()) {
            return List.of();
        }
        AdaptiveSpread each = spread.get();
        double[] slopesMv = Spread.values(slopeMv, each.slope(), neurons, streams.apply("slopes"));
        double[] onsetsMv = PotentialSpread.valuesMv(onsetMv, each.onset(), neurons, streams.apply("onsets"));
        double[] couplingsNs = Spread.values(couplingNs, each.coupling(), neurons, streams.apply("couplings"));
        double[] incrementsPa = Spread.values(incrementPa, each.increment(), neurons, streams.apply("increments"));
        double[] decaysMs =
                Spread.values(adaptationDecayMs, each.adaptationDecay(), neurons, streams.apply("adaptation decays"));
        return IntStream.range(0, neurons)
                .<NeuronModel>mapToObj(i ->
                        new AdaptiveExponential(slopesMv[i], onsetsMv[i], couplingsNs[i], incrementsPa[i], decaysMs[i]))
                .toList();
    }
}
