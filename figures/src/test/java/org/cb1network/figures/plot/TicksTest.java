package org.cb1network.figures.plot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.cb1network.figures.mark.Scale;
import org.junit.jupiter.api.Test;

class TicksTest {

    @Test
    void ticksStandAtRoundValues() {
        assertEquals(List.of("0", "2", "4", "6", "8"), nice(0, 8, 5));
        assertEquals(List.of("0", "5", "10"), nice(0, 10, 4));
        assertEquals(List.of("0.0", "0.5", "1.0"), nice(0, 1.4, 4));
        assertEquals(List.of("0", "10", "20"), nice(0, 28, 4));
        assertEquals(List.of("-70", "-68", "-66"), nice(-71, -64.5, 4));
        assertEquals(List.of("0.00", "0.05", "0.10"), nice(0, 0.14, 4));
        assertEquals(List.of("0", "1000", "2000", "3000"), nice(0, 3000, 4));
        assertEquals(List.of("0.0000", "0.0005", "0.0010"), nice(0, 0.001, 4));
    }

    @Test
    void veryLongLabelsAreDividedByAPowerOfTen() {
        Ticks large = Ticks.nice(Scale.linear(0, 2e8), 3);
        assertEquals(List.of("0", "1", "2"), large.labels());
        assertEquals(8, large.exponent());
        assertEquals(List.of(0.0, 1e8, 2e8), large.major());
        Ticks small = Ticks.nice(Scale.log(1.5e-9, 8e-9), 4);
        assertEquals(List.of("2", "5"), small.labels());
        assertEquals(-9, small.exponent());
        assertEquals(List.of("0", "500000", "1000000"), nice(0, 1e6, 3), "short enough");
        assertEquals(List.of("1000000.0", "1000000.1", "1000000.2"), nice(1000000, 1000000.2, 3), "no shorter");
    }

    @Test
    void anAxisThatRunsTheOtherWayHasTheSameTicks() {
        assertEquals(nice(0, 8, 5), nice(8, 0, 5));
    }

    @Test
    void ticksAreExactlyTheNumbersThatTheirLabelsSay() {
        assertEquals(
                List.of(0.1, 0.2, 0.3), Ticks.nice(Scale.linear(0.1, 0.3), 4).major());
        assertEquals(List.of("0.1", "0.2", "0.3"), nice(0.1, 0.3, 4));
    }

    @Test
    void thereAreAboutAsManyTicksAsWantedAndNeverOneAlone() {
        SplittableRandom random = new SplittableRandom(11);
        for (int i = 0; i < 3000; i++) {
            double start = random.nextDouble(-100, 100);
            double end = start + StrictMath.exp(random.nextDouble(-15, 15));
            int wanted = random.nextInt(2, 8);
            Ticks ticks = Ticks.nice(Scale.linear(start, end), wanted);
            int count = ticks.major().size();
            assertTrue(
                    count >= 1 && count <= wanted + 2, start + " ... " + end + ", " + wanted + ": " + ticks.labels());
            assertTrue(wanted < 4 || count >= 2, start + " ... " + end + ", " + wanted + ": " + ticks.labels());
        }
    }

    @Test
    void decadesAreLabelledAsPowersWithSmallTicksBetween() {
        Ticks ticks = Ticks.nice(Scale.log(0.2, 50), 4);
        assertEquals(List.of("10^{0}", "10^{1}"), ticks.labels());
        assertEquals(List.of(1.0, 10.0), ticks.major());
        assertEquals(
                List.of(0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 2.0),
                ticks.minor().subList(0, 9));
        assertEquals(50.0, ticks.minor().get(ticks.minor().size() - 1));
        assertEquals(
                List.of("10^{-2}", "10^{-1}"),
                Ticks.nice(Scale.log(0.01, 0.1), 4).labels());
    }

    @Test
    void aShortLogarithmicAxisHasOneTwoAndFive() {
        assertEquals(List.of("2", "5"), Ticks.nice(Scale.log(1.5, 8), 4).labels());
        assertEquals(List.of("5", "10", "20"), Ticks.nice(Scale.log(4, 30), 4).labels());
    }

    @Test
    void aLongLogarithmicAxisSkipsDecades() {
        List<String> labels = Ticks.nice(Scale.log(1e-9, 1e6), 4).labels();
        assertTrue(labels.size() <= 6, labels.toString());
        assertEquals("10^{-9}", labels.get(0));
    }

    @Test
    void givenTicksShareTheirNumberOfDecimals() {
        assertEquals(
                List.of("0.25", "0.50"), Ticks.at(Scale.linear(0, 1), 0.25, 0.5).labels());
        assertEquals(
                List.of("1", "4", "10"), Ticks.at(Scale.linear(0, 10), 1, 4, 10).labels());
        assertEquals(
                List.of("10^{0}", "10^{2}"), Ticks.at(Scale.log(1, 200), 1, 100).labels());
    }

    private static List<String> nice(double start, double end, int wanted) {
        return Ticks.nice(Scale.linear(start, end), wanted).labels();
    }
}
