package org.cb1network.stages.network.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cb1network.stages.network.neuron.AdaptiveExponential;
import org.cb1network.stages.network.random.Spread;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.ConstantRate;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.NetworkBuilder;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Portion;
import org.cb1network.stages.network.spec.Projection;
import org.cb1network.stages.network.spec.Receptor;
import org.junit.jupiter.api.Test;

/** Projections with more synapses than an array may have; in most of the tests an array may have few. */
class PortionTest {
    private static final long SEED = 5;
    private static final int PRE = 40;
    private static final int POST = 10_000;
    private static final Pathway A_TO_B = new Pathway("A", "B");
    private static final Pathway WITHIN_B = new Pathway("B", "B");

    @Test
    void threeThousandMillionSynapsesAreDividedSoThatEachArrayCanBeIndexed() {
        for (Connect rule : List.of(
                new Connect.InDegree(30_000, false, false),
                new Connect.Pairs(0.3, false),
                new Connect.Total(Optional.of(3_000_000_000L), Optional.empty(), false))) {
            Network large = between(100_000, 100_000, Projection.of(rule, 1));
            List<Portion> portions = Portion.of(large, A_TO_B, Portion.MOST_SYNAPSES);
            assertEquals(2, portions.size());
            assertEquals(
                    3_000_000_000L,
                    portions.stream().mapToLong(Portion::synapses).sum());
            assertTrue(portions.stream().allMatch(portion -> portion.synapses() < 1_600_000_000));
            assertEquals(100_000, portions.get(1).to());
        }
    }

    @Test
    void portionsBeginWhereBlocksOfNeuronsDo() {
        assertEquals(0, Portion.NEURONS % NeuronRange.LENGTH);
        List<Portion> portions =
                Portion.of(between(PRE, POST, Projection.of(new Connect.AllToAll(false), 1)), A_TO_B, PRE * 4096L + 10);
        assertEquals(
                List.of(0, 4096, 8192), portions.stream().map(Portion::from).toList());
        assertEquals(
                List.of(4096, 8192, POST), portions.stream().map(Portion::to).toList());
    }

    @Test
    void moreSynapsesOntoABlockThanAnArrayHoldsCannotBeDivided() {
        Network dense = between(PRE, POST, Projection.of(new Connect.AllToAll(false), 1));
        assertThrows(IllegalArgumentException.class, () -> Portion.of(dense, A_TO_B, PRE * 4096L - 1));
    }

    @Test
    void everyRuleConnectsInPortionsAsItDoesInOne() {
        int[][] inDegree = matrix(A_TO_B, PRE, new Connect.InDegree(7, false, false), 30_000);
        assertTrue(Arrays.stream(inDegree).allMatch(row -> Arrays.stream(row).sum() == 7));
        assertTrue(Arrays.stream(inDegree).flatMapToInt(Arrays::stream).allMatch(n -> n <= 1));
        int[][] total = matrix(A_TO_B, PRE, new Connect.Total(Optional.of(200_001L), Optional.empty(), false), 50_000);
        assertEquals(200_001, sum(total));
        // Four standard deviations of the number of synapses onto half of the neurons.
        assertEquals(100_000, (double) sum(Arrays.copyOf(total, POST / 2)), 4 * Math.sqrt(50_000));
        int[][] all = matrix(A_TO_B, PRE, new Connect.AllToAll(false), 200_000);
        assertTrue(Arrays.stream(all).flatMapToInt(Arrays::stream).allMatch(n -> n == 1));
        int[][] pairs = matrix(A_TO_B, PRE, new Connect.Pairs(0.3, false), 60_000);
        assertTrue(Arrays.stream(pairs).flatMapToInt(Arrays::stream).allMatch(n -> n <= 1));
        assertEquals(0.3 * PRE * POST, (double) sum(pairs), 4 * Math.sqrt(0.3 * 0.7 * PRE * POST));
    }

    @Test
    void portionsAreDrawnIndependently() {
        int[][] matrix = matrix(A_TO_B, PRE, new Connect.InDegree(7, false, false), 30_000);
        long equal = IntStream.range(0, POST - 4096)
                .filter(i -> Arrays.equals(matrix[i], matrix[i + 4096]))
                .count();
        assertTrue(equal < 10, equal + " rows are repeated");
    }

    @Test
    void noNeuronConnectsToItselfInAnyPortion() {
        int[][] within = matrix(WITHIN_B, POST, new Connect.InDegree(7, false, false), 30_000);
        assertEquals(7L * POST, sum(within));
        assertEquals(0, IntStream.range(0, POST).map(i -> within[i][i]).sum());
    }

    @Test
    void whatIsNotDrawnSpikesInPortionsAsItDoesInOne() {
        List<String> whole = spikes(1, Portion.MOST_SYNAPSES);
        assertTrue(whole.size() > 1000, whole.size() + " spikes");
        assertEquals(whole, spikes(1, 450_000));
        assertEquals(whole, spikes(2, 450_000));
    }

    @Test
    void aBundleIsDividedToo() {
        Optional<Spread> spread = Optional.of(new Spread.Uniform(0.5));
        Projection distributed =
                Projection.of(new Connect.AllToAll(false), 1).withDelayMs(1).withSpread(spread, spread);
        int[][] matrix = matrix(between(PRE, POST, distributed), A_TO_B, PRE, 200_000);
        assertTrue(Arrays.stream(matrix).flatMapToInt(Arrays::stream).allMatch(n -> n == 1));
    }

    @Test
    void aProjectionWithoutSpreadIsNotStoredWithOneThatHasIt() {
        Optional<Spread> spread = Optional.of(new Spread.Uniform(0.5));
        Projection plain = Projection.of(new Connect.AllToAll(false)).withCurrentPa(1);
        Population leaky = new Population(20, "e", 10, 200, -70, -70, -50, 5);
        Network network = Network.builder(0.1)
                .receptor("e", new Receptor.Current(5))
                .population("A", leaky)
                .population("B", leaky)
                .population("C", leaky)
                .projection("A", "B", plain)
                .projection("A", "C", plain.withDelayMs(1).withSpread(spread, spread))
                .build()
                .validated();
        Kernel kernel = kernel(network, 1, Portion.MOST_SYNAPSES);
        assertEquals(20, kernel.targets(A_TO_B, 0).length);
        assertEquals(20, kernel.targets(new Pathway("A", "C"), 0).length);
    }

    private static List<String> spikes(int threads, long mostSynapses) {
        Network network = network(100, POST)
                .projection(
                        "A",
                        "B",
                        Projection.of(new Connect.AllToAll(false))
                                .withCurrentPa(60)
                                .withDelayMs(1.5))
                .afferent("drive", 100, "e", new ConstantRate(50))
                .projection(
                        "drive", "A", Projection.of(new Connect.AllToAll(false)).withCurrentPa(20))
                .build()
                .validated();
        Kernel kernel = kernel(network, threads, mostSynapses);
        List<String> spikes = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            kernel.evolve();
            kernel.propagate();
            for (int population = 0; population < 2; population++) {
                for (int k = 0; k < kernel.spikeCount(population); k++) {
                    spikes.add(population + " " + kernel.spikingNeuron(population, k) + " " + step);
                }
            }
            kernel.nextStep();
        }
        return spikes;
    }

    private static Kernel kernel(Network network, int threads, long mostSynapses) {
        Kernel kernel = new Kernel(network, SEED, SharedWork.none(), false, threads, share -> {}, mostSynapses);
        assertEquals(threads, kernel.parts());
        return kernel;
    }

    private static NetworkBuilder network(int pre, int post) {
        Population slow = new Population(post, "e", 10, 200, -70, -70, -50, 5);
        return Network.builder(0.1)
                .receptor("e", new Receptor.Current(5))
                .population("A", new Population(pre, "e", 10, 200, -70, -70, -50, 5))
                .population("B", slow.withNeuron(new AdaptiveExponential(2, -55, 4, 20, 100)));
    }

    private static Network between(int pre, int post, Projection projection) {
        return network(pre, post)
                .projection("A", "B", projection.withCurrentPa(1))
                .build();
    }

    private static int[][] matrix(Pathway pathway, int pre, Connect rule, long mostSynapses) {
        Network network = network(PRE, POST)
                .projection(pathway.pre(), pathway.post(), Projection.of(rule).withCurrentPa(1))
                .build();
        return matrix(network, pathway, pre, mostSynapses);
    }

    /** The number of synapses of each pair: matrix[post][pre]. */
    private static int[][] matrix(Network network, Pathway pathway, int pre, long mostSynapses) {
        assertTrue(Portion.of(network, pathway, mostSynapses).size() > 1);
        Kernel kernel = kernel(network, 1, mostSynapses);
        int[][] matrix = new int[POST][pre];
        for (int i = 0; i < pre; i++) {
            for (int target : kernel.targets(pathway, i)) {
                matrix[target][i]++;
            }
        }
        return matrix;
    }

    private static long sum(int[][] matrix) {
        return Arrays.stream(matrix).flatMapToInt(Arrays::stream).asLongStream().sum();
    }
}
