package org.cb1network.stages.network.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.stages.network.spec.EventList;
import org.cb1network.stages.network.spec.ExplicitEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;
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
    public static Map<String, ExplicitEvents> read(Path file, Network network) throws IOException {
        Map<String, Map<String, Triples>> byAfferent = new LinkedHashMap<>();
        try (Rows rows = Rows.open(file, COLUMNS)) {
            while (rows.next()) {
                Pathway pathway = pathway(rows, network);
                Population target = network.population(pathway.post());
                int step = rows.integer(3);
                if (step < 0) {
                    throw rows.problem("step " + step + " must not be negative");
                }
                byAfferent
                        .computeIfAbsent(pathway.pre(), name -> new TreeMap<>())
                        .computeIfAbsent(pathway.post(), name -> new Triples())
                        .add(
                                rows,
                                rows.index(2, "neuron", target.size(), pathway.post()),
                                step,
                                rows.notNegative(4, "weight_nS"));
            }
        }
        Map<String, ExplicitEvents> events = new LinkedHashMap<>();
        byAfferent.forEach((afferent, byTarget) -> events.put(afferent, events(byTarget)));
        return events;
    }

    /** The network with afferents that give the events of the file; an afferent without rows keeps its stimulus. */
    public static Network stimulate(Network network, Path file) throws IOException {
        Network stimulated = network;
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

    private static Pathway pathway(Rows rows, Network network) throws IOException {
        Pathway pathway = new Pathway(rows.text(0), rows.text(1));
        if (!network.afferentPathways().contains(pathway)) {
            throw rows.problem("the network has no afferent projection " + pathway);
        }
        return pathway;
    }
}
