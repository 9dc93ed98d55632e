package org.cb1network.engine.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.cb1network.cache.Store;
import org.cb1network.cache.StoreException;
import org.cb1network.engine.cli.jobs.JobRun;
import org.cb1network.engine.cli.jobs.ThisHost;
import org.cb1network.engine.cli.output.ExitCode;
import org.cb1network.engine.cli.results.FileFailure;
import org.cb1network.engine.cli.workspace.ProgramCode;
import org.cb1network.engine.cli.workspace.WarningPrinter;
import org.cb1network.engine.runner.job.Job;
import org.cb1network.engine.runner.job.JobFolder;
import org.cb1network.engine.runner.job.WorkerExecutor;
import org.cb1network.engine.runner.job.WorkerJournal;
import org.cb1network.engine.runner.job.WorkerStatus;
import org.cb1network.engine.runner.plan.Planner;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.run.PointComputer;
import org.cb1network.engine.runner.run.RunEvent;
import org.cb1network.engine.runner.run.RunOptions;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.run.Runner;
import org.cb1network.engine.runner.run.Slice;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code worker}: one of several processes that compute a run. */
@Command(
        name = WorkerCommand.NAME,
        hidden = true,
        mixinStandardHelpOptions = true,
        description =
                "Computes points of a run that 'run --executor' has begun. Writes only to the store and to the folder of the run.",
        exitCodeList = {
            "1:a stage failed",
            "9:this process cannot be a worker of the run",
            "129, 130, 143:stopped by a closed terminal, Ctrl-C or a signal; finished results are kept"
        })
final class WorkerCommand implements Callable<Integer> {

    static final String NAME = "worker";

    /**
     * Time before a worker takes over a point of another worker. It is long, because the other one is more likely slow
     * than suspended.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** Maximum time after which network file systems show new files. */
    private static final Duration FILE_SYSTEM_DELAY = Duration.ofSeconds(60);

    private static final long LOOK_EVERY_MILLIS = 1000;

    @Option(names = "--job", required = true, paramLabel = "DIR", description = "The folder of the run.")
    Path folder;

    @Option(
            names = "--slice",
            paramLabel = "I/N",
            description = "Begin with the I-th of N parts of the work (default: by SLURM_ARRAY_TASK_ID).")
    @Nullable
    String slice;

    @Option(names = "--nonce", paramLabel = "TEXT", description = "Text that the folder's run.json must have.")
    @Nullable
    String nonce;

    @Option(
            names = {"-j", "--jobs"},
            paramLabel = "N",
            description = "Points to compute at a time (default: one for each core).")
    int jobs = Runtime.getRuntime().availableProcessors();

    @Spec
    CommandSpec spec;

    /** Signals that this worker cannot take part in the run. */
    private static final class RefusedException extends IOException {

        @java.io.Serial
        private static final long serialVersionUID = 1;

        private RefusedException(String message) {
            super(message);
        }
    }

    @Override
    public Integer call() throws IOException {
        JobFolder files = new JobFolder(folder);
        if (!Files.exists(files.path())) {
            spec.commandLine().getErr().println("pipeline: " + notShared(files.path()));
            return ExitCode.NO_WORKERS;
        }
        Job job = files.read();
        Slice part = slice(job);
        WorkerJournal journal = new WorkerJournal(files, part.worker());
        journal.started(ThisHost.name(), ProgramCode.version());
        try (Interruption interruption = Interruption.watchAndFinishPoints()) {
            RunReport report = compute(files, job, part, journal, interruption);
            journal.ended(
                    report.cancelled()
                            ? WorkerStatus.End.STOPPED
                            : report.isComplete() ? WorkerStatus.End.COMPLETE : WorkerStatus.End.FAILED,
                    "");
            return report.cancelled()
                    ? ExitCode.INTERRUPTED
                    : report.isComplete() ? ExitCode.OK : ExitCode.STAGE_FAILED;
        } catch (RefusedException e) {
            journal.ended(WorkerStatus.End.REFUSED, String.valueOf(e.getMessage()));
            spec.commandLine().getErr().println("pipeline: " + e.getMessage());
            return ExitCode.NO_WORKERS;
        } catch (StoreException e) {
            journal.ended(WorkerStatus.End.STORE, String.valueOf(e.getMessage()));
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            journal.ended(WorkerStatus.End.REFUSED, describe(e));
            throw e;
        }
    }

    private static String describe(Throwable cause) {
        if (cause instanceof IOException failure) {
            return FileFailure.describe(failure);
        }
        boolean forUsers = cause instanceof PipelineException || cause instanceof IllegalArgumentException;
        return forUsers && cause.getMessage() != null ? cause.getMessage() : cause.toString();
    }

    private static String notShared(Path path) {
        return "the folder is not shared: " + path + " on " + ThisHost.name()
                + " is not that of the run; the pipeline and its store must be in folders that all nodes share";
    }

    private Slice slice(Job job) {
        String text = slice;
        if (text == null) {
            String task = System.getenv("SLURM_ARRAY_TASK_ID");
            if (task == null) {
                throw new IllegalArgumentException("name the part of this worker: --slice 1/" + job.workers());
            }
            text = task + "/" + job.workers();
        }
        String[] parts = text.split("/", -1);
        try {
            Slice part = new Slice(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            if (part.workers() != job.workers()) {
                throw new IllegalArgumentException(
                        "the run has " + job.workers() + " workers; write --slice I/" + job.workers());
            }
            return part;
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("--slice must be such as 2/16, not '" + text + "'", e);
        }
    }

    private RunReport compute(JobFolder files, Job job, Slice part, WorkerJournal journal, Interruption interruption)
            throws IOException {
        if (nonce != null && !nonce.equals(job.nonce())) {
            throw new RefusedException(notShared(files.path()));
        }
        Job.Request request = job.request();
        PipelineSpec pipeline = PipelineReader.read(
                Files.readAllBytes(files.pipeline()),
                request.pipeline(),
                request.profile(),
                request.overrides(),
                StageCatalog.ofThisProgram());
        requireSame(request, pipeline);
        try (Store store = Store.open(request.store(), WarningPrinter.to(spec))) {
            store.requireWritable();
            requireStoreOf(job, store);
            Selection selection = Selection.of(pipeline, request.stages(), request.from(), false);
            PointComputer computer =
                    new PointComputer(store, interruption.cancellation(), ProgramCode.version(), Clock.systemUTC());
            try (WorkerExecutor executor = new WorkerExecutor(
                    computer,
                    part.worker(),
                    jobs,
                    store,
                    files,
                    job,
                    journal,
                    interruption.cancellation(),
                    this::print)) {
                return new Runner(
                                new Planner(pipeline, store, ProgramCode.OF_THIS_PROGRAM),
                                store,
                                executor,
                                interruption.cancellation(),
                                this::tell,
                                Clock.systemUTC())
                        .run(new RunOptions(selection, request.keepGoing(), PATIENCE, part, Map::of));
            }
        }
    }

    private static void requireSame(Job.Request request, PipelineSpec pipeline) throws RefusedException {
        if (!ProgramCode.OF_THIS_PROGRAM.programDigest().equals(request.program())) {
            throw new RefusedException(
                    "this is another version of the program than that of the run; start the worker with"
                            + " the pipeline.jar in the folder of the run");
        }
        SortedMap<String, String> files = new TreeMap<>();
        pipeline.dataFiles().forEach((file, digest) -> files.put(file.toString(), digest.hex()));
        if (!pipeline.content().hex().equals(request.content())) {
            throw new RefusedException("the pipeline.yaml in the folder of the run was changed");
        }
        for (Map.Entry<String, String> known : request.dataFiles().entrySet()) {
            if (!known.getValue().equals(files.get(known.getKey()))) {
                throw new RefusedException(known.getKey() + " is not the same on " + ThisHost.name()
                        + " as when the run began; end the run with 'jobs cancel', and start it again");
            }
        }
    }

    /** Checks that the store has the entry that the head published at the start of the run. */
    private static void requireStoreOf(Job job, Store store) throws IOException {
        long start = System.nanoTime();
        while (!store.contains(JobRun.mark(job.nonce()))) {
            if (System.nanoTime() - start > FILE_SYSTEM_DELAY.toNanos()) {
                throw new RefusedException(notShared(store.root()));
            }
            try {
                Thread.sleep(LOOK_EVERY_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            store.refresh();
        }
    }

    private void tell(RunEvent event) {
        PrintWriter err = spec.commandLine().getErr();
        if (event instanceof RunEvent.PointFailed failed) {
            err.println("FAILED " + failed.stage() + " (" + failed.point() + "): " + failed.message());
            failed.cause().printStackTrace(err);
        } else if (event instanceof RunEvent.StageStarted started) {
            err.println(started.stage() + ": " + (started.points() - started.cached()) + " of " + started.points());
        } else if (event instanceof RunEvent.Warning warning) {
            err.println("warning: " + warning.message());
        }
        err.flush();
    }

    private void print(String notice) {
        spec.commandLine().getErr().println("warning: " + notice);
    }
}
