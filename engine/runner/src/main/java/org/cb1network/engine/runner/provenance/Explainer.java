package org.cb1network.engine.runner.provenance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.fingerprint.CodeFingerprint;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.plan.StageCode;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.plan.StageWork;
import org.jspecify.annotations.Nullable;

/** Explains why a stage has to run: what changed since the last run, in terms of the pipeline file and the code. */
public final class Explainer {

    /** Name of the document that holds the preimage of an entry's key. */
    private static final String PREIMAGE = "preimage";

    private static final int MOST_CODE_CHANGES = 12;

    private final Store store;
    private final RunHistory history;
    private final CodeArchive archive;
    private final StageCode code;
    private final Map<String, List<String>> codeChanges = new HashMap<>();

    public Explainer(Store store, RunHistory history, StageCode code) {
        this.store = store;
        this.history = history;
        this.archive = new CodeArchive(store);
        this.code = code;
    }

    /**
     * A difference.
     *
     * @param text description for the user
     * @param points number of compared points that it applies to
     * @param example the axes of one of these points as text; empty without a sweep
     */
    public record Difference(String text, int points, String example) {}

    /**
     * Returns the reasons why a stage runs, the most important first; a single line if it does not run.
     *
     * @throws IOException if the history or the store cannot be read
     */
    public List<Difference> explain(StagePlan plan) throws IOException {
        if (plan.state() == StagePlan.State.WAITING) {
            return List.of(new Difference(
                    "it needs results of " + plan.waitingList() + ", which run first", plan.points(), ""));
        }
        if (plan.state() == StagePlan.State.CACHED) {
            return List.of(new Difference("nothing has changed: every result is in the store", plan.points(), ""));
        }
        StageWork work = plan.work().orElseThrow();
        if (plan.missing() == 0) {
            return List.of(
                    new Difference("its points are in the store, but not collected into one table", work.size(), ""));
        }
        Optional<RunHistory.StageLine> last = lastRunOf(plan);
        if (last.isEmpty()) {
            boolean never = plan.missing() == work.size();
            String text = never ? "it has not run before" : "not computed yet; no run of this stage is recorded";
            return List.of(new Difference(text, plan.missing(), ""));
        }
        return compare(work, last.get());
    }

    private Optional<RunHistory.StageLine> lastRunOf(StagePlan plan) throws IOException {
        try (Stream<RunHistory.Run> runs = history.latestFirst()) {
            return runs.map(run -> run.stage(plan.name()))
                    .flatMap(Optional::stream)
                    .filter(stage -> !stage.keys().isEmpty())
                    .findFirst();
        }
    }

    private List<Difference> compare(StageWork work, RunHistory.StageLine last) throws IOException {
        Map<String, Difference> differences = new LinkedHashMap<>();
        for (int i = 0; i < work.size(); i++) {
            String label = work.label(i);
            String oldKey = last.keys().get(label);
            if (store.contains(work.key(i))) {
                continue;
            }
            if (oldKey == null) {
                count(differences, withoutKey(last), label);
                continue;
            }
            for (String text : differences(work, i, oldKey)) {
                count(differences, text, label);
            }
        }
        return new ArrayList<>(differences.values());
    }

    /** Returns why the last run has no key of a point. */
    private static String withoutKey(RunHistory.StageLine last) {
        if (last.points() <= last.keys().size()) {
            return "new in the sweep";
        }
        return last.keys().size() < RunHistory.MOST_KEYS
                ? "not finished by the last run"
                : "not in the store; the history has the first " + RunHistory.MOST_KEYS
                        + " points only, so the reason is unknown";
    }

    private static void count(Map<String, Difference> differences, String text, String example) {
        differences.merge(
                text,
                new Difference(text, 1, example),
                (old, one) -> new Difference(text, old.points() + 1, old.example()));
    }

    private List<String> differences(StageWork work, int index, String oldKey) throws IOException {
        if (work.key(index).digest().hex().equals(oldKey)) {
            return List.of("its result was removed from the store, or was damaged and set aside");
        }
        Optional<Entry> entry = store.find(new CacheKey(Digest.parse(oldKey)));
        if (entry.isEmpty()) {
            return List.of("something has changed, but the last result is no longer in the store for comparison");
        }
        KeyPreimage before =
                KeyPreimage.parse(Objects.requireNonNull(entry.get().documents().get(PREIMAGE)));
        return differences(before, work.preimage(index), work);
    }

    private List<String> differences(KeyPreimage before, KeyPreimage now, StageWork work) {
        List<String> texts = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(before.ingredients().keySet());
        names.addAll(now.ingredients().keySet());
        for (String name : names) {
            String old = before.ingredients().get(name);
            String current = now.ingredients().get(name);
            if (Objects.equals(old, current)) {
                continue;
            }
            if (name.equals(KeyPreimage.CODE)) {
                texts.addAll(codeChanges(Objects.requireNonNull(old), work));
            } else if (name.startsWith(KeyPreimage.PARAMETER)) {
                texts.add("parameter " + name.substring(KeyPreimage.PARAMETER.length()) + ": " + orNone(old) + " -> "
                        + orNone(current));
            } else if (name.startsWith(KeyPreimage.INPUT)) {
                texts.add(inputChange(name.substring(KeyPreimage.INPUT.length()), work));
            } else if (name.equals(KeyPreimage.SEED)) {
                texts.add("seed: the seed of the pipeline has changed");
            } else {
                texts.add(name + ": " + orNone(old) + " -> " + orNone(current));
            }
        }
        return texts;
    }

    private static String inputChange(String port, StageWork work) {
        String source = work.stage().inputs().stream()
                .filter(input -> input.port().equals(port))
                .map(input -> " (" + input.source() + ")")
                .findFirst()
                .orElse("");
        return "input " + port + source + ": its content has changed";
    }

    /** Computed once for all points of all stages. */
    private List<String> codeChanges(String oldDigest, StageWork work) {
        return codeChanges.computeIfAbsent(
                work.stage().type().name() + " " + oldDigest, key -> findCodeChanges(oldDigest, work));
    }

    private List<String> findCodeChanges(String oldDigest, StageWork work) {
        Optional<CodeFingerprint> old = archive.find(oldDigest);
        if (old.isEmpty()) {
            return List.of("code: it has changed since the last run (details are no longer available)");
        }
        List<String> texts = new ArrayList<>();
        code.fingerprintOf(work.stage().stage())
                .changesSince(old.get())
                .forEach(change -> texts.add("code: " + change));
        if (texts.size() > MOST_CODE_CHANGES) {
            int more = texts.size() - MOST_CODE_CHANGES;
            texts.subList(MOST_CODE_CHANGES, texts.size()).clear();
            texts.add("code: and " + more + " more changes");
        }
        return texts;
    }

    private static String orNone(@Nullable String value) {
        return value == null ? "(none)" : value;
    }
}
