package org.cb1network.engine.runner.provenance;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.plan.KeyPreimage;
import org.cb1network.engine.runner.plan.StageCode;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.provenance.KeyChange.Kind;
import org.cb1network.engine.runner.spec.InputSpec;
import org.jspecify.annotations.Nullable;

/** Explains why a stage has to run: what changed since the last run, in terms of the pipeline file and the code. */
public final class Explainer {

    private final Store store;
    private final RunHistory history;
    private final CodeArchive archive;
    private final StageCode code;
    private final RunSettings settings;
    private final List<RunHistory.Run> read = new ArrayList<>();
    private @Nullable Iterator<RunHistory.Run> unread;

    /** @param settings the settings of the pipeline whose stages are explained */
    public Explainer(Store store, RunHistory history, RunSettings settings, StageCode code) {
        this.settings = settings;
        this.store = store;
        this.history = history;
        this.archive = new CodeArchive(store);
        this.code = code;
    }

    /**
     * The reasons why a stage runs.
     *
     * @param differences the reasons, the most informative first; a single one if it does not run
     * @param comparedWith the run with which it was compared, if there was one
     */
    public record Explanation(List<KeyChange> differences, Optional<RunHistory.Run> comparedWith) {

        public Explanation {
            differences = List.copyOf(differences);
        }

        private static Explanation of(String text, int points) {
            return new Explanation(List.of(new KeyChange(Kind.OTHER, text, points, "")), Optional.empty());
        }
    }

    /**
     * Explains why a stage runs: what differs from the last run of the same pipeline file and profile, with the same
     * overrides or none.
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

    private List<KeyChange> compare(StageWork work, RunHistory.StageLine last) throws IOException {
        KeyChanges changes = new KeyChanges(
                archive::find,
                digest -> Optional.of(code.fingerprintOf(work.stage().stage())));
        for (int i = 0; i < work.size(); i++) {
            if (!store.contains(work.key(i))) {
                addChanges(work, i, last, changes);
            }
        }
        return changes.list().stream().map(change -> withSource(change, work)).toList();
    }

    private void addChanges(StageWork work, int index, RunHistory.StageLine last, KeyChanges changes)
            throws IOException {
        String label = work.label(index);
        String oldKey = last.keys().get(label);
        if (oldKey == null) {
            changes.add(Kind.POINTS, withoutKey(last), label);
        } else if (work.key(index).digest().hex().equals(oldKey)) {
            changes.add(Kind.OTHER, "its result was removed from the store, or was damaged and set aside", label);
        } else {
            Optional<KeyPreimage> before =
                    store.find(new CacheKey(Digest.parse(oldKey))).flatMap(KeyPreimage::of);
            if (before.isPresent()) {
                changes.add(before.get(), work.preimage(index), label);
            } else {
                changes.add(
                        Kind.OTHER,
                        "something has changed, but the last result is no longer in the store for comparison",
                        label);
            }
        }
    }

    /** Adds to a changed input the output that it refers to. */
    private static KeyChange withSource(KeyChange change, StageWork work) {
        for (InputSpec input : work.stage().inputs()) {
            String port = KeyPreimage.INPUT + input.port() + ":";
            if (change.kind() == Kind.INPUT && change.text().startsWith(port)) {
                String text = KeyPreimage.INPUT + input.port() + " (" + input.source() + ")"
                        + change.text().substring(port.length() - 1);
                return new KeyChange(change.kind(), text, change.points(), change.example());
            }
        }
        return change;
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
}
