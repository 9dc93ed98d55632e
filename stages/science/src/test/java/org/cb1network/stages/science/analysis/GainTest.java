package org.cb1network.stages.science.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Expected values: {@code numpy.polyfit} and {@code scipy.stats.linregress} of SciPy 1.10.1, NumPy 1.24.2 (Debian 12).
 * */
class GainTest {

    @Test
    void theLeastSquaresLineMatchesScipy() {
        LinearFit line = LinearFit.of(Sequences.evenly(8, 40), Sequences.rough(40));
        assertEquals(0.1974237804878049, line.slope(), 1e-14);
        assertEquals(3.492804878048781, line.intercept(), 1e-13);
        assertEquals(40, line.points());
    }

    @Test
    void aLineNeedsTwoPoints() {
        assertThrows(IllegalArgumentException.class, () -> LinearFit.of(new double[] {1}, new double[] {1}));
        assertThrows(IllegalArgumentException.class, () -> LinearFit.of(new double[] {1, 2}, new double[] {1}));
        assertTrue(Double.isNaN(
                LinearFit.of(new double[] {1, 1}, new double[] {1, 2}).slope()));
    }

    @Test
    void theRelativeGainOfASmoothedCurveIsThatOfThePublishedFormula() {
        // numpy.polyfit(x, y, 1)[0] / y[0] with y = gaussian_filter1d(0.5 + 0.08 * x**2, 2)
        double[] amplitudes = Sequences.evenly(8, 40);
        double[] responses = new double[40];
        for (int i = 0; i < 40; i++) {
            responses[i] = 0.5 + 0.08 * (amplitudes[i] * amplitudes[i]);
        }
        double[] smoothed = GaussianSmoothing.smooth(responses, Gain.SMOOTHING_SAMPLES);
        assertEquals(1.2382290706883967, Gain.relative(amplitudes, smoothed), 1e-14);
    }

    @Test
    void theRelativeGainNeedsTheResponseAtAmplitudeZero() {
        assertThrows(IllegalArgumentException.class, () -> Gain.relative(new double[] {1, 2}, new double[] {1, 2}));
    }

    @Test
    void theTransferComparesTheResponsesToTheStrongestInput() {
        assertEquals(0.25, Gain.transfer(new double[] {1, 5}, new double[] {2, 20}));
        assertThrows(IllegalArgumentException.class, () -> Gain.transfer(new double[] {1}, new double[] {2, 20}));
    }
}
