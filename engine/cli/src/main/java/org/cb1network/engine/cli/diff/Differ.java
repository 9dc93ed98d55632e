package org.cb1network.engine.cli.diff;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
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
import org.cb1network.engine.cli.diff.Cause.Kind;
import org.cb1network.engine.cli.diff.StageChange.State;
import org.cb1network.engine.compare.ContentComparison;
import org.cb1network.engine.runner.fingerprint.CodeFingerprint;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.jspecify.annotations.Nullable;

/** Compares two sides stage by stage, upstream stages first, because their differences explain those downstream. */
public final class Differ {

    private static final int MOST_CODE_CHANGES = 12;
    private static final int SHORT_DIGEST = 12;

    private final Side before;
    private final Side now;
    private final Map<String, StageChange> changes = new LinkedHashMap<>();
    private final Map<String, List<String>> codeChanges = new HashMap<>();

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

    /** Returns the parameters that differ, if both sides are locks. */
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
        return differences;
    }

    /** Returns the stages in the order of the side that knows one, followed by those that only the other side has. */
    private Set<String> order() {
        Set<String> names = new LinkedHashSet<>();
        boolean folder = !before.isRun() || !now.isRun();
        for (Side side : now.isRun() ? List.of(now, before) : List.of(before, now)) {
            for (SideStage stage : side.stages()) {
                // A stage that only has results of single points has no file in a folder of results.
                if (!folder || !stage.artifacts().isEmpty()) {
                    names.add(stage.name());
                }
            }
        }
        return names;
    }

    private StageChange compare(String name) throws IOException {
        Optional<SideStage> first = before.stage(name);
        Optional<SideStage> second = now.stage(name);
        if (first.isEmpty() || second.isEmpty()) {
            State state = first.isEmpty() ? State.ADDED : State.REMOVED;
            return new StageChange(name, state, List.of(), List.of(), List.of());
        }
        List<ArtifactChange> artifacts = artifacts(first.get(), second.get());
        List<Cause> causes =
                first.get().hasKeys() && second.get().hasKeys() ? causes(first.get(), second.get()) : List.of();
        List<String> follows = changedPredecessors(first.get(), second.get());
        List<Cause> own =
                causes.stream().filter(cause -> cause.kind() != Kind.INPUT).toList();
        State state;
        if (!own.isEmpty()) {
            state = State.CHANGED;
        } else if (!causes.isEmpty() || (!artifacts.isEmpty() && !follows.isEmpty())) {
            state = State.FOLLOWS;
        } else {
            state = artifacts.isEmpty() ? State.SAME : State.DIFFERENT;
        }
        boolean explained = state == State.FOLLOWS && !follows.isEmpty();
        return new StageChange(
                name,
                state,
                state == State.SAME || state == State.DIFFERENT ? List.of() : follows,
                explained ? own : causes,
                artifacts);
    }

    /** Returns the predecessors of a stage whose outputs have changed. */
    private List<String> changedPredecessors(SideStage first, SideStage second) {
        SortedSet<String> predecessors = new TreeSet<>(first.after());
        predecessors.addAll(second.after());
        return predecessors.stream()
                .filter(name -> {
                    StageChange change = changes.get(name);
                    return change != null && change.state() != State.SAME;
                })
                .toList();
    }

    // --- what enters the keys ---

    private List<Cause> causes(SideStage first, SideStage second) {
        Map<List<Object>, Cause> causes = new LinkedHashMap<>();
        for (Map.Entry<String, String> point : first.keys().entrySet()) {
            String other = second.keys().get(point.getKey());
            if (other != null && !other.equals(point.getValue())) {
                ingredientCauses(point.getValue(), other)
                        .forEach(cause -> count(causes, cause.kind(), cause.text(), point.getKey()));
            }
        }
        points(first, second, "new point", causes);
        points(second, first, "no longer a point", causes);
        return List.copyOf(causes.values());
    }

    /** Adds points that only {@code to} has, unless the history did not record all points of {@code from}. */
    private static void points(SideStage from, SideStage to, String text, Map<List<Object>, Cause> causes) {
        if (from.keys().size() < from.points()) {
            return;
        }
        for (String point : to.keys().keySet()) {
            if (!from.keys().containsKey(point)) {
                count(causes, Kind.POINTS, text, point);
            }
        }
    }

    private static void count(Map<List<Object>, Cause> causes, Kind kind, String text, String example) {
        causes.merge(
                List.of(kind, text),
                new Cause(kind, text, 1, example),
                (old, one) -> new Cause(kind, text, old.points() + 1, old.example()));
    }

    private List<Cause> ingredientCauses(String oldKey, String newKey) {
        Optional<KeyPreimage> old = before.memory().preimage(oldKey);
        Optional<KeyPreimage> current = now.memory().preimage(newKey);
        if (old.isEmpty() || current.isEmpty()) {
            return List.of(cause(
                    Kind.OTHER, "its keys differ, but the results that would explain why are no longer in the store"));
        }
        List<Cause> causes = new ArrayList<>();
        SortedSet<String> names = new TreeSet<>(old.get().ingredients().keySet());
        names.addAll(current.get().ingredients().keySet());
        for (String name : names) {
            String from = old.get().ingredients().get(name);
            String to = current.get().ingredients().get(name);
            if (!Objects.equals(from, to)) {
                causes.addAll(causes(name, from, to));
            }
        }
        return causes;
    }

    private List<Cause> causes(String name, @Nullable String from, @Nullable String to) {
        if (name.equals(KeyPreimage.CODE)) {
            return codeChanges(String.valueOf(from), String.valueOf(to)).stream()
                    .map(text -> cause(Kind.CODE, text))
                    .toList();
        }
        if (name.equals(KeyPreimage.SEED)) {
            return List.of(cause(Kind.SEED, "the seed of the pipeline"));
        }
        if (name.startsWith(KeyPreimage.INPUT)) {
            return List.of(cause(Kind.INPUT, "input " + name.substring(KeyPreimage.INPUT.length())));
        }
        String values = (from == null ? "(none)" : from) + " -> " + (to == null ? "(none)" : to);
        return name.startsWith(KeyPreimage.PARAMETER)
                ? List.of(cause(
                        Kind.PARAMETER, "parameter " + name.substring(KeyPreimage.PARAMETER.length()) + ": " + values))
                : List.of(cause(Kind.OTHER, name + ": " + values));
    }

    private static Cause cause(Kind kind, String text) {
        return new Cause(kind, text, 1, "");
    }

    /** Computed once for each pair of fingerprints. */
    private List<String> codeChanges(String from, String to) {
        return codeChanges.computeIfAbsent(from + " " + to, pair -> {
            Optional<CodeFingerprint> old = before.memory().code(from);
            Optional<CodeFingerprint> current = now.memory().code(to);
            if (old.isEmpty() || current.isEmpty()) {
                return List.of("code (details are no longer available)");
            }
            List<String> texts = new ArrayList<>();
            current.get().changesSince(old.get()).forEach(change -> texts.add("code: " + change));
            if (texts.size() > MOST_CODE_CHANGES) {
                int more = texts.size() - MOST_CODE_CHANGES;
                texts.subList(MOST_CODE_CHANGES, texts.size()).clear();
                texts.add("code: and " + more + " more changes");
            }
            return texts;
        });
    }

    // --- results ---

    private List<ArtifactChange> artifacts(SideStage first, SideStage second) throws IOException {
        List<ArtifactChange> differences = new ArrayList<>();
        SortedSet<String> names = new TreeSet<>(first.artifacts().keySet());
        names.addAll(second.artifacts().keySet());
        boolean bothKnown = !first.artifacts().isEmpty() && !second.artifacts().isEmpty();
        for (String name : bothKnown ? names : Set.<String>of()) {
            SideArtifact old = first.artifacts().get(name);
            SideArtifact current = second.artifacts().get(name);
            if (old == null || current == null) {
                // A folder of results has a file for every output that is one artifact for the whole stage, so a
                // missing file is a difference.
                differences.add(new ArtifactChange(
                        name,
                        old == null ? "" : old.digest(),
                        current == null ? "" : current.digest(),
                        Optional.empty(),
                        old == null ? "new" : "removed",
                        true));
            } else if (!old.digest().equals(current.digest())) {
                differences.add(compareContents(name, old, current));
            }
        }
        differences.addAll(pointArtifacts(first, second, names));
        return differences;
    }

    private static ArtifactChange compareContents(String name, SideArtifact before, SideArtifact now)
            throws IOException {
        Optional<byte[]> old = before.content().read();
        Optional<byte[]> current = now.content().read();
        if (old.isEmpty() || current.isEmpty()) {
            String text = "different content (" + shortened(before.digest()) + " -> " + shortened(now.digest())
                    + "); its bytes are not available for comparison";
            return new ArtifactChange(name, before.digest(), now.digest(), Optional.empty(), text, false);
        }
        ContentComparison content = ContentComparison.of(old.get(), current.get());
        return new ArtifactChange(name, before.digest(), now.digest(), content.table(), content.text(), true);
    }

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(SHORT_DIGEST, digest.length()));
    }

    /** Counts, for outputs that are not collected, the points that differ. */
    private List<ArtifactChange> pointArtifacts(SideStage first, SideStage second, Set<String> collected) {
        Map<String, List<String>> points = new LinkedHashMap<>();
        int compared = 0;
        for (Map.Entry<String, String> point : first.keys().entrySet()) {
            String other = second.keys().get(point.getKey());
            boolean sameEntry =
                    point.getValue().equals(other) && before.memory().isSame(now.memory());
            if (other == null || sameEntry) {
                compared += other == null ? 0 : 1;
                continue;
            }
            Optional<SortedMap<String, String>> old = before.memory().outputs(point.getValue());
            Optional<SortedMap<String, String>> current = now.memory().outputs(other);
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
        List<ArtifactChange> differences = new ArrayList<>();
        for (Map.Entry<String, List<String>> output : points.entrySet()) {
            differences.add(new ArtifactChange(
                    output.getKey(),
                    "",
                    "",
                    Optional.empty(),
                    "different in " + output.getValue().size() + " of " + compared + " points, such as "
                            + output.getValue().get(0),
                    true));
        }
        return differences;
    }
}
