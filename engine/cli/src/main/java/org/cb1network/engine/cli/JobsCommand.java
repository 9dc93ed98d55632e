package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.engine.cli.jobs.JobSummary;
import org.cb1network.engine.cli.jobs.StillRunningException;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.runner.job.GrowingFile;
import org.cb1network.engine.runner.job.Job;
import org.cb1network.engine.runner.job.JobFolder;
import org.cb1network.engine.runner.job.Slurm;
import org.cb1network.engine.runner.job.Team;
import org.cb1network.engine.runner.job.WorkerStatus;
import org.cb1network.engine.table.Count;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** {@code jobs}: shows the runs that workers compute. */
@Command(
        name = "jobs",
        mixinStandardHelpOptions = true,
        description = "Lists the runs of this pipeline that workers compute ('run --executor').",
        exitCodeList = {
            "1:'jobs attach': a stage failed",
            "8:workers still compute",
            "9:a scheduler cannot be used, or gives no workers",
            "129, 130, 143:stopped by a closed terminal, Ctrl-C or a signal"
        })
final class JobsCommand implements Runnable {

    private static final long LOOK_EVERY_MILLIS = 1000;

    /** A run takes less time than this to begin. */
    private static final Duration BEGINNING = Duration.ofHours(1);

    @Option(
            names = "--file",
            paramLabel = "FILE",
            defaultValue = "pipeline.yaml",
            scope = ScopeType.INHERIT,
            description = "The pipeline (default: ${DEFAULT-VALUE}).")
    Path file;

    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        try {
            list();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void list() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        List<JobFolder> folders = JobFolder.all(jobs());
        if (folders.isEmpty()) {
            out.println("no runs on workers; 'run --executor slurm' begins one");
        }
        for (JobFolder folder : folders) {
            out.println(JobSummary.of(folder).text());
        }
        out.flush();
    }

    @Command(
            name = "log",
            mixinStandardHelpOptions = true,
            description = "Shows what the workers of a run printed, and how they ended.")
    int log(
            @Parameters(paramLabel = "RUN", arity = "0..1", description = "The run (default: the latest).") @Nullable
                    String run,
            @Parameters(paramLabel = "WORKER", arity = "0..1", description = "Only this worker.") @Nullable
                    Integer worker,
            @Option(names = "-f", description = "Follow what the workers print, until they end or Ctrl-C.")
                    boolean follow)
            throws IOException {
        JobFolder folder = folder(run);
        Job job = folder.read();
        PrintWriter out = spec.commandLine().getOut();
        Team team = new Team(folder, job.workers());
        team.refresh();
        Instant now = folder.now();
        SortedMap<Integer, GrowingFile> outputs = new TreeMap<>();
        for (WorkerStatus status : team.workers()) {
            if (worker == null || worker == status.worker()) {
                GrowingFile output = new GrowingFile(folder.output(status.worker()));
                outputs.put(status.worker(), output);
                out.println(status.name() + ": " + describe(status, now));
                out.print(follow ? output.lines() : output.rest());
            }
        }
        out.flush();
        if (follow) {
            follow(outputs, out);
        }
        return ExitCode.OK;
    }

    private static String describe(WorkerStatus status, Instant now) {
        if (status.starts() == 0) {
            return "has not begun";
        }
        String points = Count.of(status.computed(), "point") + " computed";
        return status.ended()
                .map(end -> "ended (" + end.name().toLowerCase(Locale.ROOT) + "), " + points
                        + (status.message().isEmpty() ? "" : ": " + status.message()))
                .orElse(points + (status.isSilent(now) ? ", and no sign of life since " + status.lastSignText() : ""));
    }

    /** Prints what the workers add, under the name of the worker if another one printed last. */
    private static void follow(SortedMap<Integer, GrowingFile> outputs, PrintWriter out) throws IOException {
        try (Interruption interruption = Interruption.watch()) {
            int last = outputs.isEmpty() ? 0 : outputs.lastKey();
            while (!interruption.cancellation().isRequested()) {
                for (Map.Entry<Integer, GrowingFile> output : outputs.entrySet()) {
                    String lines = output.getValue().lines();
                    if (!lines.isEmpty() && output.getKey() != last) {
                        last = output.getKey();
                        out.println("worker " + last + ":");
                    }
                    out.print(lines);
                }
                out.flush();
                try {
                    Thread.sleep(LOOK_EVERY_MILLIS);
                } catch (InterruptedException e) {
                    return;
                }
            }
        }
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Ends the workers of a run. What is computed is kept.",
            exitCodeList = "9:the scheduler cannot be used")
    int cancel(
            @Parameters(paramLabel = "RUN", arity = "0..1", description = "The run (default: the latest).") @Nullable
                    String run)
            throws IOException {
        JobFolder folder = folder(run);
        Job job = folder.read();
        folder.stop();
        Optional<Slurm> slurm = Slurm.of(job);
        if (slurm.isPresent()) {
            slurm.get().cancel(job);
        }
        spec.commandLine()
                .getOut()
                .println(folder.name() + ": the workers are told to end; 'run' continues from there");
        return ExitCode.OK;
    }

    @Command(
            name = "attach",
            mixinStandardHelpOptions = true,
            description = "Waits for the workers of a run, as the 'run' that began it did.",
            exitCodeList = {
                "1:a stage failed",
                "8:workers of an earlier run still compute with another version",
                "9:a scheduler cannot be used, or gives no workers",
                "129, 130, 143:stopped by a closed terminal, Ctrl-C or a signal; 'run' continues from there"
            })
    int attach(
            @Parameters(paramLabel = "RUN", arity = "0..1", description = "The run (default: the latest).") @Nullable
                    String run)
            throws IOException {
        JobFolder folder = folder(run);
        Job job = folder.read();
        Job.Request request = job.request();
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--file",
                request.pipeline().toString(),
                "--profile",
                request.profile(),
                "--cache-dir",
                request.store().toString(),
                "--executor",
                job.executor(),
                "--workers",
                Integer.toString(job.workers()),
                "--attach",
                folder.name()));
        request.overrides().forEach(override -> arguments.addAll(List.of("-p", override)));
        request.from().forEach(from -> arguments.addAll(List.of("--from", from)));
        if (request.keepGoing()) {
            arguments.add("--keep-going");
        }
        arguments.addAll(request.stages());
        return Main.commandLine("run")
                .setOut(spec.commandLine().getOut())
                .setErr(spec.commandLine().getErr())
                .execute(arguments.toArray(String[]::new));
    }

    @Command(
            name = "clean",
            mixinStandardHelpOptions = true,
            description = "Deletes the files of runs whose workers have ended. Results are kept.",
            exitCodeList = "8:workers of this run still compute")
    int clean(@Parameters(paramLabel = "RUN", arity = "0..1", description = "Only this run.") @Nullable String run)
            throws IOException {
        int deleted = 0;
        for (JobFolder folder : run == null ? JobFolder.all(jobs()) : List.of(folder(run))) {
            if (!JobSummary.of(folder).isAlive()) {
                folder.delete();
                deleted++;
            } else if (run != null) {
                throw new StillRunningException(run + ": its workers still compute; end them with 'jobs cancel'");
            }
        }
        if (run == null) {
            for (JobFolder folder : JobFolder.unfinished(jobs(), Instant.now().minus(BEGINNING))) {
                folder.delete();
                deleted++;
            }
        }
        spec.commandLine().getOut().println(Count.of(deleted, "run") + " deleted");
        return ExitCode.OK;
    }

    private Path jobs() {
        PipelineOptions options = new PipelineOptions();
        options.file = file;
        return options.jobsFolder();
    }

    private JobFolder folder(@Nullable String run) throws IOException {
        List<JobFolder> folders = JobFolder.all(jobs());
        return folders.stream()
                .filter(folder -> run == null || folder.name().equals(run))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        run == null
                                ? "no run was begun with --executor"
                                : "there is no run '" + run + "'; see 'jobs'"));
    }
}
