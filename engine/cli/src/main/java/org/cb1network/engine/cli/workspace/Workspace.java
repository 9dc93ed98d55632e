package org.cb1network.engine.cli.workspace;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreListener;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.Planner;
import org.cb1network.engine.runner.plan.PointTimes;
import org.cb1network.engine.runner.plan.StageCode;
import org.cb1network.engine.runner.provenance.Explainer;
import org.cb1network.engine.runner.provenance.RunHistory;
import org.cb1network.engine.runner.provenance.RunSettings;
import org.cb1network.engine.runner.run.StageLoad;
import org.cb1network.engine.runner.spec.PipelineSpec;
import picocli.CommandLine.Model.CommandSpec;

/** A pipeline with its store, history and code, opened for one command. */
public final class Workspace implements AutoCloseable {

    /** Number of the latest runs from which computing times are taken. */
    private static final int RUNS_TO_LEARN_FROM = 10;

    private final PipelineSpec pipeline;
    private final Store store;
    private final RunHistory history;
    private final StageCode code;
    private Closeable remotes = () -> {};

    private Workspace(PipelineSpec pipeline, Store store, RunHistory history) {
        this.pipeline = pipeline;
        this.store = store;
        this.history = history;
        this.code = ProgramCode.OF_THIS_PROGRAM;
    }

    /**
     * Reads the pipeline and opens the store.
     *
     * @throws org.cb1network.engine.runner.spec.yaml.PipelineException if the pipeline is not valid
     * @throws org.cb1network.cache.StoreException if the store cannot be used
     */
    public static Workspace open(PipelineOptions options, StoreListener warnings) throws IOException {
        return open(options, options.storeFolder(), warnings);
    }

    /** Opens the store for a pipeline that has been read, so that nothing is created if something about the pipeline is wrong. */
    public static Workspace open(PipelineSpec pipeline, PipelineOptions options, StoreListener warnings)
            throws IOException {
        return new Workspace(
                pipeline, Store.open(options.storeFolder(), warnings), new RunHistory(options.historyFolder()));
    }

    /**
     * Reads the pipeline and opens the store for reading: nothing is created or changed. The default store need not exist, because there is
     * none before the first run; a store named by the user must exist.
     */
    public static Workspace openForReading(PipelineOptions options, StoreListener warnings) throws IOException {
        boolean none = options.store.cacheDir == null && !Files.exists(options.storeFolder());
        return none
                ? new Workspace(
                        read(options), Store.absent(options.storeFolder()), new RunHistory(options.historyFolder()))
                : openForReading(options, options.storeFolder(), warnings);
    }

    /**
     * Does the same as {@link #openForReading(PipelineOptions, StoreListener)}, and takes missing entries from remotes.
     *
     * @param lines receives the warnings of store and remotes
     */
    public static Workspace openForReading(PipelineOptions options, RemoteOptions remotes, Consumer<String> lines)
            throws IOException {
        return openForReading(options, WarningPrinter.to(lines))
                .withRemotes(options, remotes, WarningPrinter.ofNotices(lines));
    }

    /** Does the same as {@link #openForReading(PipelineOptions, RemoteOptions, Consumer)}, for a command that only prints. */
    public static Workspace openForReading(PipelineOptions options, RemoteOptions remotes, CommandSpec command)
            throws IOException {
        return openForReading(options, WarningPrinter.to(command)).withRemotes(options, remotes, command);
    }

    /** Does the same as {@link #openForReading(PipelineOptions, StoreListener)} with another store. */
    public static Workspace openForReading(PipelineOptions options, Path storeFolder, StoreListener warnings)
            throws IOException {
        PipelineSpec pipeline = read(options);
        Store store = Store.openForReading(storeFolder, warnings);
        return new Workspace(pipeline, store, new RunHistory(options.historyFolder()));
    }

    /** Does the same as {@link #open(PipelineOptions, StoreListener)} with another store. */
    public static Workspace open(PipelineOptions options, Path storeFolder, StoreListener warnings) throws IOException {
        PipelineSpec pipeline = read(options);
        Store store = Store.open(storeFolder, warnings);
        return new Workspace(pipeline, store, new RunHistory(options.historyFolder()));
    }

    /** Reads the pipeline. */
    public static PipelineSpec read(PipelineOptions options) {
        options.requirePlaces();
        return options.read();
    }

    /**
     * From now on, takes missing entries from the remotes of the pipeline. Without remotes, none of the classes for
     * them are loaded.
     *
     * @param file the file of the pipeline
     * @param chosen which remotes
     * @param warnings receives what is wrong with a remote
     * @throws IllegalArgumentException if the user names a remote that the pipeline does not have
     */
    public Workspace withRemotes(PipelineFile file, RemoteOptions chosen, Consumer<String> warnings) {
        if (chosen.areUsed(file, pipeline.remotes())) {
            var source = RemoteAccess.source(file, chosen, pipeline.remotes(), warnings);
            remotes = source;
            store.attach(source);
        }
        return this;
    }

    /** Does the same as {@link #withRemotes(PipelineFile, RemoteOptions, Consumer)}, for a command that only prints. */
    public Workspace withRemotes(PipelineFile file, RemoteOptions chosen, CommandSpec command) {
        return withRemotes(file, chosen, WarningPrinter.ofNotices(command));
    }

    public PipelineSpec pipeline() {
        return pipeline;
    }

    public Store store() {
        return store;
    }

    /** Returns the settings under which runs of this pipeline are recorded. */
    public RunSettings settings() {
        return RunSettings.of(pipeline);
    }

    /** Returns the owner of this pipeline's results, on one line. */
    public String whose() {
        return settings().owner();
    }

    /** Returns the last run of this pipeline, with the same profile and overrides, that meets a condition. */
    public Optional<RunHistory.Run> lastRun(Predicate<RunHistory.Run> wanted) throws IOException {
        RunSettings settings = settings();
        try (Stream<RunHistory.Run> runs = history.latestFirst(settings::areThoseOf)) {
            return runs.filter(wanted).findFirst();
        }
    }

    public RunHistory history() {
        return history;
    }

    public Planner planner() {
        return new Planner(pipeline, store, code);
    }

    public Explainer explainer() {
        return new Explainer(store, history, settings(), code);
    }

    /**
     * Returns the computing time of a point of each stage in the latest runs of this pipeline and profile, in seconds. Runs with other
     * overrides do not count, because they may have simulated more or less. Runs without overrides count if there are none with these.
     */
    public Map<String, Double> secondsOfPoints() {
        RunSettings settings = settings();
        try (Stream<RunHistory.Run> runs = history.latestFirst(earlier -> earlier.areBaseOf(settings))) {
            return RunHistory.secondsOfPoints(runs.limit(RUNS_TO_LEARN_FROM)
                    .sorted(Comparator.comparing(run -> !run.settings().areThoseOf(settings))));
        } catch (IOException unreadable) {
            return Map.of();
        }
    }

    /** Returns the latest complete run of this pipeline, profile and overrides; empty if it cannot be read. */
    public Optional<RunHistory.Run> lastCompleteRun() {
        try {
            return lastRun(run -> run.outcome().equals("done"));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Returns the work of the stages of a plan that are not complete. */
    public List<StageLoad> loads(Plan plan) {
        return StageLoad.of(plan, new PointTimes(pipeline, this::secondsOfPoints));
    }

    public StageCode code() {
        return code;
    }

    @Override
    public void close() throws IOException {
        try {
            store.close();
        } finally {
            remotes.close();
        }
    }
}
