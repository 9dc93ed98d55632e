package org.cb1network.stages.network.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.LogNormalDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.RealDistribution;
import org.apache.commons.math3.distribution.UniformRealDistribution;
import org.apache.commons.math3.stat.inference.KolmogorovSmirnovTest;
import org.cb1network.stages.network.random.RandomStreams;
import org.cb1network.stages.network.random.Spread;
import org.cb1network.stages.network.spec.ExplicitConnections;
import org.cb1network.stages.network.spec.Receptor;
import org.junit.jupiter.api.Test;

/** Synapses with weights and delays of their own. */
class DistributedSynapsesTest {
    private static final long SEED = 11;
    private static final int PRE = 200;
    private static final int PER_NEURON = 50;
    private static final double IMPROBABLE = 1e-3;
    private static final Slots PLACES = new Slots(0, 512, NeuronBlocks.DENSE);

    /** Every pre-synaptic neuron has one synapse with each of the first neurons. */
    private static TargetRows rows() {
        int[] starts = IntStream.rangeClosed(0, PRE).map(i -> i * PER_NEURON).toArray();
        int[] targets =
                IntStream.range(0, PRE * PER_NEURON).map(i -> i % PER_NEURON).toArray();
        return new TargetRows(starts, targets);
    }

    private static double[] weights(Spread spread) {
        double[] weights = new SynapseRows(rows(), 0)
                .withWeights(2, spread, new RandomStreams(SEED).stream("weights"))
                .weights();
        return weights == null ? new double[0] : weights;
    }

    private static void assertDistributed(RealDistribution expected, double[] values) {
        double p = new KolmogorovSmirnovTest().kolmogorovSmirnovTest(expected, values);
        assertTrue(p > IMPROBABLE, "p = " + p + ", seed " + SEED);
    }

    @Test
    void weightsAreUniformAroundTheirMean() {
        assertDistributed(new UniformRealDistribution(1, 3), weights(new Spread.Uniform(0.5)));
    }

    @Test
    void weightsAreNormalAroundTheirMean() {
        assertDistributed(new NormalDistribution(2, 0.2), weights(new Spread.Normal(0.1)));
    }

    @Test
    void weightsAreLognormalWithTheirMean() {
        double variance = Math.log(1 + 0.5 * 0.5);
        assertDistributed(
                new LogNormalDistribution(Math.log(2) - variance / 2, Math.sqrt(variance)),
                weights(new Spread.Lognormal(0.5)));
    }

    @Test
    void delaysAreRoundedToStepsAndAtLeastOne() {
        SynapseRows rows =
                new SynapseRows(rows(), 0).withDelays(4, new Spread.Normal(0.5), new RandomStreams(SEED).stream("d"));
        assertEquals(1, rows.delays()[0]);
        // Normal factors that are not above 0 are drawn again, which is the case for one in 44.
        NormalDistribution normal = new NormalDistribution(4, 2);
        double positive = 1 - normal.cumulativeProbability(0);
        for (int k = 1; k < rows.delays().length; k++) {
            double steps = rows.delays()[k];
            double expected = PRE * PER_NEURON * normal.probability(steps - 0.5, steps + 0.5) / positive;
            assertEquals(expected, ofDelay(rows, k), 4 * Math.sqrt(expected) + 1, steps + " steps, seed " + SEED);
        }
    }

    private static int ofDelay(SynapseRows rows, int k) {
        int[] starts = rows.rows().starts();
        return IntStream.range(0, PRE)
                .map(neuron -> neuron * rows.delays().length + k)
                .map(row -> starts[row + 1] - starts[row])
                .sum();
    }

    @Test
    void everySynapseActsAfterItsDelayWithItsWeight() {
        ExplicitConnections listed = new ExplicitConnections(
                new int[] {0, 1, 0, 0}, new int[] {3, 3, 4, 5}, new double[] {1, 2, 4, 8}, new int[] {2, 0, 5, 2});
        SynapseRows rows = SynapseRows.of(listed, 2, PLACES);
        assertArrayEquals(new int[] {0, 2, 5}, rows.delays());
        SynapticInput input = input();
        Outgoing line = new Outgoing(List.of(synapses(input, rows)));
        for (int step = 0; step < 10; step++) {
            line.propagate(step, new int[] {0, 1}, step == 0 ? 2 : 0);
            double after = step;
            assertEquals(after < 2 ? 2 : 3, input.value(3), "neuron 3 in step " + step);
            assertEquals(after < 5 ? 0 : 4, input.value(4), "neuron 4 in step " + step);
            assertEquals(after < 2 ? 0 : 8, input.value(5), "neuron 5 in step " + step);
        }
        assertEquals(4, line.delivered());
    }

    @Test
    void aBundleDoesWhatItsProjectionsDoButForThePrecisionOfTheWeights() {
        SynapticInput bundled = input();
        SynapticInput separate = input();
        List<SynapseRows> projections = List.of(drawn("one", 3), drawn("other", 9));
        Outgoing ofBundle = new Outgoing(
                List.of(new BundledSynapses(new Action(bundled, 1), projections, List.of(PLACES, PLACES))));
        Outgoing ofProjections =
                new Outgoing(List.of(synapses(separate, projections.get(0)), synapses(separate, projections.get(1))));
        int[] spiking = IntStream.range(0, PRE).toArray();
        for (int step = 0; step < 60; step++) {
            ofBundle.propagate(step, spiking, step % 20 == 0 ? PRE : 0);
            ofProjections.propagate(step, spiking, step % 20 == 0 ? PRE : 0);
            for (int neuron = 0; neuron < PER_NEURON; neuron++) {
                assertEquals(separate.value(neuron), bundled.value(neuron), 1e-6 * separate.value(neuron) + 1e-12);
            }
        }
        assertEquals(ofProjections.delivered(), ofBundle.delivered());
        assertTrue(ofBundle.delivered() > 2L * PRE * PER_NEURON);
    }

    @Test
    void aBundleKnowsItsTargets() {
        List<SynapseRows> projections = List.of(drawn("one", 3), drawn("other", 9));
        BundledSynapses bundle = new BundledSynapses(new Action(input(), 1), projections, List.of(PLACES, PLACES));
        int[] twice = IntStream.range(0, 2 * PER_NEURON).map(i -> i / 2).toArray();
        assertArrayEquals(twice, bundle.targets(7, PLACES));
        assertEquals(0, bundle.targets(7, new Slots(PER_NEURON, 10, NeuronBlocks.DENSE)).length);
    }

    @Test
    void aBundleOntoSomePlacesHasTheirSynapsesOnly() {
        Slots firstHalf = new Slots(0, PER_NEURON / 2, NeuronBlocks.DENSE);
        List<SynapseRows> projections = List.of(drawn("one", 3), drawn("other", 9));
        BundledSynapses bundle = new BundledSynapses(new Action(input(), 1), projections, List.of(firstHalf, PLACES));
        int[] expected = IntStream.concat(IntStream.range(0, PER_NEURON / 2), IntStream.range(0, PER_NEURON))
                .sorted()
                .toArray();
        assertArrayEquals(expected, bundle.targets(7, PLACES));
    }

    private static SynapseRows drawn(String role, double meanSteps) {
        RandomStreams random = new RandomStreams(SEED);
        return new SynapseRows(rows(), 0)
                .withWeights(1, new Spread.Normal(0.3), random.stream("weights " + role))
                .withDelays(meanSteps, new Spread.Normal(0.4), random.stream("delays " + role));
    }

    private static SynapticInput input() {
        double[] values = new double[PLACES.end()];
        Arrays.fill(values, 0);
        return new SynapticInput(new ReceptorComponent(new Receptor.Delta(), 0.1), values, PLACES);
    }

    private static Synapses synapses(SynapticInput input, SynapseRows rows) {
        return new Synapses(new Action(input, 1), 1, rows, 1, new RandomStreams(SEED).stream("release"), null);
    }
}
