package org.cb1network.stages.science.analysis;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.cb1network.stages.network.random.RandomStream;
import org.cb1network.stages.network.random.RandomStreams;
import org.junit.jupiter.api.Test;

class PowerSpectrumTest {

    @Test
    void aSineHasHalfItsSquaredAmplitudeAtItsFrequency() {
        double[] sine = IntStream.range(0, 640)
                .mapToDouble(i -> 5 + 3 * StrictMath.sin(2 * Math.PI * i / 8))
                .toArray();
        PowerSpectrum spectrum = PowerSpectrum.of(sine, 1, 64);
        int highest = IntStream.range(0, 32)
                .reduce((a, b) -> spectrum.power()[a] >= spectrum.power()[b] ? a : b)
                .orElseThrow();
        assertEquals(125, spectrum.frequencyHz()[highest], 1e-9);
        double distanceHz = spectrum.frequencyHz()[0];
        assertEquals(4.5, Arrays.stream(spectrum.power()).sum() * distanceHz, 1e-9);
    }

    @Test
    void whiteNoiseHasTwiceItsVarianceTimesTheBin() {
        RandomStream random = new RandomStreams(1).stream("a test");
        double[] noise = IntStream.range(0, 100_000)
                .mapToDouble(i -> random.nextLong() < 0 ? -2 : 2)
                .toArray();
        double mean = Arrays.stream(PowerSpectrum.of(noise, 0.5, 256).power())
                .average()
                .orElseThrow();
        assertEquals(2 * 4 * 0.0005, mean, 0.02 * 0.004);
    }

    /** {@code scipy.signal.welch(x - x.mean(), fs=500, window="hann", nperseg=8, noverlap=4, detrend=False)}. */
    @Test
    void theDensitiesAreThoseOfScipy() {
        double[] signal = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3};
        PowerSpectrum spectrum = PowerSpectrum.of(signal, 2, 8);
        assertArrayEquals(new double[] {62.5, 125, 187.5, 250}, spectrum.frequencyHz(), 1e-9);
        assertArrayEquals(
                new double[] {0.03471404520791032, 0.02398691677710094, 0.027063732569867462, 0.002356228973406669},
                spectrum.power(),
                1e-12);
    }

    @Test
    void aSegmentLongerThanTheSignalIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> PowerSpectrum.of(new double[7], 1, 8));
    }
}
