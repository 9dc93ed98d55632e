package org.cb1network.stages.network;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.stages.network.input.EventSchedule;
import org.cb1network.stages.network.spec.GaussianEvents.Event;
import org.junit.jupiter.api.Test;

class EventScheduleTest {
    private static final double STOP_MS = 30_000;

    @Test
    void schedulesOfThePublishedCodeAreRepeatedBitForBit() throws IOException {
        Map<Long, List<Event>> published = published();
        assertEquals(21, published.size());
        published.forEach((seed, events) -> assertEquals(
                events, new EventSchedule(seed, 200, 1, 1).until(STOP_MS).events(), "seed " + seed));
    }

    @Test
    void amplitudesScaleWithTheLevel() {
        List<Event> one = new EventSchedule(4, 200, 1, 1).until(STOP_MS).events();
        List<Event> four = new EventSchedule(4, 200, 1, 4).until(STOP_MS).events();
        assertEquals(
                one.stream()
                        .map(e -> new Event(e.timeMs(), 4 * e.amplitudeHz()))
                        .toList(),
                four);
    }

    private static Map<Long, List<Event>> published() throws IOException {
        Map<Long, List<Event>> bySeed = new TreeMap<>();
        List<String> lines = Files.readAllLines(TestFiles.path("events.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = line.split(",", -1);
            bySeed.computeIfAbsent(Long.parseLong(fields[0]), seed -> new ArrayList<>())
                    .add(new Event(Double.parseDouble(fields[1]), Double.parseDouble(fields[2])));
        }
        return bySeed;
    }
}
