package org.cb1network.engine.cli.repeat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.cb1network.cache.Entry;
import org.cb1network.cache.ScratchFolder;
import org.cb1network.cache.Store;
import org.cb1network.engine.compare.OutputComparison;
import org.cb1network.engine.compare.OutputDifference;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.runner.audit.StoredPoint;

/**
 * Recomputes a sample of the stored points under every condition, each time in a process with its own store, and
 * compares the bytes with those in the store.
 */
public final class Repetition {

    /** Limit for the estimated time of all points under a condition that slows them down. */
    private static final Duration SLOW_AT_MOST = Duration.ofSeconds(60);

    private final ChildStarter starter;
    private final Store store;
    private final List<Path> scratchPlaces;

    private Repetition(ChildStarter starter, Store store, List<Path> scratchPlaces) {
        this.starter = starter;
        this.store = store;
        this.scratchPlaces = scratchPlaces;
    }

    /**
     * Repeats a sample.
     *
     * @param store the store to compare with
     * @param scratchPlaces folders in which there may be scratch folders, see {@link ScratchFolder}
     * @param progress receives the report of each condition as soon as it is complete
     * @throws IOException if no scratch store can be created
     * @throws java.util.concurrent.CancellationException if a stop was requested
     */
    public static RepeatReport run(
            ChildStarter starter,
            Store store,
            RepeatSample sample,
            long seed,
            List<JvmSetup> conditions,
            List<Path> scratchPlaces,
            Consumer<SetupReport> progress)
            throws IOException {
        Repetition repetition = new Repetition(starter, store, scratchPlaces);
        List<SetupReport> reports = new ArrayList<>();
        for (JvmSetup condition : conditions) {
            SetupReport report = repetition.repeat(sample.points(), condition);
            progress.accept(report);
            reports.add(report);
        }
        return new RepeatReport(seed, sample.points(), sample.uncovered(), reports);
    }

    private SetupReport repeat(List<StoredPoint> all, JvmSetup condition) throws IOException {
        long start = System.nanoTime();
        String impossible = starter.problemOf(condition);
        if (!impossible.isEmpty()) {
            return SetupReport.nothing(condition, Optional.empty(), "", all.size(), impossible, since(start));
        }
        List<StoredPoint> points = affordable(all, condition.slowdown());
        if (points.isEmpty()) {
            String problem = "every point would take too long";
            return SetupReport.nothing(
                    condition, Optional.of(Verdict.NOT_CHECKABLE), "", all.size(), problem, since(start));
        }
        try (ScratchFolder scratch = ScratchFolder.create(scratchPlaces)) {
            ChildRun run = starter.compute(condition, points, scratch.store());
            if (!run.problem().isEmpty()) {
                return SetupReport.nothing(
                        condition,
                        Optional.of(Verdict.NOT_CHECKABLE),
                        run.jvm(),
                        all.size(),
                        run.problem(),
                        since(start));
            }
            List<PointDifference> differences = compare(points, run, scratch.store());
            return new SetupReport(
                    condition,
                    Optional.of(differences.isEmpty() ? Verdict.REPRODUCED : Verdict.CHANGED),
                    run.jvm(),
                    points.size(),
                    all.size() - points.size(),
                    differences,
                    "",
                    since(start));
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** Returns the cheapest points that fit into the time limit under a slowdown; all of them without a slowdown. */
    private List<StoredPoint> affordable(List<StoredPoint> points, double slowdown) {
        if (slowdown <= 1) {
            return points;
        }
        Map<StoredPoint, Duration> took = new LinkedHashMap<>();
        points.forEach(point -> took.put(point, point.took(store).orElse(SLOW_AT_MOST)));
        List<StoredPoint> affordable = new ArrayList<>();
        double left = SLOW_AT_MOST.toNanos();
        for (Map.Entry<StoredPoint, Duration> point :
                took.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList()) {
            left -= point.getValue().toNanos() * slowdown;
            if (left >= 0) {
                affordable.add(point.getKey());
            }
        }
        return affordable;
    }

    private List<PointDifference> compare(List<StoredPoint> points, ChildRun run, Path scratch) throws IOException {
        List<PointDifference> differences = new ArrayList<>();
        try (Store computed = Store.open(scratch)) {
            for (StoredPoint point : points) {
                String problem = problem(point, run);
                Optional<Entry> stored = store.find(point.key());
                Optional<Entry> again = computed.find(point.key());
                List<OutputDifference> outputs = stored.isPresent() && again.isPresent()
                        ? OutputComparison.ofEntries(store, stored.get(), computed, again.get())
                        : List.of();
                if (!problem.isEmpty() || !outputs.isEmpty()) {
                    differences.add(new PointDifference(point, outputs, problem));
                }
            }
        }
        return differences;
    }

    /** Returns differences other than in the outputs, or empty text. */
    private static String problem(StoredPoint point, ChildRun run) {
        if (!point.key().equals(run.keys().get(point))) {
            return "its cache key differs: something in the key depends on the condition";
        }
        String failure = run.failures().getOrDefault(point, "");
        return failure.isEmpty() ? "" : "it fails: " + failure;
    }
}
