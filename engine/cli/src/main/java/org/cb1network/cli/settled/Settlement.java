package org.cb1network.cli.settled;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.plan.StageResults;
import org.cb1network.engine.provenance.RunHistory;
import org.cb1network.engine.run.RunReport;

/** Knows the last run that was complete, and whether the one at hand would find everything as that one left it. */
public final class Settlement {

    /** Beyond so many points, finding out once more is no great part of what a run costs. */
    private static final int MOST_POINTS = 100_000;

    /** Within this time a file may change twice and look the same. */
    private static final Duration TICK = Duration.ofMillis(20);

    private final RunRequest request;
    private final SettledRunFile file;
    private final RunHistory history;

    /** How things were in the beginning; empty if that cannot be said. */
    private final FutureTask<Optional<Asked>> asked;

    /** A digest of the program, and one of the request with it. */
    private record Asked(Digest program, Digest request) {}

    private Settlement(RunRequest request, Path file, RunHistory history, FutureTask<Optional<Asked>> asked) {
        this.request = request;
        this.file = new SettledRunFile(file);
        this.history = history;
        this.asked = asked;
    }

    /**
     * Looks at the program and the pipeline, on a thread of its own.
     *
     * @param program the one file that the program consists of; without it, nothing is ever taken to be settled
     * @param file where the last run stands
     */
    public static Settlement of(RunRequest request, Optional<Path> program, Path file, RunHistory history) {
        FutureTask<Optional<Asked>> asked = new FutureTask<>(() -> ask(request, program));
        Thread thread = new Thread(asked, "digest of the program");
        thread.setDaemon(true);
        thread.start();
        return new Settlement(request, file, history, asked);
    }

    private static Optional<Asked> ask(RunRequest request, Optional<Path> program) throws IOException {
        if (program.isEmpty()) {
            return Optional.empty();
        }
        Digest digest = Digest.of(program.get());
        return Optional.of(new Asked(digest, request.digest(digest)));
    }

    /** The one file that this program consists of, if there is no more on the class path. */
    public static Optional<Path> program() {
        Path path = Path.of(System.getProperty("java.class.path"));
        return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
    }

    /**
     * The last run, if it was the same one, and what it read and left behind is unchanged. Whether the store has its results still
     * is to be asked.
     */
    public Optional<SettledRun> unchanged() {
        return file.read()
                .filter(run -> run.hasSameFiles() && history.latest().equals(Optional.of(run.history())))
                .filter(run -> asked().map(Asked::request).equals(Optional.of(run.request())));
    }

    /**
     * Keeps a run that was complete. That it cannot be kept costs time and nothing else.
     *
     * @param left what it read and left behind beside its results
     */
    public void record(RunReport report, Leavings left) {
        int points =
                report.stages().stream().mapToInt(RunReport.StageReport::points).sum();
        Optional<Asked> before = asked();
        if (before.isEmpty() || points > MOST_POINTS) {
            return;
        }
        try {
            // What is written from now on looks different from what was written until now.
            Thread.sleep(TICK.toMillis());
            Optional<String> latest = history.latest();
            boolean pipelineIsSame =
                    request.digest(before.get().program()).equals(before.get().request());
            if (pipelineIsSame && latest.isPresent()) {
                file.write(settled(report, left, before.get().request(), latest.get()));
            }
        } catch (IOException e) {
            // The next run takes the long way.
            return;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static SettledRun settled(RunReport report, Leavings left, Digest request, String latest)
            throws IOException {
        List<CacheKey> keys = new ArrayList<>(left.keys());
        List<StoredOutput> artifacts = new ArrayList<>();
        int points = 0;
        for (RunReport.StageReport stage : report.stages()) {
            StageResults results = report.resultsOf(stage.stage());
            points += stage.points();
            keys.addAll(results.work().allKeys());
            artifacts.addAll(results.singles().values());
        }
        SortedMap<Path, FileState> files = new TreeMap<>();
        for (Path path : left.files()) {
            files.put(path, FileState.of(path));
        }
        return new SettledRun(
                request,
                left.dataFiles(),
                keys,
                artifacts,
                files,
                latest,
                points,
                report.stages().size(),
                left.shown());
    }

    private Optional<Asked> asked() {
        try {
            return asked.get();
        } catch (ExecutionException e) {
            // Something cannot be read: whoever reads it in earnest will say so.
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
