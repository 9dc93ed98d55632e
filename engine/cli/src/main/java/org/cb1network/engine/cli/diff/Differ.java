package org.cb1network.engine.cli.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.cb1network.engine.cli.diff.StageChange.State;
import org.cb1network.engine.compare.OutputComparison;
import org.cb1network.engine.compare.OutputDifference;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.provenance.KeyChange;
import org.cb1network.engine.runner.provenance.KeyChange.Kind;
import org.cb1network.engine.runner.provenance.KeyChanges;
import org.cb1network.engine.table.Count;

/** Compares two sides stage by stage, upstream stages first, because their differences explain those downstream. */
public final class Differ {

    private static final String UNEXPLAINED =
            "its keys differ, but the results that would explain why are no longer in the store";

    private final Side before;
    private final Side now;
    private final Map<String, StageChange> changes = new LinkedHashMap<>();

    private Differ(Side before, Side now) {
        this.before = before;
        this.now = now;
    }

    /**
     * Compares two sides.
     *
     * @throws IOException if artifacts cannot be read
     */
    public static DiffReport compare(Side before, Side now) throws IOException {
        return new Differ(before, now).compare();
    }

    private DiffReport compare() throws IOException {
        for (String name : order()) {
            changes.put(name, compare(name));
        }
        return new DiffReport(before.title(), now.title(), parameters(), List.copyOf(changes.values()));
    }

    /** Returns the parameters that differ, if both sides are locks, and those set for only one of two runs. */
    private List<String> parameters() {
        List<String> differences = new ArrayList<>();
        SortedSet<String> names = new TreeSet<>();
        if (!before.parameters().isEmpty() && !now.parameters().isEmpty()) {
            names.addAll(before.parameters().keySet());
            names.addAll(now.parameters().keySet());
        }
        for (String name : names) {
            String old = before.parameters().getOrDefault(name, "(none)");
            String current = now.parameters().getOrDefault(name, "(none)");
            if (!old.equals(current)) {
                differences.add(name + ": " + old + " -> " + current);
            }
        }
        differences.addAll(overrides());
        return differences;
    }

    /** Returns what was set for only one of two runs, if a stage without results cannot tell. */
    private List<String> overrides() {
        List<String> differences = new ArrayList<>();
        boolean incomplete =
                changes.values().stream().anyMatch(change -> change.state().isWithoutResults());
        if (incomplete && before.run().isPresent() && now.run().isPresent()) {
            List<String> first = before.run().get().overrides();
            List<String> second = now.run().get().overrides();
            first.stream()
                    .filter(set -> !second.contains(set))
                    .forEach(set -> differences.add("-p " + set + ": only in A"));
            second.stream()
                    .filter(set -> !first.contains(set))
                    .forEach(set -> differences.add("-p " + set + ": only in B"));
        }
        return differences;
    }

    /** Returns the stages in the order of the side that knows one, followed by those that only the other side has. */
    private Set<String> order() {
        Set<String> names = new LinkedHashSet<>();
        boolean folder = !before.isRun() || !now.isRun();
        for (Side side : now.isRun() ? List.of(now, before) : List.of(before, now)) {
            for (SideStage stage : side.stages()) {
                // A stage that only has results of single points has no file in a folder of results.
                if (!folder || !stage.outputs().isEmpty()) {
                    names.add(stage.name());
                }
            }
        }
        return names;
    }

    private StageChange compare(String name) throws IOException {
        Optional<SideStage> first = before.stage(name);
        Optional<SideStage> second = now.stage(name);
        Optional<State> incomparable = incomparable(first, second);
        if (incomparable.isPresent()) {
            return new StageChange(name, incomparable.get(), List.of(), List.of(), List.of());
        }
        List<OutputDifference> outputs = outputs(first.get(), second.get());
        List<KeyChange> causes =
                first.get().hasKeys() && second.get().hasKeys() ? causes(first.get(), second.get()) : List.of();
        List<String> follows = changedPredecessors(first.get(), second.get());
        List<KeyChange> own =
                causes.stream().filter(cause -> cause.kind() != Kind.INPUT).toList();
        State state;
        if (!own.isEmpty()) {
            state = State.CHANGED;
        } else if (!causes.isEmpty() || (!outputs.isEmpty() && !follows.isEmpty())) {
            state = State.FOLLOWS;
        } else {
            state = !outputs.isEmpty() ? State.DIFFERENT : complete(first.get(), second.get());
        }
        boolean explained = state == State.FOLLOWS && !follows.isEmpty();
        return new StageChange(
                name,
                state,
                state == State.CHANGED || state == State.FOLLOWS ? follows : List.of(),
                explained ? own : causes,
                outputs);
    }

    /** Returns the state of a stage whose known results are the same: two stopped runs may lack the same points. */
    private static State complete(SideStage first, SideStage second) {
        return first.isComplete() && second.isComplete() ? State.SAME : State.NO_RESULTS;
    }

    /** Returns the state of a stage of which a side has nothing to compare. */
    private static Optional<State> incomparable(Optional<SideStage> first, Optional<SideStage> second) {
        boolean hasFirst = first.isPresent() && first.get().hasResults(second);
        boolean hasSecond = second.isPresent() && second.get().hasResults(first);
        if (hasFirst && hasSecond) {
            return Optional.empty();
        }
        if (hasFirst) {
            return Optional.of(second.isEmpty() ? State.REMOVED : State.NO_RESULTS_NOW);
        }
        if (hasSecond) {
            return Optional.of(first.isEmpty() ? State.ADDED : State.NO_RESULTS_BEFORE);
        }
        return Optional.of(State.NO_RESULTS);
    }

    /** Returns the predecessors of a stage whose outputs have changed. */
    private List<String> changedPredecessors(SideStage first, SideStage second) {
        SortedSet<String> predecessors = new TreeSet<>(first.after());
        predecessors.addAll(second.after());
        return predecessors.stream()
                .filter(name -> {
                    StageChange change = changes.get(name);
                    return change != null && change.state().isDifference();
                })
                .toList();
    }

    // --- what enters the keys ---

    private List<KeyChange> causes(SideStage first, SideStage second) {
        KeyChanges changes = new KeyChanges(before.keys()::code, now.keys()::code);
        for (Map.Entry<String, String> point : first.keys().entrySet()) {
            String other = second.keys().get(point.getKey());
            if (other != null && !other.equals(point.getValue())) {
                Optional<KeyPreimage> old = before.keys().preimage(point.getValue());
                Optional<KeyPreimage> current = now.keys().preimage(other);
                if (old.isPresent() && current.isPresent()) {
                    changes.add(old.get(), current.get(), point.getKey());
                } else {
                    changes.add(Kind.OTHER, UNEXPLAINED, point.getKey());
                }
            }
        }
        addPoints(first, second, first.isComplete() ? "new point" : "no result in A", changes);
        addPoints(second, first, second.isComplete() ? "no longer a point" : "no result in B", changes);
        return changes.list();
    }

    /** Adds points that only {@code to} has, unless the history did not record all points of {@code from}. */
    private static void addPoints(SideStage from, SideStage to, String text, KeyChanges changes) {
        if (from.isComplete() && from.keys().size() < from.points()) {
            return;
        }
        for (String point : to.keys().keySet()) {
            if (!from.keys().containsKey(point)) {
                changes.add(Kind.POINTS, text, point);
            }
        }
    }

    // --- results ---

    private List<OutputDifference> outputs(SideStage first, SideStage second) throws IOException {
        List<OutputDifference> differences = new ArrayList<>();
        // A folder of results has a file for every output that is one artifact for the whole stage, so a missing
        // file is a difference, as is a stage of a run that has results of points and did not get to join them.
        differences.addAll(OutputComparison.of(first.outputs(), before.contents(), second.outputs(), now.contents()));
        SortedSet<String> collected = new TreeSet<>(first.outputs().keySet());
        collected.addAll(second.outputs().keySet());
        differences.addAll(outputsOfPoints(first, second, collected));
        return differences;
    }

    /** Counts, for outputs that are not collected, the points that differ. */
    private List<OutputDifference> outputsOfPoints(SideStage first, SideStage second, Set<String> collected) {
        Map<String, List<String>> points = new LinkedHashMap<>();
        int compared = 0;
        for (Map.Entry<String, String> point : first.keys().entrySet()) {
            String other = second.keys().get(point.getKey());
            boolean sameEntry = point.getValue().equals(other) && before.keys().isSame(now.keys());
            if (other == null || sameEntry) {
                compared += other == null ? 0 : 1;
                continue;
            }
            Optional<SortedMap<String, String>> old = before.keys().outputs(point.getValue());
            Optional<SortedMap<String, String>> current = now.keys().outputs(other);
            if (old.isPresent() && current.isPresent()) {
                compared++;
                SortedSet<String> names = new TreeSet<>(old.get().keySet());
                names.addAll(current.get().keySet());
                names.removeAll(collected);
                for (String name : names) {
                    if (!Objects.equals(old.get().get(name), current.get().get(name))) {
                        points.computeIfAbsent(name, output -> new ArrayList<>())
                                .add(point.getKey());
                    }
                }
            }
        }
        List<OutputDifference> differences = new ArrayList<>();
        for (Map.Entry<String, List<String>> output : points.entrySet()) {
            differences.add(new OutputDifference(
                    output.getKey(),
                    "",
                    "",
                    Optional.empty(),
                    "different in " + Count.part(output.getValue().size(), compared, "point") + ", such as "
                            + output.getValue().get(0),
                    true));
        }
        return differences;
    }
}
