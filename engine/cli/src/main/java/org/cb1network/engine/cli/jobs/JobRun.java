package org.cb1network.engine.cli.jobs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.cache.EntryDraft;
import org.cb1network.cache.StoreException;
import org.cb1network.cache.WholeFile;
import org.cb1network.engine.cli.workspace.PipelineOptions;
import org.cb1network.engine.cli.workspace.ProgramCode;
import org.cb1network.engine.cli.workspace.Workspace;
import org.cb1network.engine.runner.job.HandStartedWorkers;
import org.cb1network.engine.runner.job.Job;
import org.cb1network.engine.runner.job.JobFolder;
import org.cb1network.engine.runner.job.RemoteExecutor;
import org.cb1network.engine.runner.job.ScalingModel;
import org.cb1network.engine.runner.job.SchedulerException;
import org.cb1network.engine.runner.job.Slurm;
import org.cb1network.engine.runner.job.Team;
import org.cb1network.engine.runner.job.WorkerScript;
import org.cb1network.engine.runner.job.Workforce;
import org.cb1network.engine.runner.plan.Plan;
import org.cb1network.engine.runner.plan.PointCosts;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.plan.PointTimes;
import org.cb1network.engine.runner.plan.StagePlan;
import org.cb1network.engine.runner.run.Cancellation;
import org.cb1network.engine.runner.run.RunListener;
import org.cb1network.engine.runner.run.RunOptions;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.run.Runner;
import org.cb1network.engine.runner.run.StageLoad;
import org.cb1network.engine.runner.spec.ExecutorSettings;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.SlurmSettings;

/** A run whose points are computed by workers: starts them, or finds those of an earlier start, and waits for their results. */
public final class JobRun {

    /** Less work than this is computed here faster than workers would get through a queue. */
    private static final double LITTLE_WORK_SECONDS = 60;

    /** Approximate amount of work that a worker should have. */
    private static final double WORK_OF_WORKER_SECONDS = 60;

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);
    private static final int NONCE_BYTES = 8;
    private static final long MIB = 1 << 20;

    private final Workspace workspace;
    private final PipelineOptions options;
    private final ExecutorOptions executor;
    private final ExecutorSettings.Kind kind;
    private final Job.Request request;
    private final RunOptions run;
    private final PointTimes times;
    private final Consumer<String> notices;

    /**
     * @param stages the stages that the user named
     * @param from the stages that narrow the selection
     * @param run the options of the run
     * @param notices receives, on any thread, what the user should know
     */
    public JobRun(
            Workspace workspace,
            PipelineOptions options,
            ExecutorOptions executor,
            List<String> stages,
            List<String> from,
            RunOptions run,
            Consumer<String> notices) {
        this.workspace = workspace;
        this.options = options;
        this.executor = executor;
        this.kind = executor.kind(workspace.pipeline().executors());
        this.run = run;
        this.times = new PointTimes(workspace.pipeline(), run.measured());
        this.notices = notices;
        this.request = request(workspace, options, stages, from, run.keepGoing());
    }

    private static Job.Request request(
            Workspace workspace, PipelineOptions options, List<String> stages, List<String> from, boolean keepGoing) {
        PipelineSpec pipeline = workspace.pipeline();
        SortedMap<String, String> dataFiles = new TreeMap<>();
        pipeline.dataFiles().forEach((file, digest) -> dataFiles.put(file.toString(), digest.hex()));
        return new Job.Request(
                workspace.code().programDigest(),
                pipeline.file().toAbsolutePath().normalize(),
                pipeline.content().hex(),
                dataFiles,
                pipeline.profile(),
                options.overrides,
                stages,
                from,
                keepGoing,
                options.storeFolder().toAbsolutePath().normalize());
    }

    /** Returns whether there is too little work for workers, and the user has not requested a number of them. */
    public boolean isLittle(Plan plan) {
        return executor.workers == null && seconds(plan) < LITTLE_WORK_SECONDS;
    }

    /** Returns the time that all missing points take together on one CPU. */
    public double seconds(Plan plan) {
        return StageLoad.of(plan, times).stream()
                .mapToDouble(StageLoad::seconds)
                .sum();
    }

    private SlurmSettings slurm() {
        return workspace.pipeline().executors().slurm();
    }

    /** Describes what would be submitted to the scheduler, or what the user would start, and how long the run would take. */
    public String describe(Plan plan) {
        int workers = workers(plan);
        JobFolder folder = new JobFolder(options.jobsFolder().resolve("RUN"));
        Job job = job("0".repeat(2 * NONCE_BYTES), workers);
        ScalingModel model = ScalingModel.of(plan, times);
        String estimate = String.format(
                Locale.ROOT,
                "# %d points, about %.1f CPU minutes; %d workers of %d CPUs: about %.1f min, not counting the queue%n",
                StageLoad.of(plan, times).stream().mapToInt(StageLoad::points).sum(),
                seconds(plan) / 60,
                workers,
                job.cpus(),
                model.seconds(workers, job.cpus()) / 60);
        if (kind == ExecutorSettings.Kind.MANUAL) {
            StringBuilder commands = new StringBuilder(estimate);
            new HandStartedWorkers(
                            folder,
                            job,
                            program(folder),
                            workspace.store(),
                            line -> commands.append(line).append('\n'))
                    .printCommands();
            return commands.toString();
        }
        return estimate
                + "# sbatch --array=1-" + workers + " worker.sh\n"
                + WorkerScript.text(folder, job, slurm(), program(folder));
    }

    private int workers(Plan plan) {
        if (executor.workers != null) {
            return executor.workers;
        }
        double worth = Math.ceil(seconds(plan) / (slurm().cpus() * WORK_OF_WORKER_SECONDS));
        return (int) Math.max(1, Math.min(slurm().workers(), worth));
    }

    private static List<String> program(JobFolder folder) {
        return WorkerScript.program(folder, ThisHost.classPath(), ProgramCode.MAIN_CLASS);
    }

    private Job job(String nonce, int workers) {
        int cpus = kind == ExecutorSettings.Kind.SLURM
                ? slurm().cpus()
                : Runtime.getRuntime().availableProcessors();
        return new Job(
                nonce, ThisHost.name(), Instant.now(), kind.name().toLowerCase(Locale.ROOT), workers, cpus, request);
    }

    /**
     * Lets the workers compute the missing points.
     *
     * @return empty if the user does not want to wait for them
     * @throws SchedulerException if there are no workers
     * @throws StoreException if no worker can store results
     */
    public Optional<RunReport> compute(Plan plan, RunListener progress, Cancellation cancellation) throws IOException {
        requireMemory(plan);
        Optional<JobFolder> running = running();
        JobFolder folder = running.isPresent() ? running.get() : create(workers(plan));
        Job job = folder.read();
        Team team = new Team(folder, job.workers());
        Workforce workforce = workforce(folder, job, team);
        if (running.isPresent()) {
            team.refresh();
            notices.accept("attached to " + folder.name() + " and its workers");
            workforce.attach(ThisHost.name());
        } else {
            orDelete(folder, () -> workforce.start(ThisHost.name()));
        }
        if (executor.detach) {
            notices.accept("the workers continue; run again to wait for them, 'jobs' shows their progress");
            return Optional.empty();
        }
        try (RemoteExecutor remote =
                new RemoteExecutor(workspace.store(), team, workforce, cancellation, run.keepGoing())) {
            RunReport report = new Runner(
                            workspace.planner(), workspace.store(), remote, cancellation, progress, Clock.systemUTC())
                    .run(run);
            if (workforce.hasStoreFailed() && !report.isComplete()) {
                throw new StoreException(StoreException.Reason.INPUT_OUTPUT, workforce.problem());
            }
            if (!workforce.problem().isEmpty() && !report.isComplete()) {
                throw new SchedulerException(workforce.problem());
            }
            return Optional.of(report);
        }
    }

    private interface Beginning {
        void run() throws IOException;
    }

    /** Does a part of the beginning of a run. If that fails, the folder, which has a copy of the program, is deleted. */
    private static void orDelete(JobFolder folder, Beginning part) throws IOException {
        try {
            part.run();
        } catch (IOException | RuntimeException | Error e) {
            try {
                folder.delete();
            } catch (IOException kept) {
                e.addSuppressed(kept);
            }
            throw e;
        }
    }

    private Workforce workforce(JobFolder folder, Job job, Team team) {
        Optional<Slurm> slurm = Slurm.of(job);
        Consumer<String> named = notice -> notices.accept(job.executor() + ": " + notice);
        Optional<HandStartedWorkers> handStarted = slurm.isPresent()
                ? Optional.empty()
                : Optional.of(new HandStartedWorkers(folder, job, program(folder), workspace.store(), notices));
        return new Workforce(folder, job, team, slurm, handStarted, named);
    }

    /**
     * Returns the run of the same request whose workers are still computing.
     *
     * @throws StillRunningException if workers compute with another program or pipeline into the same store
     */
    private Optional<JobFolder> running() throws IOException {
        for (JobFolder folder : JobFolder.all(options.jobsFolder())) {
            Job job = folder.read();
            if (folder.name().equals(executor.attach) && job.request().equals(request)) {
                return Optional.of(folder);
            }
            if (!job.request().store().equals(request.store())
                    || !JobSummary.of(folder).isAlive()) {
                continue;
            }
            if (job.request().equals(request)) {
                return Optional.of(folder);
            }
            if (!job.request().program().equals(request.program())
                    || !job.request().content().equals(request.content())) {
                throw new StillRunningException(
                        "the workers of " + folder.name() + " still compute with another version of the "
                                + (job.request().program().equals(request.program()) ? "pipeline" : "program")
                                + "; wait until they have ended ('jobs'), or end them with 'jobs cancel "
                                + folder.name() + "'");
            }
        }
        return Optional.empty();
    }

    private JobFolder create(int workers) throws IOException {
        byte[] random = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(random);
        String nonce = HexFormat.of().formatHex(random);
        Job job = job(nonce, workers);
        JobFolder folder = new JobFolder(
                options.jobsFolder().resolve(NAME.format(job.created()) + "-" + nonce.substring(0, NONCE_BYTES)));
        Files.createDirectories(folder.path());
        orDelete(folder, () -> fill(folder, job));
        return folder;
    }

    private void fill(JobFolder folder, Job job) throws IOException {
        freeze(folder);
        WholeFile.write(
                folder.script(),
                WorkerScript.text(folder, job, slurm(), program(folder)).getBytes(StandardCharsets.UTF_8));
        workspace
                .store()
                .publish(
                        mark(job.nonce()),
                        EntryDraft.builder()
                                .document("run", job.nonce().getBytes(StandardCharsets.UTF_8))
                                .build());
        workspace.store().flush();
        folder.write(job);
    }

    /** Returns the key of an entry that identifies the store of a run to its workers. */
    public static CacheKey mark(String nonce) {
        return new CacheKey(Digest.of(("run " + nonce).getBytes(StandardCharsets.UTF_8)));
    }

    private void freeze(JobFolder folder) throws IOException {
        List<Path> classPath = ThisHost.classPath();
        if (WorkerScript.isJar(classPath)) {
            Files.copy(classPath.get(0), folder.program());
        }
        Files.copy(workspace.pipeline().file(), folder.pipeline());
        if (!Digest.of(folder.pipeline()).equals(workspace.pipeline().content())) {
            throw new IllegalArgumentException(
                    workspace.pipeline().file() + " was changed just now; start the run again");
        }
    }

    /** Checks that a worker has enough memory for the points, before any worker is started. */
    private void requireMemory(Plan plan) throws IOException {
        if (kind != ExecutorSettings.Kind.SLURM) {
            return;
        }
        PointCosts costs = new PointCosts();
        for (StagePlan stage : plan.stages()) {
            if (stage.state() == StagePlan.State.RUN
                    && costs.hasEstimate(stage.stage().stage())) {
                for (int index : stage.work().orElseThrow().missing(workspace.store())) {
                    PointTask task = stage.work().get().task(index, false);
                    long mib = costs.bytes(task.implementation(), task.parameters()) / MIB;
                    if (mib > slurm().heapMib()) {
                        throw new IllegalArgumentException(task.stage() + " (" + task.point()
                                + ") is estimated to need "
                                + mib + " MiB, and of a worker's memory (" + slurm().memory() + ") Java may use "
                                + slurm().heapMib() + " MiB; give executors.slurm.memory a larger value");
                    }
                }
            }
        }
    }
}
