package org.cb1network.stages.network.spec;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Afferent events that are given one by one, as a list for each target population.
 *
 * @param byTarget name of the target population to its events
 */
public record ExplicitEvents(SortedMap<String, EventList> byTarget) implements Stimulus {

    /** Copies the map. */
    public ExplicitEvents {
        byTarget = Collections.unmodifiableSortedMap(new TreeMap<>(byTarget));
    }

    /** The events for the target populations. */
    public static ExplicitEvents of(Map<String, EventList> byTarget) {
        return new ExplicitEvents(new TreeMap<>(byTarget));
    }

    /** The events for a target population; none where nothing is listed. */
    public EventList eventsFor(String target) {
        return byTarget.getOrDefault(target, EventList.EMPTY);
    }
}
