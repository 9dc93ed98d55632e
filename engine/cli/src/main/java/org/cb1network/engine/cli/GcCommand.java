package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cb1network.cache.GcPolicy;
import org.cb1network.cache.GcReport;
import org.cb1network.cache.ScratchFolder;
import org.cb1network.cache.Store;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.progress.TaskProgress;
import org.cb1network.engine.cli.run.ReachableResults;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.RemoteAccess;
import org.cb1network.engine.cli.workspace.RemoteChoice;
import org.cb1network.engine.cli.workspace.ScratchOptions;
import org.cb1network.engine.cli.workspace.WarningPrinter;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.remote.Remote;
import org.cb1network.engine.remote.RemoteGarbage;
import org.cb1network.engine.runner.spec.RemoteSettings.Use;
import org.cb1network.engine.table.Count;
import org.cb1network.engine.table.Size;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code gc}: removes results that are no longer needed. */
@Command(
        name = "gc",
        mixinStandardHelpOptions = true,
        description =
                "Removes results from the store. Results of the pipeline (with the chosen profile and overrides) are always"
                        + " kept, and those of other pipeline files and profiles that ran in this folder without overrides.")
final class GcCommand implements Callable<Integer> {

    private static final Pattern AGE = Pattern.compile("(\\d{1,6})(h|d|w)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,9})(MB|GB|TB)");
    private static final String USUAL_GRACE = "1h";
    private static final double MB = 1e6;

    @Mixin
    PipelineOptions options;

    @Mixin
    ScratchOptions scratch;

    @Option(
            names = "--remote",
            paramLabel = "NAME",
            description = "Remove files from this remote, and none from the store: what no push has named for a week,"
                    + " and with --older-than old pushes.")
    @Nullable
    String remote;

    @Option(
            names = "--unused-for",
            paramLabel = "AGE",
            description = "Remove results not used for this long, such as 30d (h, d, w).")
    @Nullable
    String unusedFor;

    @Option(
            names = "--max-size",
            paramLabel = "SIZE",
            description = "Remove the least recently used results until the store has this size, such as 2GB.")
    @Nullable
    String maxSize;

    @Option(names = "--unreachable", description = "Remove all results that do not belong to these pipelines.")
    boolean unreachable;

    @Option(
            names = "--grace",
            paramLabel = "AGE",
            description = "Keep everything in the store that is newer than this (default: " + USUAL_GRACE + ").")
    @Nullable
    String grace;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            description =
                    "With --remote: remove pushes that are older than this, such as 90d. What no push names is removed"
                            + " a week later.")
    @Nullable
    String olderThan;

    @Option(
            names = {"-n", "--dry-run"},
            description = "Only report what would be removed.")
    boolean dryRun;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (remote != null) {
            return collectRemote(remote);
        }
        if (olderThan != null) {
            throw new IllegalArgumentException("--older-than is about the pushes of a remote: add --remote NAME");
        }
        if (unusedFor == null && maxSize == null && !unreachable) {
            throw new IllegalArgumentException("say what to remove: --unused-for, --max-size or --unreachable");
        }
        GcPolicy.Builder policy = GcPolicy.builder()
                .onlyReachable(unreachable)
                .grace(age("--grace", grace == null ? USUAL_GRACE : grace))
                .dryRun(dryRun);
        if (unusedFor != null) {
            policy.unusedFor(age("--unused-for", unusedFor));
        }
        if (maxSize != null) {
            policy.maxBytes(size(maxSize));
        }
        scratch.requirePlace();
        try (Workspace workspace = open()) {
            ReachableResults reachable = ReachableResults.of(options.folder(), workspace);
            policy.keep(reachable.keys());
            print(collect(workspace.store(), policy.build()));
            removeScratchFolders();
            PrintWriter out = spec.commandLine().getOut();
            out.println("Always kept is what these use: " + String.join("; ", reachable.users()));
            out.flush();
            return ExitCode.OK;
        }
    }

    private int collectRemote(String name) throws IOException {
        if (unusedFor != null || maxSize != null || unreachable || grace != null) {
            throw new IllegalArgumentException(
                    "--unused-for, --max-size, --unreachable and --grace are about the store;"
                            + " leave them out: a remote knows the age of pushes only, see --older-than");
        }
        Optional<Duration> oldest = olderThan == null ? Optional.empty() : Optional.of(age("--older-than", olderThan));
        try (Remote place = RemoteAccess.one(
                options, RemoteChoice.of(name), options.read().remotes(), Use.PUSH, WarningPrinter.ofNotices(spec))) {
            RemoteGarbage.Report report = new RemoteGarbage(place, dryRun, Clock.systemUTC()).collect(oldest);
            PrintWriter out = spec.commandLine().getOut();
            out.println(String.format(
                    Locale.ROOT,
                    "%s %s, and %s (%s) that no push has named for a week; %s",
                    dryRun ? "would remove" : "removed",
                    Count.of(report.manifests(), "push", "pushes"),
                    Count.of(report.files(), "file"),
                    Size.of(report.bytes()),
                    place.traffic()));
            out.flush();
            return ExitCode.OK;
        }
    }

    private GcReport collect(Store store, GcPolicy policy) throws IOException {
        long megabytes = (long) (store.statistics().packBytes() / MB);
        try (TaskProgress progress = new TaskProgress(spec.commandLine().getErr(), "MB")) {
            return store.collectGarbage(
                    policy, bytes -> progress.update(Math.min((long) (bytes / MB), megabytes), megabytes));
        }
    }

    /** A dry run only reads the store. The store must exist: there is nothing to remove from another one. */
    private Workspace open() throws IOException {
        Workspace read = Workspace.openForReading(options, options.storeFolder(), WarningPrinter.to(spec));
        if (dryRun) {
            return read;
        }
        read.close();
        return Workspace.open(options, WarningPrinter.to(spec));
    }

    private void removeScratchFolders() {
        int folders = (dryRun
                        ? ScratchFolder.abandoned(scratch.places(options.storeFolder()))
                        : ScratchFolder.removeAbandoned(scratch.places(options.storeFolder())))
                .size();
        if (folders > 0) {
            spec.commandLine()
                    .getOut()
                    .println((dryRun ? "would remove " : "removed ") + Count.of(folders, "scratch folder")
                            + " of processes that were killed");
        }
    }

    private void print(GcReport report) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(String.format(
                Locale.ROOT,
                "%s %s; %s kept (%s, before %s)",
                report.dryRun() ? "would remove" : "removed",
                content(report.entriesRemoved(), report.objectsRemoved()),
                content(report.entriesKept(), report.objectsKept()),
                Size.of(report.bytesAfter()),
                Size.of(report.bytesBefore())));
        report.remarks().forEach(out::println);
        out.flush();
    }

    /** Small outputs are in the packs of their entries, so there may be no objects. */
    private static String content(long entries, long objects) {
        return Count.of(entries, "entry", "entries") + (objects == 0 ? "" : " and " + Count.of(objects, "object"));
    }

    static Duration age(String option, String text) {
        Matcher matcher = AGE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    option + " takes a number with h, d or w, such as 30d, not '" + text + "'");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> Duration.ofDays(7 * number);
        };
    }

    static long size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "--max-size takes a number with MB, GB or TB, such as 2GB, not '" + text + "'");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "MB" -> number * 1_000_000L;
            case "GB" -> number * 1_000_000_000L;
            default -> Math.multiplyExact(number, 1_000_000_000_000L);
        };
    }
}
