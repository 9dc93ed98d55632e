package org.cb1network.engine.runner.spec.sample;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SampleMethodTest {

    private static final double SCALE = 1L << 52;

    private static double[] column(double[][] points, int factor) {
        return Arrays.stream(points).mapToDouble(point -> point[factor]).toArray();
    }

    /** Checks that each of as many slices as there are points has one of them. */
    private static void assertOneInEachSlice(double[] values) {
        int[] slices = Arrays.stream(values)
                .mapToInt(value -> (int) (value * values.length))
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(0, values.length).toArray(), slices);
    }

    @ParameterizedTest
    @EnumSource(names = "LATIN_HYPERCUBE", mode = EnumSource.Mode.EXCLUDE)
    void aLargerCountOnlyAddsPoints(SampleMethod method) {
        double[][] some = method.points(16, 5, 7, 4);
        double[][] more = method.points(32, 5, 7, 4);

        assertTrue(more.length > some.length);
        assertArrayEquals(some, Arrays.copyOf(more, some.length));
    }

    @ParameterizedTest
    @EnumSource
    void pointsLieInTheUnitCubeAndDependOnTheSeed(SampleMethod method) {
        double[][] points = method.points(10, 3, 1, 4);

        assertEquals(new SampleSettings(method, 10, 1, 4, List.of(), false).size(3), points.length);
        assertTrue(Arrays.stream(points).flatMapToDouble(Arrays::stream).allMatch(u -> u >= 0 && u <= 1));
        assertNotEquals(Arrays.deepToString(points), Arrays.deepToString(method.points(10, 3, 2, 4)));
    }

    /** Expected values: the first points of the sequence of Joe and Kuo, as SciPy's {@code Sobol(3, scramble=False)}. */
    @Test
    void theDigitalShiftLeavesTheDistancesOfSobolsSequence() {
        double[][] expected = {{0, 0, 0}, {0.5, 0.5, 0.5}, {0.75, 0.25, 0.25}, {0.25, 0.75, 0.75}, {0.375, 0.375, 0.625}
        };
        double[][] points = SampleMethod.SOBOL.points(5, 3, 4, 4);

        for (int i = 0; i < expected.length; i++) {
            for (int factor = 0; factor < 3; factor++) {
                long distance = (long) (points[i][factor] * SCALE) ^ (long) (points[0][factor] * SCALE);
                assertEquals(expected[i][factor], distance / SCALE);
            }
        }
    }

    @Test
    void aPowerOfTwoOfSobolPointsAndALatinHypercubeHaveOneValueInEachSlice() {
        for (int factor = 0; factor < 20; factor++) {
            assertOneInEachSlice(column(SampleMethod.SOBOL.points(256, 20, 3, 4), factor));
            assertOneInEachSlice(column(SampleMethod.LATIN_HYPERCUBE.points(100, 20, 3, 4), factor));
        }
    }

    @Test
    void eachStepOfATrajectoryChangesOneFactorByTheSameAmount() {
        double[][] points = SampleMethod.MORRIS.points(8, 6, 1, 4);

        for (int trajectory = 0; trajectory < 8; trajectory++) {
            boolean[] changed = new boolean[6];
            for (int step = 1; step <= 6; step++) {
                double[] before = points[trajectory * 7 + step - 1];
                double[] after = points[trajectory * 7 + step];
                int[] factors =
                        IntStream.range(0, 6).filter(i -> before[i] != after[i]).toArray();
                assertEquals(1, factors.length);
                changed[factors[0]] = true;
                assertEquals(2.0 / 3, Math.abs(after[factors[0]] - before[factors[0]]), 1e-12);
            }
            assertArrayEquals(new boolean[] {true, true, true, true, true, true}, changed);
        }
    }

    @Test
    void aPairOfSaltellisDesignExchangesOneFactorAtATime() {
        double[][] points = SampleMethod.SALTELLI.points(3, 2, 1, 4);

        assertEquals(3 * 4, points.length);
        for (int pair = 0; pair < 3; pair++) {
            double[] a = points[4 * pair];
            double[] b = points[4 * pair + 3];
            assertArrayEquals(new double[] {b[0], a[1]}, points[4 * pair + 1]);
            assertArrayEquals(new double[] {a[0], b[1]}, points[4 * pair + 2]);
        }
    }
}
