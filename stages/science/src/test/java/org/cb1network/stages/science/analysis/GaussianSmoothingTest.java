package org.cb1network.stages.science.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Expected values: {@code scipy.ndimage.gaussian_filter1d} of SciPy 1.10.1 with NumPy 1.24.2 (Debian 12). */
class GaussianSmoothingTest {

    private static final double RELATIVE = 1e-15;

    @Test
    void aCurveOfFortyResponsesIsSmoothedAsByScipy() {
        assertSame(
                new double[] {
                    1.8822584038824899, 2.197071527238049, 2.6728389379960964, 3.127071737538158, 3.457829772863014,
                    3.677060898547888, 3.8856205229663967, 4.185278414006606, 4.574745143538699, 4.946992361056943,
                    5.186256511537153, 5.246992361056943, 5.174745143538701, 5.085238264232863, 5.085238264232863,
                    5.174745143538701, 5.246992361056943, 5.186256511537153, 4.946992361056943, 4.574745143538699,
                    4.185914118757546, 3.8896453893399805, 3.697126371581925, 3.536187689645764, 3.3633228121139904,
                    3.2241248033325993, 3.1903212438646644, 3.2633228121139903, 3.3699912491136987, 3.4633228121139905,
                    3.5903212438646643, 3.8241248033325994, 4.162914622747598, 4.53365310157086, 4.884424676110134,
                    5.240152285484802, 5.636149726390512, 6.021797382645749, 6.29396932925107, 6.4142437416625615
                },
                GaussianSmoothing.smooth(Sequences.rough(40), 2));
    }

    @Test
    void aGaussianWiderThanTheValuesReflectsThemAgainAndAgain() {
        assertSame(
                new double[] {4.497992463955989, 4.999860328870911, 5.502147207173101},
                GaussianSmoothing.smooth(new double[] {1, 4, 10}, 2));
    }

    @Test
    void aNarrowGaussianIsTruncatedAsInScipy() {
        double[] values = {1, 4, 10, 3, -2};
        assertSame(
                new double[] {
                    1.0115087763975066, 4.011508776397506, 9.950128635610803, 3.0076725175983374, -1.980818706004155
                },
                GaussianSmoothing.smooth(values, 0.3));
        assertArrayEquals(values, GaussianSmoothing.smooth(values, 0.1));
        assertArrayEquals(values, GaussianSmoothing.smooth(values, 0));
    }

    @Test
    void aPopulationRateIsSmoothedAsByScipy() {
        double[] smoothed = GaussianSmoothing.smooth(Sequences.rough(2000), 100);
        assertSame(
                new double[] {4.70348519266761, 4.70349711561202, 4.799981795283633, 4.866111558937306},
                new double[] {smoothed[0], smoothed[1], smoothed[777], smoothed[1999]});
    }

    @Test
    void aConstantIsUnchanged() {
        double[] constant = {3, 3, 3, 3, 3, 3};
        assertArrayEquals(constant, GaussianSmoothing.smooth(constant, 1.7), 3 * RELATIVE);
        assertEquals(0, GaussianSmoothing.smooth(new double[0], 2).length);
    }

    private static void assertSame(double[] expected, double[] actual) {
        assertEquals(expected.length, actual.length);
        for (int i = 0; i < expected.length; i++) {
            assertEquals(expected[i], actual[i], Math.abs(expected[i]) * RELATIVE, "value " + i);
        }
    }
}
