package org.cb1network.engine.runner.run;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.Multiset;
import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.plan.Planner;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.plan.PointTimes;
import org.cb1network.engine.runner.plan.ResultLostException;
import org.cb1network.engine.runner.plan.StageEntryException;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.run.RunReport.Outcome;
import org.cb1network.engine.runner.run.RunReport.StageReport;
import org.cb1network.engine.runner.spec.StageSpec;

/**
 * One attempt to bring the selected stages up to date. It ends when nothing more can be done, when a stop is requested,
 * or when results in the store turn out to be damaged; then another attempt plans again. Used by one thread.
 */
final class Attempt {

    /** Longest wait for a point to end before checking other conditions. */
    private static final long POLL_MILLIS = 20;

    /** First interval of checks whether another process has finished a point; it doubles until one has. */
    private static final long LOOK_ELSEWHERE_NANOS = 50_000_000L;

    /** Longest interval of such checks. */
    private static final long MOST_LOOK_ELSEWHERE_NANOS = 1_600_000_000L;

    private final Planner planner;
    private final Store store;
    private final PointExecutor executor;
    private final Cancellation cancellation;
    private final RunListener listener;
    private final RunOptions options;
    private final PointTimes times;
    private final Collector collector;
    private final Map<String, StageRun> runs = new LinkedHashMap<>();
    private final Map<String, StageResults> results = new HashMap<>();

    /** Warnings that have been given, each with its stage. */
    private final Set<String> warned = new HashSet<>();

    /** Stages whose points could not even be planned, with the reason. */
    private final Map<String, String> unprepared = new LinkedHashMap<>();

    /** Of the points in progress here. Points of equal parameters and inputs have equal keys. */
    private final Multiset<CacheKey> keysUnderWay = HashMultiset.create();

    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private boolean announced;
    private long lastLookElsewhere = System.nanoTime() - LOOK_ELSEWHERE_NANOS;
    private long lookElsewhereNanos = LOOK_ELSEWHERE_NANOS;

    private record Ended(StageRun run, int index, PointOutcome outcome) {}

    Attempt(
            Planner planner,
            Store store,
            PointExecutor executor,
            Cancellation cancellation,
            RunListener listener,
            RunOptions options) {
        this.planner = planner;
        this.store = store;
        this.executor = executor;
        this.cancellation = cancellation;
        this.listener = listener;
        this.times = new PointTimes(planner.pipeline(), options.measured());
        this.options = options;
        this.collector = new Collector(store, cancellation);
    }

    /**
     * Advances as far as possible. No point is being computed when it returns or throws.
     *
     * @return whether it completed; if not, results in the store were damaged or missing, and another attempt should
     *     follow
     * @throws IOException if the store cannot be used
     */
    boolean advance() throws IOException {
        try {
            startReadyStages();
            while (true) {
                if (finishStages()) {
                    // Only now can others be ready.
                    startReadyStages();
                    continue;
                }
                if (!isStopping()) {
                    announceTheWork();
                    submit();
                }
                if (isOver()) {
                    announceTheUnfinished();
                    return true;
                }
                awaitProgress();
            }
        } catch (CorruptObjectException | ResultLostException damaged) {
            listener.on(new RunEvent.Warning(String.valueOf(damaged.getMessage())));
            return false;
        } catch (StageEntryException wrong) {
            listener.on(new RunEvent.Warning(String.valueOf(wrong.getMessage())));
            store.setAside(wrong.entry());
            return false;
        } catch (RuntimeException listenerFailed) {
            // No one waits for the points in progress any more.
            cancellation.request();
            throw listenerFailed;
        } finally {
            drain();
        }
    }

    /** Returns the number of points that each stage has computed. */
    Map<String, Integer> computed() {
        Map<String, Integer> computed = new HashMap<>();
        runs.forEach((stage, run) -> computed.put(stage, run.computed()));
        return computed;
    }

    /**
     * Returns how each selected stage ended.
     *
     * @param computedBefore points that earlier attempts have computed, by stage
     */
    List<StageReport> reports(Map<String, Integer> computedBefore) {
        List<StageReport> reports = new ArrayList<>();
        for (StageSpec stage : options.selection().stages()) {
            StageRun run = runs.get(stage.name());
            int before = computedBefore.getOrDefault(stage.name(), 0);
            reports.add(run == null ? reportWithoutPoints(stage, before) : report(run, before));
        }
        return reports;
    }

    // --- stages begin and end ---

    private void startReadyStages() throws IOException {
        for (StageSpec stage : options.selection().stages()) {
            boolean begun = runs.containsKey(stage.name()) || unprepared.containsKey(stage.name());
            if (!begun && results.keySet().containsAll(stage.predecessors()) && !isStopping()) {
                start(stage);
            }
        }
    }

    private void start(StageSpec stage) throws IOException {
        StageWork work;
        try {
            work = planner.prepare(stage, results);
        } catch (RuntimeException | OutOfMemoryError e) {
            // The value or number of values from an earlier stage is not valid for a parameter.
            unprepared.put(stage.name(), StageErrors.describe(e));
            listener.on(new RunEvent.PointFailed(stage.name(), "", StageErrors.describe(e), e));
            return;
        }
        boolean forced = options.selection().isForced(stage.name());
        int[] missing = forced ? allOf(work) : work.missing(store);
        if (missing.length > 0) {
            // Before hours of work whose result could not be stored.
            store.requireWritable();
            work.fetchInputs(store, missing);
        }
        double expectedSeconds = missing.length == 0 ? 0 : times.ofPoint(stage);
        StageRun run =
                new StageRun(work, forced, options.slice().order(work.inComputingOrder(missing)), expectedSeconds);
        runs.put(stage.name(), run);
        listener.on(new RunEvent.StageStarted(stage.name(), work.size(), run.cached()));
    }

    /** Collects the results of stages whose points are complete. Returns whether there was one. */
    private boolean finishStages() throws IOException {
        boolean progressed = false;
        for (StageRun run : runs.values()) {
            if (run.isComplete() && run.results().isEmpty() && !run.hasFailed()) {
                progressed |= finish(run);
            }
        }
        return progressed;
    }

    private boolean finish(StageRun run) throws IOException {
        try {
            collector.collect(run.work());
        } catch (CancellationException stopped) {
            return false;
        } catch (RuntimeException | OutOfMemoryError e) {
            run.fail("", "its tables cannot be collected: " + StageErrors.describe(e));
            listener.on(new RunEvent.PointFailed(run.name(), "", StageErrors.describe(e), e));
            return false;
        }
        StageResults complete =
                StageResults.find(run.work(), store).orElseThrow(() -> new ResultLostException(run.name(), ""));
        run.work().remember(store, run.computed() > 0);
        run.finish(complete);
        run.work().warnings().forEach(warning -> listener.on(new RunEvent.Warning(run.name() + ": " + warning)));
        results.put(run.name(), complete);
        listener.on(new RunEvent.StageFinished(run.name(), run.computed(), run.cached(), run.took()));
        return true;
    }

    /** Announces the remaining work, when all ready stages have started and nothing is computed yet. */
    private void announceTheWork() {
        if (!announced) {
            announced = true;
            List<StageLoad> loads = new ArrayList<>();
            for (StageSpec stage : options.selection().stages()) {
                StageRun run = runs.get(stage.name());
                if (run == null) {
                    loads.add(StageLoad.ofWaiting(stage, loads, times.ofPoint(stage)));
                } else if (run.results().isEmpty()) {
                    loads.add(run.load());
                }
            }
            if (!loads.isEmpty()) {
                listener.on(new RunEvent.WorkPlanned(loads));
            }
        }
    }

    private void announceTheUnfinished() {
        for (StageRun run : runs.values()) {
            if (run.hasFailed()) {
                listener.on(new RunEvent.StageFailed(run.name(), run.computed(), run.failed()));
            }
        }
        if (!cancellation.isDraining()) {
            options.selection().stages().stream()
                    .filter(stage -> !runs.containsKey(stage.name()) && !unprepared.containsKey(stage.name()))
                    .forEach(stage -> listener.on(new RunEvent.StageSkipped(stage.name(), openPredecessors(stage))));
        }
    }

    private String openPredecessors(StageSpec stage) {
        Set<String> open = new TreeSet<>(stage.predecessors());
        open.removeAll(results.keySet());
        return String.join(", ", open);
    }

    /** Returns whether no further points should be started. */
    private boolean isStopping() {
        return cancellation.isDraining() || (!options.keepGoing() && anyFailed());
    }

    private boolean isOver() {
        return underWay() == 0 && (isStopping() || runs.values().stream().noneMatch(StageRun::hasOpenPoints));
    }

    // --- points begin and end ---

    /**
     * Orders stages by their remaining work, smallest first, so that dependent stages can start and nothing short waits
     * for thousands of points. No result depends on the order.
     */
    private void submit() throws IOException {
        int free = executor.slots() - underWay();
        while (free > 0) {
            Optional<StageRun> shortest = runs.values().stream()
                    .filter(StageRun::hasNext)
                    .min(Comparator.comparingDouble(StageRun::secondsLeft));
            if (shortest.isEmpty()) {
                break;
            }
            submit(shortest.get(), shortest.get().takeNext());
            free--;
        }
        long now = System.nanoTime();
        boolean awaitsOthers = runs.values().stream().anyMatch(run -> run.busyCount() > 0);
        if (free > 0 && awaitsOthers && now - lastLookElsewhere >= lookElsewhereNanos) {
            lastLookElsewhere = now;
            lookElsewhereNanos = Math.min(2 * lookElsewhereNanos, MOST_LOOK_ELSEWHERE_NANOS);
            submitPointsOfOthers(free);
        }
    }

    /** Tries points leased by another process, after all others: it may have finished them by now, or ended before. */
    private void submitPointsOfOthers(int slots) throws IOException {
        int free = slots;
        for (StageRun run : runs.values()) {
            for (int tries = run.busyCount(); free > 0 && tries > 0; tries--, free--) {
                int index = run.takeBusyElsewhere();
                if (run.isOverdue(index, options.patience())) {
                    takeOver(run, index);
                } else {
                    submit(run, index);
                }
            }
        }
    }

    /**
     * Computes a point that another process has leased for long. Computing a point twice is harmless; waiting forever
     * for a suspended process is not.
     */
    private void takeOver(StageRun run, int index) throws IOException {
        String label = run.work().label(index);
        listener.on(new RunEvent.Warning("another process has been computing " + run.name()
                + (label.isEmpty() ? "" : " (" + label + ")")
                + " for a long time and may be suspended; it is now computed here, too"));
        submit(run, index, run.overdueTask(index));
    }

    private void submit(StageRun run, int index) throws IOException {
        submit(run, index, run.task(index));
    }

    private void submit(StageRun run, int index, PointTask task) {
        executor.submit(task, outcome -> ended.add(new Ended(run, index, outcome)));
        // Only now: a rejected task is not in progress. Only this thread reads ended tasks.
        run.submitted();
        keysUnderWay.add(task.key());
        listener.on(new RunEvent.PointStarted(run.name(), run.work().label(index)));
    }

    private void awaitProgress() throws IOException {
        store.showLife();
        try {
            Ended end = ended.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            for (; end != null; end = ended.poll()) {
                settle(end);
                if (end.outcome() instanceof PointOutcome.InputDamaged damaged) {
                    throw damaged.cause();
                }
                if (end.outcome() instanceof PointOutcome.StoreFailed failed) {
                    throw failed.cause();
                }
            }
        } catch (InterruptedException e) {
            cancellation.request();
        }
    }

    private void settle(Ended end) {
        StageRun run = end.run();
        run.ended(end.index(), end.outcome());
        CacheKey key = run.work().key(end.index());
        keysUnderWay.remove(key);
        if (!(end.outcome() instanceof PointOutcome.Busy)) {
            lookElsewhereNanos = LOOK_ELSEWHERE_NANOS;
        } else if (!keysUnderWay.contains(key)) {
            run.foundLeased(end.index());
        }
        String label = run.work().label(end.index());
        if (end.outcome() instanceof PointOutcome.Computed computed) {
            listener.on(new RunEvent.PointComputed(run.name(), label, computed.took()));
            warn(run.name(), label, computed.warnings());
        } else if (end.outcome() instanceof PointOutcome.Shared) {
            listener.on(new RunEvent.PointShared(run.name(), label));
        } else if (end.outcome() instanceof PointOutcome.Busy) {
            listener.on(new RunEvent.PointDeferred(run.name(), label));
        } else if (end.outcome() instanceof PointOutcome.Failed failed) {
            listener.on(new RunEvent.PointFailed(run.name(), label, failed.message(), failed.cause()));
        }
    }

    /** Tells the warnings of a point that no other point of its stage has had. */
    private void warn(String stage, String label, List<String> warnings) {
        for (String warning : warnings) {
            if (warned.add(stage + ": " + warning)) {
                String where = label.isEmpty() ? stage : stage + " (" + label + ")";
                listener.on(new RunEvent.Warning(where + ": " + warning));
            }
        }
    }

    /** Waits for the points in progress, so that nothing is written after the return. */
    private void drain() {
        while (underWay() > 0) {
            settle(Uninterruptibles.takeUninterruptibly(ended));
        }
    }

    // --- the report ---

    private static StageReport report(StageRun run, int computedBefore) {
        Outcome outcome =
                run.results().isPresent() ? Outcome.DONE : run.hasFailed() ? Outcome.FAILED : Outcome.INCOMPLETE;
        return new StageReport(
                run.name(),
                outcome,
                run.work().size(),
                computedBefore + run.computed(),
                run.failures(),
                run.took(),
                Optional.of(run.work()),
                run.results());
    }

    private StageReport reportWithoutPoints(StageSpec stage, int computedBefore) {
        String reason = unprepared.get(stage.name());
        return new StageReport(
                stage.name(),
                reason == null ? Outcome.INCOMPLETE : Outcome.FAILED,
                stage.sweep().size(),
                computedBefore,
                reason == null ? Map.of() : Map.of("", reason),
                Duration.ZERO,
                Optional.empty(),
                Optional.empty());
    }

    private boolean anyFailed() {
        return !unprepared.isEmpty() || runs.values().stream().anyMatch(StageRun::hasFailed);
    }

    private int underWay() {
        return runs.values().stream().mapToInt(StageRun::underWay).sum();
    }

    private static int[] allOf(StageWork work) {
        int[] all = new int[work.size()];
        Arrays.setAll(all, i -> i);
        return all;
    }
}
