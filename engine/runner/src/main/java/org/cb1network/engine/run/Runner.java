package org.cb1network.engine.run;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.cache.Store;
import org.cb1network.engine.plan.Planner;
import org.cb1network.engine.plan.ResultLostException;
import org.cb1network.engine.plan.StageResults;
import org.cb1network.engine.plan.StageWork;
import org.cb1network.engine.run.RunReport.Outcome;
import org.cb1network.engine.run.RunReport.StageReport;
import org.cb1network.engine.spec.StageSpec;

/**
 * Brings a pipeline's results up to date: looks up what the store has, computes the points it has not, collects, and goes on
 * with the stages that waited for them.
 *
 * <p>One thread decides (this class), the executor's threads compute. Memory does not grow with the points: a task is made when
 * a slot is free for it.
 */
public final class Runner {

    /** How often to look whether another process has finished a point that this one waits for. */
    private static final long POLL_MILLIS = 20;

    /** How often a run starts over when results in the store turn out to be damaged. */
    private static final int MOST_RESTARTS = 20;

    private final Planner planner;
    private final Store store;
    private final PointExecutor executor;
    private final Cancellation cancellation;
    private final RunListener listener;
    private final Clock clock;
    private final Collector collector;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();

    private record Ended(StageRun run, int index, PointOutcome outcome) {}

    /** A result that was there is damaged or gone: plan again. */
    private static final class StartOver extends Exception {
        private static final long serialVersionUID = 1;
    }

    public Runner(
            Planner planner,
            Store store,
            PointExecutor executor,
            Cancellation cancellation,
            RunListener listener,
            Clock clock) {
        this.planner = planner;
        this.store = store;
        this.executor = executor;
        this.cancellation = cancellation;
        this.listener = listener;
        this.clock = clock;
        this.collector = new Collector(store, cancellation);
    }

    /**
     * Computes what is missing. A point that fails does not throw: the report has it.
     *
     * @throws IOException if the store cannot be used
     */
    public RunReport run(RunOptions options) throws IOException {
        Instant started = clock.instant();
        listener.on(new RunEvent.RunStarted(
                planner.pipeline().name(),
                planner.pipeline().profile(),
                options.selection().stages().size(),
                executor.slots()));
        Map<String, Integer> computedBefore = new HashMap<>();
        for (int attempt = 0; ; attempt++) {
            Map<String, StageRun> runs = new LinkedHashMap<>();
            try {
                advance(options, runs);
                RunReport report = report(options, runs, started, computedBefore);
                store.flush();
                listener.on(new RunEvent.RunFinished(report));
                return report;
            } catch (StartOver damaged) {
                if (attempt == MOST_RESTARTS) {
                    throw new IOException("results in the store are damaged again and again; run 'doctor'");
                }
                runs.values().forEach(run -> computedBefore.merge(run.name(), run.computed(), Integer::sum));
            }
        }
    }

    private void advance(RunOptions options, Map<String, StageRun> runs) throws IOException, StartOver {
        Map<String, StageResults> results = new HashMap<>();
        while (true) {
            try {
                startReadyStages(options, runs, results);
                boolean progressed = finishStages(runs, results);
                if (progressed) {
                    continue;
                }
                boolean stopping = cancellation.isRequested() || (!options.keepGoing() && anyFailed(runs));
                if (!stopping) {
                    submit(runs);
                }
            } catch (CorruptObjectException | ResultLostException e) {
                listener.on(new RunEvent.Warning(e.getMessage() + "; computing it again"));
                drain(runs);
                throw new StartOver();
            }
            if (runs.values().stream().allMatch(StageRun::isIdle)
                    && (cancellation.isRequested()
                            || (!options.keepGoing() && anyFailed(runs))
                            || runs.values().stream().noneMatch(StageRun::hasBusyElsewhere))) {
                return;
            }
            awaitProgress(runs);
        }
    }

    private void startReadyStages(RunOptions options, Map<String, StageRun> runs, Map<String, StageResults> results)
            throws IOException {
        for (StageSpec stage : options.selection().stages()) {
            if (runs.containsKey(stage.name()) || !results.keySet().containsAll(stage.predecessors())) {
                continue;
            }
            StageWork work = planner.prepare(stage, results);
            boolean forced = options.selection().isForced(stage.name());
            int[] missing = forced ? allOf(work) : work.missing(store);
            StageRun run = new StageRun(work, forced, missing, clock.instant());
            runs.put(stage.name(), run);
            listener.on(new RunEvent.StageStarted(stage.name(), work.size(), run.cached()));
        }
    }

    private boolean finishStages(Map<String, StageRun> runs, Map<String, StageResults> results) throws IOException {
        boolean progressed = false;
        for (StageRun run : runs.values()) {
            if (!run.isExhausted() || !run.announceEnd()) {
                continue;
            }
            if (run.hasFailed()) {
                listener.on(new RunEvent.StageFailed(
                        run.name(), run.computed(), run.failures().size()));
                continue;
            }
            collector.collect(run.work());
            StageResults complete =
                    StageResults.find(run.work(), store).orElseThrow(() -> new ResultLostException(run.name(), ""));
            run.finish(complete, clock.instant());
            results.put(run.name(), complete);
            listener.on(new RunEvent.StageFinished(run.name(), run.computed(), run.cached(), run.took()));
            progressed = true;
        }
        return progressed;
    }

    private void submit(Map<String, StageRun> runs) throws IOException {
        int free = executor.slots() - underWay(runs);
        for (StageRun run : runs.values()) {
            for (; free > 0 && run.hasNext(); free--) {
                submit(run, run.takeNext());
            }
        }
        // Points that another process claimed come last: it may have finished them by then.
        for (StageRun run : runs.values()) {
            for (int tries = run.busyCount(); free > 0 && tries > 0; tries--, free--) {
                submit(run, run.takeBusyElsewhere());
            }
        }
    }

    private void submit(StageRun run, int index) throws IOException {
        executor.submit(run.task(index), outcome -> ended.add(new Ended(run, index, outcome)));
    }

    private void awaitProgress(Map<String, StageRun> runs) throws StartOver {
        try {
            Ended first = ended.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            boolean onlyBusy = first != null && first.outcome() instanceof PointOutcome.Busy;
            for (Ended next = first; next != null; next = ended.poll()) {
                settle(next, runs);
            }
            if (onlyBusy && runs.values().stream().noneMatch(StageRun::hasNext)) {
                Thread.sleep(POLL_MILLIS);
                store.refresh();
            }
        } catch (InterruptedException e) {
            cancellation.request();
        } catch (IOException e) {
            listener.on(new RunEvent.Warning(String.valueOf(e.getMessage())));
        }
    }

    private void settle(Ended end, Map<String, StageRun> runs) throws StartOver {
        StageRun run = end.run();
        run.ended(end.index(), end.outcome());
        String label = run.work().label(end.index());
        if (end.outcome() instanceof PointOutcome.Computed computed) {
            listener.on(new RunEvent.PointComputed(run.name(), label, computed.took()));
        } else if (end.outcome() instanceof PointOutcome.Shared) {
            listener.on(new RunEvent.PointShared(run.name(), label));
        } else if (end.outcome() instanceof PointOutcome.Failed failed) {
            listener.on(new RunEvent.PointFailed(run.name(), label, failed.message(), failed.cause()));
        } else if (end.outcome() instanceof PointOutcome.InputDamaged damaged) {
            listener.on(new RunEvent.Warning(damaged.message() + "; computing it again"));
            drain(runs);
            throw new StartOver();
        }
    }

    /** Waits for the points under way, so that a fresh start finds their results. */
    private void drain(Map<String, StageRun> runs) throws StartOver {
        try {
            while (underWay(runs) > 0) {
                Ended end = ended.take();
                end.run().ended(end.index(), end.outcome());
            }
        } catch (InterruptedException e) {
            cancellation.request();
        }
    }

    private RunReport report(
            RunOptions options, Map<String, StageRun> runs, Instant started, Map<String, Integer> computedBefore) {
        List<StageReport> reports = new ArrayList<>();
        for (StageSpec stage : options.selection().stages()) {
            StageRun run = runs.get(stage.name());
            int before = computedBefore.getOrDefault(stage.name(), 0);
            reports.add(
                    run == null
                            ? notTried(stage, before)
                            : new StageReport(
                                    stage.name(),
                                    outcome(run),
                                    run.work().size(),
                                    before + run.computed(),
                                    run.failures(),
                                    run.took(),
                                    Optional.of(run.work()),
                                    run.results()));
        }
        Duration took = Duration.between(started, clock.instant());
        return new RunReport(started, took, cancellation.isRequested(), reports);
    }

    private StageReport notTried(StageSpec stage, int computedBefore) {
        listener.on(new RunEvent.StageSkipped(stage.name(), String.join(", ", stage.predecessors())));
        return new StageReport(
                stage.name(),
                Outcome.INCOMPLETE,
                stage.sweep().size(),
                computedBefore,
                Map.of(),
                Duration.ZERO,
                Optional.empty(),
                Optional.empty());
    }

    private static Outcome outcome(StageRun run) {
        if (run.results().isPresent()) {
            return Outcome.DONE;
        }
        return run.hasFailed() ? Outcome.FAILED : Outcome.INCOMPLETE;
    }

    private static boolean anyFailed(Map<String, StageRun> runs) {
        return runs.values().stream().anyMatch(StageRun::hasFailed);
    }

    private static int underWay(Map<String, StageRun> runs) {
        return runs.values().stream().mapToInt(StageRun::underWay).sum();
    }

    private static int[] allOf(StageWork work) {
        int[] all = new int[work.size()];
        Arrays.setAll(all, i -> i);
        return all;
    }
}
