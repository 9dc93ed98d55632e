package org.cb1network.stages.network.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.apache.commons.math3.distribution.ChiSquaredDistribution;
import org.cb1network.stages.network.spec.Connect;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.junit.jupiter.api.Test;

/** What each rule connects: matrix[post][pre] is the number of synapses of a pair. */
class ConnectRuleTest {
    private static final long SEED = 5;
    private static final int PRE = 60;
    private static final int POST = 500;

    @Test
    void pairsAreConnectedAtMostOnceWithTheProbability() {
        int[][] matrix = between(new Connect.Pairs(0.3, false));
        assertTrue(Arrays.stream(matrix).flatMapToInt(Arrays::stream).allMatch(n -> n == 0 || n == 1));
        assertBinomial(inDegrees(matrix), PRE, 0.3);
        assertBinomial(outDegrees(matrix), POST, 0.3);
    }

    @Test
    void aBareProbabilityMeansPairs() {
        Network bare = network("A", "B", Projection.of(0.3, 1));
        assertArrayEquals(between(new Connect.Pairs(0.3, false)), matrix(bare, "A", "B"));
    }

    @Test
    void anInDegreeWithoutMultapsesDrawsDifferentNeurons() {
        int[][] matrix = between(new Connect.InDegree(20, false, false));
        assertTrue(Arrays.stream(matrix).flatMapToInt(Arrays::stream).allMatch(n -> n <= 1));
        assertTrue(inDegrees(matrix).allMatch(degree -> degree == 20));
        assertBinomial(outDegrees(matrix), POST, 20.0 / PRE);
    }

    @Test
    void anInDegreeMayTakeEverybody() {
        assertTrue(Arrays.stream(between(new Connect.InDegree(PRE, false, false)))
                .flatMapToInt(Arrays::stream)
                .allMatch(n -> n == 1));
    }

    @Test
    void aTotalNumberFallsOnPairsUniformly() {
        int[][] matrix = between(total(30_000, false));
        assertEquals(30_000, inDegrees(matrix).sum());
        assertBinomial(inDegrees(matrix), 30_000, 1.0 / POST);
        assertBinomial(outDegrees(matrix), 30_000, 1.0 / PRE);
    }

    @Test
    void aTotalFollowsFromTheProbabilityThatAPairIsConnected() {
        int[][] matrix = between(new Connect.Total(Optional.empty(), Optional.of(0.3), false));
        long connected = Arrays.stream(matrix)
                .flatMapToInt(Arrays::stream)
                .filter(n -> n > 0)
                .count();
        assertEquals(
                Math.round(Math.log(0.7) / Math.log(1 - 1.0 / (PRE * POST))),
                inDegrees(matrix).sum());
        // Four standard deviations of a binomial number of pairs; that of a total is smaller.
        assertEquals(0.3 * PRE * POST, (double) connected, 4 * Math.sqrt(0.3 * 0.7 * PRE * POST));
    }

    @Test
    void allToAllAndOneToOneAreWhatTheySay() {
        assertTrue(Arrays.stream(between(new Connect.AllToAll(false)))
                .flatMapToInt(Arrays::stream)
                .allMatch(n -> n == 1));
        int[][] one = matrix(network("A", "A", Projection.of(new Connect.OneToOne(), 1)), "A", "A");
        int[][] others = matrix(network("A", "A", Projection.of(new Connect.AllToAll(false), 1)), "A", "A");
        for (int i = 0; i < PRE; i++) {
            for (int j = 0; j < PRE; j++) {
                assertEquals(i == j ? 1 : 0, one[i][j]);
                assertEquals(i == j ? 0 : 1, others[i][j]);
            }
        }
    }

    @Test
    void autapsesAreMadeWhereTheyAreAllowedAndNowhereElse() {
        assertEquals(0, autapses(new Connect.Pairs(0.5, false)));
        assertEquals(0, autapses(new Connect.InDegree(30, false, false)));
        assertEquals(0, autapses(total(3000, false)));
        assertTrue(autapses(new Connect.Pairs(0.5, true)) > 0);
        assertTrue(autapses(new Connect.InDegree(30, false, true)) > 0);
        assertTrue(autapses(total(3000, true)) > 0);
        assertEquals(PRE, autapses(new Connect.AllToAll(true)));
    }

    private static Connect total(long number, boolean autapses) {
        return new Connect.Total(Optional.of(number), Optional.empty(), autapses);
    }

    private static int autapses(Connect rule) {
        int[][] matrix = matrix(network("A", "A", Projection.of(rule, 1)), "A", "A");
        return IntStream.range(0, PRE).map(i -> matrix[i][i]).sum();
    }

    private static int[][] between(Connect rule) {
        return matrix(network("A", "B", Projection.of(rule, 1)), "A", "B");
    }

    private static Network network(String pre, String post, Projection projection) {
        return Network.builder(0.1)
                .receptor("e", 0, 5)
                .population("A", new Population(PRE, "e", 10, 200, -70, -70, -50, 5))
                .population("B", new Population(POST, "e", 10, 200, -70, -70, -50, 5))
                .projection(pre, post, projection)
                .build()
                .validated();
    }

    private static int[][] matrix(Network network, String pre, String post) {
        Kernel kernel = new Kernel(network, SEED);
        int[][] matrix = new int[network.population(post).size()][PRE];
        for (int i = 0; i < PRE; i++) {
            for (int target : kernel.targets(new Pathway(pre, post), i)) {
                matrix[target][i]++;
            }
        }
        return matrix;
    }

    private static IntStream inDegrees(int[][] matrix) {
        return Arrays.stream(matrix).mapToInt(row -> Arrays.stream(row).sum());
    }

    private static IntStream outDegrees(int[][] matrix) {
        return IntStream.range(0, PRE)
                .map(pre -> Arrays.stream(matrix).mapToInt(row -> row[pre]).sum());
    }

    private static void assertBinomial(IntStream counts, int trials, double probability) {
        BinomialDistribution expected = new BinomialDistribution(trials, probability);
        int[] all = counts.toArray();
        double chiSquare = Arrays.stream(all)
                .mapToDouble(count -> (count - expected.getNumericalMean())
                        * (count - expected.getNumericalMean())
                        / expected.getNumericalVariance())
                .sum();
        double p = new ChiSquaredDistribution(all.length).cumulativeProbability(chiSquare);
        assertTrue(p > 1e-4 && p < 1 - 1e-4, "p = " + p + ", seed " + SEED);
    }
}
