package org.cb1network.stages.network.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.stages.network.spec.AfferentProjection;
import org.cb1network.stages.network.spec.EventList;
import org.cb1network.stages.network.spec.ExplicitEvents;
import org.cb1network.stages.network.spec.NetworkSpec;
import org.cb1network.stages.network.spec.Population;

/**
 * Afferent events from a file: CSV, gzipped CSV or Arrow with the columns {@code afferent}, {@code target} (names),
 * {@code neuron} (index in the target population), {@code step} (in which the event acts, counted from 0) and {@code weight_nS}.
 */
public final class EventFile {
    private static final List<String> COLUMNS = List.of("afferent", "target", "neuron", "step", "weight_nS");

    private EventFile() {}

    /**
     * Reads the events of a network's afferents.
     *
     * @param network says which afferent projections there are and how large their targets
     * @return events by name of the afferent; an afferent without rows is not in it
     * @throws InputFileException naming the line or row, if the file cannot be used
     */
    public static Map<String, ExplicitEvents> read(Path file, NetworkSpec network) throws IOException {
        Map<String, Map<String, Triples>> byAfferent = new LinkedHashMap<>();
        try (Rows rows = Rows.open(file, COLUMNS)) {
            while (rows.next()) {
                AfferentProjection projection = projection(rows, network);
                Population target = network.population(projection.target());
                int step = rows.integer(3);
                if (step < 0) {
                    throw rows.problem("step " + step + " must not be negative");
                }
                byAfferent
                        .computeIfAbsent(projection.afferent(), name -> new TreeMap<>())
                        .computeIfAbsent(projection.target(), name -> new Triples())
                        .add(
                                rows,
                                rows.index(2, "neuron", target.size(), target.name()),
                                step,
                                rows.notNegative(4, "weight_nS"));
            }
        }
        Map<String, ExplicitEvents> events = new LinkedHashMap<>();
        byAfferent.forEach((afferent, byTarget) -> events.put(afferent, events(byTarget)));
        return events;
    }

    /** The network with afferents that give the events of the file; an afferent without rows keeps its stimulus. */
    public static NetworkSpec stimulate(NetworkSpec network, Path file) throws IOException {
        NetworkSpec stimulated = network;
        for (Map.Entry<String, ExplicitEvents> entry : read(file, network).entrySet()) {
            stimulated = stimulated.withStimulus(entry.getKey(), entry.getValue());
        }
        return stimulated;
    }

    private static ExplicitEvents events(Map<String, Triples> byTarget) {
        Map<String, EventList> lists = new TreeMap<>();
        byTarget.forEach((target, t) -> lists.put(target, new EventList(t.first(), t.second(), t.number())));
        return ExplicitEvents.of(lists);
    }

    private static AfferentProjection projection(Rows rows, NetworkSpec network) throws IOException {
        String afferent = rows.text(0);
        String target = rows.text(1);
        for (AfferentProjection projection : network.afferentProjections()) {
            if (projection.afferent().equals(afferent) && projection.target().equals(target)) {
                return projection;
            }
        }
        throw rows.problem("the network has no afferent projection " + afferent + "->" + target);
    }
}
