package org.cb1network.stages.network.input;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.cb1network.engine.table.input.InputFileException;
import org.cb1network.engine.table.input.InputRows;
import org.cb1network.stages.network.spec.EventList;
import org.cb1network.stages.network.spec.ExplicitEvents;
import org.cb1network.stages.network.spec.Network;
import org.cb1network.stages.network.spec.Pathway;

/**
 * Afferent events from a file: CSV, gzipped CSV or Arrow with the columns {@code afferent}, {@code target} (names),
 * {@code neuron} (index in the target population), {@code step} (in which the event acts, counted from 0) and possibly
 * {@code weight_nS}.
 */
public final class EventFile {
    private static final String AFFERENT = "afferent";
    private static final String TARGET = "target";
    private static final String NEURON = "neuron";
    private static final String STEP = "step";
    private static final List<String> COLUMNS = List.of(AFFERENT, TARGET, NEURON, STEP);

    private EventFile() {}

    /**
     * Reads the events of an afferent. Events for which the file has no weight have that of their projection.
     *
     * @param network says which afferent projections there are and how large their targets
     * @param durationMs simulated time in ms; an event after it is refused, because it would never act
     * @throws InputFileException naming the line or row, if the file cannot be used; if it has no events of the afferent; or if the file
     *     and a projection leave an event without weight, or both give the weights of all events
     */
    public static ExplicitEvents read(Path file, String afferent, Network network, double durationMs)
            throws IOException {
        long steps = Math.round(durationMs / network.stepMs());
        Map<String, GrowingRows> byTarget = new TreeMap<>();
        Map<String, Weights> weights = new TreeMap<>();
        try (InputRows rows = InputRows.open(file, COLUMNS, Weights.COLUMNS)) {
            while (rows.next()) {
                Pathway pathway = pathway(rows, network);
                if (pathway.pre().equals(afferent)) {
                    int size = network.population(pathway.post()).size();
                    Weights own = weights.computeIfAbsent(pathway.post(), name -> new Weights(pathway, network));
                    byTarget.computeIfAbsent(pathway.post(), name -> new GrowingRows())
                            .add(
                                    rows,
                                    rows.index(NEURON, size, pathway.post()),
                                    step(rows, steps, durationMs),
                                    own.next(rows),
                                    0);
                }
            }
        }
        if (byTarget.isEmpty()) {
            throw new InputFileException(file, "", "there are no events of " + afferent + " in it");
        }
        for (Weights own : weights.values()) {
            own.requireUsed(file);
        }
        return events(byTarget);
    }

    /** What {@link #read} finds wrong depends on these and the file. */
    public static List<Object> dependencies(String afferent, Network network, double durationMs) {
        List<Object> dependencies = new ArrayList<>(List.of(afferent, network.stepMs(), durationMs));
        for (Pathway pathway : network.afferentPathways()) {
            dependencies.add(Weights.dependencies(pathway, network));
            dependencies.add(network.population(pathway.post()).size());
        }
        return dependencies;
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

    private static ExplicitEvents events(Map<String, GrowingRows> byTarget) {
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
