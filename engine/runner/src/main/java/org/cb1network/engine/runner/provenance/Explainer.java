package org.cb1network.engine.runner.provenance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
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
    private final RunSettings settings;
    private final List<RunHistory.Run> read = new ArrayList<>();
    private @Nullable Iterator<RunHistory.Run> unread;
    private final Map<String, List<String>> codeChanges = new HashMap<>();

    /** @param settings those of the pipeline whose stages are explained */
    public Explainer(Store store, RunHistory history, RunSettings settings, StageCode code) {
        this.settings = settings;
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
     * Why a stage runs.
     *
     * @param differences the reasons, the most telling first; a single one if it does not run
     * @param comparedWith the run with which it was compared, if it was
     */
    public record Explanation(List<Difference> differences, Optional<RunHistory.Run> comparedWith) {

        public Explanation {
            differences = List.copyOf(differences);
        }

        private static Explanation of(String text, int points) {
            return new Explanation(List.of(new Difference(text, points, "")), Optional.empty());
        }
    }

    /**
     * The reasons why a stage runs: what is different from the last run of the same pipeline file and profile, without overrides or with
     * the same.
     *
     * @throws IOException if the history or the store cannot be read
     */
    public Explanation explain(StagePlan plan) throws IOException {
        if (plan.state() == StagePlan.State.WAITING) {
            return Explanation.of("it needs results of " + plan.waitingList() + ", which run first", plan.points());
        }
        if (plan.state() == StagePlan.State.CACHED) {
            return Explanation.of("nothing has changed: every result is in the store", plan.points());
        }
        StageWork work = plan.work().orElseThrow();
        if (plan.missing() == 0) {
            return Explanation.of("its points are in the store, but not collected into one table", work.size());
        }
        Optional<RunHistory.Run> last = lastRunOf(plan);
        if (last.isEmpty()) {
            boolean never = plan.missing() == work.size();
            String text = never ? "it has not run before" : "not computed yet; no run of this stage is recorded";
            return Explanation.of(text, plan.missing());
        }
        return new Explanation(compare(work, last.get().stage(plan.name()).orElseThrow()), last);
    }

    private Optional<RunHistory.Run> lastRunOf(StagePlan plan) throws IOException {
        for (RunHistory.Run run : read) {
            if (hasKeysOf(plan, run)) {
                return Optional.of(run);
            }
        }
        if (unread == null) {
            unread = history.latestFirst(other -> other.areBaseOf(settings)).iterator();
        }
        while (unread.hasNext()) {
            RunHistory.Run run = unread.next();
            read.add(run);
            if (hasKeysOf(plan, run)) {
                return Optional.of(run);
            }
        }
        return Optional.empty();
    }

    private static boolean hasKeysOf(StagePlan plan, RunHistory.Run run) {
        return run.stage(plan.name()).filter(stage -> !stage.keys().isEmpty()).isPresent();
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
