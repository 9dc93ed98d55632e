package org.cb1network.stages.network.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.cb1network.stages.network.spec.GaussianEvents.Event;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GaussianEventsTest {
    private static final double REACH = 9;

    @ParameterizedTest
    @ValueSource(doubles = {1e-3, 5, 200, 1e5, 1e300})
    void theRateIsTheSumOverAllBumpsWithinNineWidthsInOrderOfTime(double widthMs) {
        Random random = new Random(7);
        List<Event> inOrder = new ArrayList<>();
        double timeMs = -3000;
        for (int k = 0; k < 60; k++) {
            // Some of them at the same time.
            timeMs += random.nextInt(5) == 0 ? 0 : 300 * random.nextDouble();
            inOrder.add(new Event(timeMs, 5 * random.nextDouble()));
        }
        inOrder.sort(Comparator.comparingDouble(Event::timeMs).thenComparingDouble(Event::amplitudeHz));
        List<Event> shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, random);
        GaussianEvents ordered = new GaussianEvents(inOrder, widthMs);
        GaussianEvents unordered = new GaussianEvents(shuffled, widthMs);
        for (int i = 0; i < 20_000; i++) {
            Event near = inOrder.get(random.nextInt(60));
            double edgeMs = near.timeMs() + (random.nextBoolean() ? REACH : -REACH) * widthMs;
            double atMs = i % 3 == 0 ? Math.nextUp(edgeMs) : i % 3 == 1 ? edgeMs : -4000 + 12_000 * random.nextDouble();
            double expected = plainSum(inOrder, widthMs, atMs);
            assertEquals(expected, ordered.rateHz(atMs), "at " + atMs);
            assertEquals(expected, unordered.rateHz(atMs), "at " + atMs);
        }
    }

    @Test
    void beforeTheFirstBumpComesNearTheRateIsExactlyZero() {
        List<Event> events = new ArrayList<>(List.of(new Event(165, 4), new Event(180, 2), new Event(900, 1)));
        Collections.reverse(events);
        GaussianEvents bumps = new GaussianEvents(events, 5);
        assertEquals(120, bumps.silentUntilMs(), 1e-9);
        for (int step = 0; step < 1199; step++) {
            assertEquals(0, bumps.rateHz(step * 0.1), "step " + step);
        }
        assertTrue(bumps.rateHz(120.1) > 0, "not long after");
    }

    @Test
    void withoutBumpsTheRateIsZeroForEver() {
        GaussianEvents none = new GaussianEvents(List.of(), 5);
        assertEquals(Double.POSITIVE_INFINITY, none.silentUntilMs());
        assertEquals(0, none.rateHz(0));
    }

    private static double plainSum(List<Event> events, double widthMs, double timeMs) {
        double rateHz = 0;
        for (Event event : events) {
            double distance = (timeMs - event.timeMs()) / widthMs;
            if (Math.abs(distance) <= REACH) {
                rateHz += event.amplitudeHz() * StrictMath.exp(-0.5 * distance * distance);
            }
        }
        return rateHz;
    }
}
