package org.cb1network.engine.cli.settled;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.StoredOutput;
import org.cb1network.engine.runner.plan.StageResults;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.spec.InputSpec;
import org.cb1network.engine.runner.spec.StageSpec;

/** Keeps the last run that was complete, and gives it back to a run that would find everything as that one left it. */
public final class Settlement {

    /** The file has 32 bytes or more for each point, and is read whole. */
    private static final int MOST_POINTS = 100_000;

    /** Within so many milliseconds a file may change twice and look the same. */
    private static final long TICK_MILLIS = 20;

    private final RunRequest request;
    private final Optional<ProgramFile> program;
    private final SettledRunFile file;
    private final RunHistory history;

    /**
     * For one run.
     *
     * @param program the one file that the program consists of; without it, nothing is ever taken to be settled
     * @param file where the last run stands
     */
    public Settlement(RunRequest request, Optional<ProgramFile> program, Path file, RunHistory history) {
        this.request = request;
        this.program = program;
        this.file = new SettledRunFile(file);
        this.history = history;
    }

    /**
     * The last run, if it was the same one, and what it read and left behind is unchanged. Whether the store has its results still
     * is to be asked.
     */
    public Optional<SettledRun> unchanged() {
        return program.isEmpty() ? Optional.empty() : file.read().filter(this::isUnchanged);
    }

    private boolean isUnchanged(SettledRun run) {
        try {
            return history.latest().equals(Optional.of(run.history()))
                    && run.hasItsCopies()
                    && digestOfRequest().equals(Optional.of(run.request()))
                    && run.hasItsInputs();
        } catch (IOException e) {
            // Who reads that file in earnest will say what is wrong with it.
            return false;
        }
    }

    private Optional<Digest> digestOfRequest() {
        return program.flatMap(ProgramFile::digest).map(request::digest);
    }

    /**
     * Keeps a run that was complete, unless somebody has interfered with it. That it cannot be kept costs time and nothing else.
     *
     * @param traces what it read and left behind beside its results
     */
    public void record(RunReport report, RunTraces traces) {
        Optional<Digest> digest = report.points() > MOST_POINTS ? Optional.empty() : digestOfRequest();
        if (digest.isEmpty()) {
            return;
        }
        try {
            // What is written from now on looks different from what was written until now.
            Thread.sleep(TICK_MILLIS);
            Optional<SortedMap<Path, FileState>> copies = untouched(traces.copies());
            if (copies.isEmpty()) {
                return;
            }
            Path recorded = history.file(traces.history());
            copies.get().put(recorded, FileState.of(recorded));
            SettledRun run = settled(digest.get(), report, traces, copies.get());
            if (run.hasItsInputs() && program.orElseThrow().isWhatRuns()) {
                file.write(run);
            }
        } catch (IOException e) {
            // The next run takes the long way.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What copies look like that are still what the run has left; empty if one is not: another run may have replaced it. */
    private static Optional<SortedMap<Path, FileState>> untouched(Map<Path, Digest> copies) throws IOException {
        SortedMap<Path, FileState> states = new TreeMap<>();
        for (Map.Entry<Path, Digest> copy : copies.entrySet()) {
            // Looked at before it is read: who replaces it afterwards changes its looks.
            FileState state = FileState.of(copy.getKey());
            if (state.size() == FileState.NONE || !Digest.of(copy.getKey()).equals(copy.getValue())) {
                return Optional.empty();
            }
            states.put(copy.getKey(), state);
        }
        return Optional.of(states);
    }

    private static SettledRun settled(
            Digest request, RunReport report, RunTraces traces, SortedMap<Path, FileState> copies) throws IOException {
        List<CacheKey> keys = new ArrayList<>(traces.keys());
        for (RunReport.StageReport stage : report.stages()) {
            keys.addAll(report.resultsOf(stage.stage()).work().allKeys());
        }
        return new SettledRun(
                request,
                traces.inputs(),
                keys,
                used(report),
                copies,
                traces.history(),
                report.points(),
                report.stages().size(),
                traces.shown());
    }

    /** Outputs that are one for a whole stage, and those of points that other stages take up. */
    private static List<StoredOutput> used(RunReport report) throws IOException {
        Set<StoredOutput> used = new LinkedHashSet<>();
        for (RunReport.StageReport reported : report.stages()) {
            StageResults results = report.resultsOf(reported.stage());
            used.addAll(results.singles().values());
            StageSpec stage = results.work().stage();
            for (InputSpec input : stage.inputs()) {
                StageResults source = report.resultsOf(input.source().stage());
                String output = input.source().output();
                for (int i = 0; i < source.work().size() && !source.isSingle(output); i++) {
                    used.add(source.ofPoint(output, i));
                }
            }
        }
        return List.copyOf(used);
    }
}
