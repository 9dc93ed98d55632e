package org.cb1network.stages.network.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.engine.table.input.InputFileException;
import org.cb1network.engine.table.input.InputRows;
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
    private static final String AFFERENT = "afferent";
    private static final String TARGET = "target";
    private static final String NEURON = "neuron";
    private static final String STEP = "step";
    private static final String WEIGHT = "weight_nS";
    private static final List<String> COLUMNS = List.of(AFFERENT, TARGET, NEURON, STEP, WEIGHT);

    private EventFile() {}

    /**
     * Reads the events of a network's afferents.
     *
     * @param network says which afferent projections there are and how large their targets
     * @param durationMs simulated time in ms; an event after it is refused, because it would never act
     * @return events by name of the afferent; an afferent without rows is not in it
     * @throws InputFileException naming the line or row, if the file cannot be used
     */
    public static Map<String, ExplicitEvents> read(Path file, Network network, double durationMs) throws IOException {
        long steps = Math.round(durationMs / network.stepMs());
        Map<String, Map<String, Triples>> byAfferent = new LinkedHashMap<>();
        try (InputRows rows = InputRows.open(file, COLUMNS, List.of())) {
            while (rows.next()) {
                Pathway pathway = pathway(rows, network);
                Population target = network.population(pathway.post());
                byAfferent
                        .computeIfAbsent(pathway.pre(), name -> new TreeMap<>())
                        .computeIfAbsent(pathway.post(), name -> new Triples())
                        .add(
                                rows,
                                rows.index(NEURON, target.size(), pathway.post()),
                                step(rows, steps, durationMs),
                                rows.notNegative(WEIGHT));
            }
        }
        Map<String, ExplicitEvents> events = new LinkedHashMap<>();
        byAfferent.forEach((afferent, byTarget) -> events.put(afferent, events(byTarget)));
        return events;
    }

    /** The network with afferents that give the events of the file; an afferent without rows keeps its stimulus. */
    public static Network stimulate(Network network, Path file, double durationMs) throws IOException {
        Network stimulated = network;
        for (Map.Entry<String, ExplicitEvents> entry :
                read(file, network, durationMs).entrySet()) {
            stimulated = stimulated.withStimulus(entry.getKey(), entry.getValue());
        }
        return stimulated;
    }

    private static int step(InputRows rows, long steps, double durationMs) throws InputFileException {
        int step = rows.integer(STEP);
        if (step < 0) {
            throw rows.problem("step " + step + " must not be negative");
        }
        if (step >= steps) {
            throw rows.problem("step " + step + " is not in the simulation: its " + durationMs
                    + " ms are the steps 0 to " + (steps - 1) + "; simulate longer, or remove the event");
        }
        return step;
    }

    private static ExplicitEvents events(Map<String, Triples> byTarget) {
        Map<String, EventList> lists = new TreeMap<>();
        byTarget.forEach((target, t) -> lists.put(target, new EventList(t.first(), t.second(), t.number())));
        return ExplicitEvents.of(lists);
    }

    private static Pathway pathway(InputRows rows, Network network) throws InputFileException {
        Pathway pathway = new Pathway(rows.text(AFFERENT), rows.text(TARGET));
        if (!network.afferentPathways().contains(pathway)) {
            throw rows.problem("the network has no afferent projection " + pathway);
        }
        return pathway;
    }
}
