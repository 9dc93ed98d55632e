package org.cb1network.stages.network.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.cb1network.stages.network.example.Cb1Network;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
import org.junit.jupiter.api.Test;

/** The connections that a kernel draws. */
class ConnectivityTest {
    private static final long SEED = 3;
    private static final Network V1 = Cb1Network.v1();
    private static final Kernel KERNEL = new Kernel(V1, SEED);

    @Test
    void everyNeuronHasTheInDegreeThatTheModelSays() {
        assertInDegrees("PvInh->L23Exc", 500, 4000, 33);
        assertInDegrees("CB1Inh->CB1Inh", 500, 500, 12);
        assertInDegrees("L23Exc->L23Exc", 4000, 4000, 200);
    }

    private static void assertInDegrees(String projection, int preSize, int postSize, int expected) {
        int[] inDegrees = new int[postSize];
        for (int pre = 0; pre < preSize; pre++) {
            for (int post : KERNEL.targets(Pathway.parse(projection), pre)) {
                inDegrees[post]++;
            }
        }
        int[] all = new int[postSize];
        Arrays.fill(all, expected);
        assertArrayEquals(all, inDegrees, projection);
    }

    @Test
    void noNeuronConnectsToItself() {
        for (int neuron = 0; neuron < 4000; neuron++) {
            int self = neuron;
            assertFalse(Arrays.stream(KERNEL.targets(Pathway.parse("L23Exc->L23Exc"), neuron))
                    .anyMatch(post -> post == self));
        }
    }

    @Test
    void pairsAreDrawnWithReplacement() {
        // Of a row with n synapses onto N neurons, n (n - 1) / 2N pairs fall on the same neuron.
        long repeats = 0;
        double expected = 0;
        for (int pre = 0; pre < 500; pre++) {
            int[] targets = KERNEL.targets(Pathway.parse("PvInh->PvInh"), pre);
            for (int i = 1; i < targets.length; i++) {
                repeats += targets[i] == targets[i - 1] ? 1 : 0;
            }
        }
        for (int post = 0; post < 500; post++) {
            expected += 37.0 * 36 / 2 / 499;
        }
        assertEquals(expected, (double) repeats, 4 * StrictMath.sqrt(expected), "seed " + SEED);
    }

    @Test
    void outDegreesAreBinomial() {
        // Every one of the 33 * 4000 synapses PvInh->L23Exc chooses among 500 neurons.
        BinomialDistribution outDegree = new BinomialDistribution(33 * 4000, 1 / 500.0);
        double chiSquare = 0;
        for (int pre = 0; pre < 500; pre++) {
            double deviation =
                    KERNEL.targets(Pathway.parse("PvInh->L23Exc"), pre).length - outDegree.getNumericalMean();
            chiSquare += deviation * deviation / outDegree.getNumericalVariance();
        }
        ChiSquaredDistribution distribution = new ChiSquaredDistribution(499);
        double p = distribution.cumulativeProbability(chiSquare);
        assertTrue(p > 1e-3 && p < 1 - 1e-3, "p = " + p + ", seed " + SEED);
    }

    @Test
    void changingOneProjectionLeavesTheConnectionsOfTheOthers() {
        Kernel changed = new Kernel(V1.withProjection("CB1Inh->L4Exc", p -> p.withProbability(0.05)), SEED);
        assertSameConnections(changed, "CB1Inh->L23Exc", true);
        assertSameConnections(changed, "CB1Inh->CB1Inh", true);
        assertSameConnections(changed, "CB1Inh->L4Exc", false);
    }

    @Test
    void anotherSeedDrawsOtherConnections() {
        assertSameConnections(new Kernel(V1, SEED), "CB1Inh->L23Exc", true);
        assertSameConnections(new Kernel(V1, SEED + 1), "CB1Inh->L23Exc", false);
    }

    private static void assertSameConnections(Kernel other, String projection, boolean same) {
        boolean equal = true;
        for (int pre = 0; pre < 500; pre++) {
            equal &= Arrays.equals(
                    KERNEL.targets(Pathway.parse(projection), pre), other.targets(Pathway.parse(projection), pre));
        }
        assertEquals(same, equal, projection);
    }
}
