package org.cb1network.engine.cli.repeat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.cb1network.cache.Entry;
import org.cb1network.cache.Store;
import org.cb1network.engine.cli.repeat.ConditionReport.Verdict;
import org.cb1network.engine.runner.audit.EntryComparison;
import org.cb1network.engine.runner.audit.OutputDifference;
import org.cb1network.engine.runner.audit.ScratchStore;

/**
 * Computes points as usual and then under every condition, each time in a process of its own and into a store of its own, and
 * compares the bytes.
 */
public final class Repetition {

    /** What all points together may take under a condition that slows them down, as far as that can be told. */
    private static final Duration SLOW_AT_MOST = Duration.ofSeconds(60);

    private final Worker worker;
    private final Path folder;

    /** @param folder an empty folder that this may fill; the caller deletes it */
    private Repetition(Worker worker, Path folder) {
        this.worker = worker;
        this.folder = folder;
    }

    /**
     * Repeats a sample.
     *
     * @param usual what the conditions are compared with
     * @param progress hears the report of each condition as soon as it is there
     * @throws IOException if the points cannot even be computed as usual, or no scratch store can be made
     * @throws java.util.concurrent.CancellationException if a stop was requested
     */
    public static RepeatReport run(
            Worker worker,
            RepeatSample sample,
            long seed,
            Condition usual,
            List<Condition> conditions,
            Consumer<ConditionReport> progress)
            throws IOException {
        Path folder = Files.createTempDirectory("pipeline-repeat-");
        try {
            return new Repetition(worker, folder).run(sample, seed, usual, conditions, progress);
        } finally {
            ScratchStore.delete(folder);
        }
    }

    private RepeatReport run(
            RepeatSample sample,
            long seed,
            Condition usual,
            List<Condition> conditions,
            Consumer<ConditionReport> progress)
            throws IOException {
        Path usualFolder = Files.createDirectory(folder.resolve("usual")).resolve("store");
        ChildRun asUsual = worker.compute(usual, sample.points(), usualFolder, List.of());
        if (!asUsual.problem().isEmpty()) {
            throw new IOException("the points cannot be computed as usual: " + asUsual.problem());
        }
        List<ConditionReport> reports = new ArrayList<>();
        for (Condition condition : conditions) {
            ConditionReport report = repeat(sample.points(), usual, asUsual, usualFolder, condition);
            progress.accept(report);
            reports.add(report);
        }
        return new RepeatReport(seed, asUsual.jvm(), sample.points(), sample.uncovered(), reports);
    }

    private ConditionReport repeat(
            List<RepeatedPoint> all, Condition usual, ChildRun asUsual, Path usualFolder, Condition condition)
            throws IOException {
        long start = System.nanoTime();
        String impossible = worker.problemOf(condition);
        if (!impossible.isEmpty()) {
            return nothing(condition, Verdict.UNAVAILABLE, "", impossible, all.size(), start);
        }
        List<RepeatedPoint> points = affordable(all, condition.slowdown());
        if (points.isEmpty()) {
            return nothing(condition, Verdict.UNCHECKED, "", "every point would take too long", all.size(), start);
        }
        Path scratch = Files.createDirectory(folder.resolve("condition"));
        try {
            ChildRun run = worker.compute(condition, points, scratch.resolve("store"), List.of());
            if (!run.problem().isEmpty()) {
                return nothing(condition, Verdict.UNCHECKED, run.jvm(), run.problem(), all.size(), start);
            }
            List<PointDifference> differences =
                    compare(points, usual, asUsual, usualFolder, condition, run, scratch.resolve("store"));
            return new ConditionReport(
                    condition,
                    differences.isEmpty() ? Verdict.EQUAL : Verdict.DIFFERENT,
                    run.jvm(),
                    points.size(),
                    all.size() - points.size(),
                    differences,
                    "",
                    since(start));
        } finally {
            ScratchStore.delete(scratch);
        }
    }

    private static ConditionReport nothing(
            Condition condition, Verdict verdict, String jvm, String problem, int points, long start) {
        return new ConditionReport(condition, verdict, jvm, 0, points, List.of(), problem, since(start));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** The cheapest points whose time together, so much slower, is bearable; all of them if nothing is slower. */
    private static List<RepeatedPoint> affordable(List<RepeatedPoint> points, double slowdown) {
        if (slowdown <= 1) {
            return points;
        }
        List<RepeatedPoint> affordable = new ArrayList<>();
        double left = SLOW_AT_MOST.toMillis();
        for (RepeatedPoint point : points.stream()
                .sorted(Comparator.comparing(RepeatedPoint::took))
                .toList()) {
            left -= point.took().toMillis() * slowdown;
            if (left >= 0) {
                affordable.add(point);
            }
        }
        return affordable;
    }

    // --- comparing ---

    private List<PointDifference> compare(
            List<RepeatedPoint> points,
            Condition usual,
            ChildRun asUsual,
            Path usualFolder,
            Condition condition,
            ChildRun run,
            Path scratch)
            throws IOException {
        List<PointDifference> differences = new ArrayList<>();
        try (Store first = Store.open(usualFolder);
                Store second = Store.open(scratch)) {
            EntryComparison comparison = new EntryComparison(first, "as usual", second, "with " + condition.name());
            for (RepeatedPoint point : points) {
                String problem = problem(point, asUsual, run);
                Optional<Entry> one = first.find(point.key());
                Optional<Entry> other = second.find(point.key());
                List<OutputDifference> outputs =
                        one.isPresent() && other.isPresent() ? comparison.compare(one.get(), other.get()) : List.of();
                if (!problem.isEmpty() || !outputs.isEmpty()) {
                    differences.add(new PointDifference(point, outputs, problem, ""));
                }
            }
        }
        List<PointDifference> located = new ArrayList<>();
        for (PointDifference difference : differences) {
            // One example is enough to find the mistake, and each costs two simulations.
            located.add(
                    located.isEmpty() && !difference.outputs().isEmpty()
                            ? new FirstStep(worker, folder).locate(difference, usual, condition)
                            : difference);
        }
        return located;
    }

    /** What is different beside the outputs, or empty text. */
    private static String problem(RepeatedPoint point, ChildRun asUsual, ChildRun run) {
        if (!point.key().equals(run.keys().get(point))
                || !point.key().equals(asUsual.keys().get(point))) {
            return "its cache key comes out differently: something that enters keys depends on the condition";
        }
        String failure = run.failures().getOrDefault(point, "");
        String usualFailure = asUsual.failures().getOrDefault(point, "");
        if (failure.equals(usualFailure)) {
            return "";
        }
        return failure.isEmpty() ? "it fails as usual: " + usualFailure : "it fails: " + failure;
    }
}
