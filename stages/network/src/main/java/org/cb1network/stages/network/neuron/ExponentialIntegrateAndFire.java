package org.cb1network.stages.network.neuron;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.Name;
import org.cb1network.engine.stage.Range;
import org.cb1network.engine.stage.Unit;
import org.cb1network.stages.network.random.PotentialSpread;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.random.Spread;

/**
 * The exponential integrate-and-fire neuron. N. Fourcaud-Trocme et al.: How spike generation mechanisms determine the neuronal response to
 * fluctuating inputs, J. Neurosci. 23 (2003).
 *
 * @param slopeMv sharpness of the spike onset in mV
 * @param onsetMv potential at which the spike current equals its slope times the leak, in mV
 * @param spread how these differ among the neurons; empty if they do not
 */
@Name("exponential")
@Describe("exponential integrate-and-fire: a spike starts at 'onset' and is reset at the population's threshold")
public record ExponentialIntegrateAndFire(
        @Describe("sharpness of the spike onset (Delta_T)") @Unit("mV") @Range(min = 0, minExclusive = true)
        double slopeMv,

        @Describe("potential at which a spike starts (V_T)") @Unit("mV")
        double onsetMv,

        @Describe("how these parameters differ among the neurons; all are equal if left out")
        Optional<ExponentialSpread> spread)
        implements NeuronModel {

    /**
     * How the parameters differ among the neurons of a population.
     *
     * @param slope of the sharpness of the spike onset
     * @param onset of the potential at which a spike starts
     */
    @Describe("How parameters of exponential neurons differ among the neurons; those left out are equal")
    public record ExponentialSpread(
            @Describe("spread of the sharpness of the spike onset")
            Optional<Spread> slope,

            @Describe("spread of the potential at which a spike starts")
            Optional<PotentialSpread> onset) {}

    /** Equal neurons. */
    public ExponentialIntegrateAndFire(double slopeMv, double onsetMv) {
        this(slopeMv, onsetMv, Optional.empty());
    }

    @Override
    public double spikeCurrentPa(double potentialMv, double leakNs) {
        return leakNs * slopeMv * StrictMath.exp((potentialMv - onsetMv) / slopeMv);
    }

    @Override
    public boolean adapts() {
        return false;
    }

    @Override
    public double couplingNs() {
        return 0;
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

    @Override
    public List<NeuronModel> drawn(int neurons, Function<String, RandomStream> streams) {
        if (spread.isEmpty()) {
            return List.of();
        }
        double[] slopesMv = Spread.values(slopeMv, spread.get().slope(), neurons, streams.apply("slopes"));
        double[] onsetsMv = PotentialSpread.valuesMv(onsetMv, spread.get().onset(), neurons, streams.apply("onsets"));
        return IntStream.range(0, neurons)
                .<NeuronModel>mapToObj(i -> new ExponentialIntegrateAndFire(slopesMv[i], onsetsMv[i]))
                .toList();
    }
}
