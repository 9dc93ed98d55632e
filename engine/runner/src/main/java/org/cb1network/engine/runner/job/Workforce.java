package org.cb1network.engine.runner.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cb1network.engine.table.Count;

/**
 * Manages the workers of a run for its head: replaces lost workers while there is work, and tells the user why workers
 * wait or fail. It does not track which work is done; the store does.
 */
public final class Workforce {

    /** Minimum interval between two queries of the scheduler. */
    private static final Duration ASK_EVERY = Duration.ofSeconds(31);

    /**
     * Maximum number of started workers, as a multiple of the number of workers wanted. Workers that follow one whose time was up and that
     * had computed something do not count: work that is longer than the time limit needs any number of them.
     */
    private static final int MOST_STARTS = 3;

    /** After this many consecutive workers that computed nothing, no more are started. */
    private static final int MOST_FALSE_STARTS = 3;

    private static final int LINES_SHOWN = 20;

    private final JobFolder folder;
    private final Job job;
    private final Team team;
    private final Optional<Slurm> slurm;
    private final Optional<HandStartedWorkers> handStarted;
    private final Consumer<String> notices;
    private final LongSupplier nanos;
    private final HeadJournal journal;
    private final Set<String> said = new HashSet<>();

    /** Workers that are no longer awaited: they have reported why they ended, or replacing them failed. */
    private final Set<Integer> settled = new HashSet<>();

    private Map<Integer, Slurm.Queued> queued = Map.of();
    private boolean queueKnown;
    private long lastAsked;
    private int started;
    private int falseStarts;
    private String problem = "";
    private boolean storeFailed;

    /**
     * @param slurm empty if the user starts the workers
     * @param handStarted tells of such workers; empty if nobody need be told
     * @param notices receives, on any thread, what the user should know
     */
    public Workforce(
            JobFolder folder,
            Job job,
            Team team,
            Optional<Slurm> slurm,
            Optional<HandStartedWorkers> handStarted,
            Consumer<String> notices) {
        this(folder, job, team, slurm, handStarted, notices, System::nanoTime);
    }

    Workforce(
            JobFolder folder,
            Job job,
            Team team,
            Optional<Slurm> slurm,
            Optional<HandStartedWorkers> handStarted,
            Consumer<String> notices,
            LongSupplier nanos) {
        this.folder = folder;
        this.job = job;
        this.team = team;
        this.slurm = slurm;
        this.handStarted = handStarted;
        this.notices = notices;
        this.nanos = nanos;
        this.journal = new HeadJournal(folder);
        this.lastAsked = nanos.getAsLong();
    }

    /**
     * Starts all workers, or tells the user how to.
     *
     * @throws SchedulerException if the scheduler refuses them
     */
    public void start(String host) throws IOException {
        journal.watching(host);
        handStarted.ifPresent(HandStartedWorkers::printCommands);
        if (slurm.isPresent()) {
            submit(IntStream.rangeClosed(1, job.workers()).boxed().toList());
            started = job.workers();
        }
    }

    /** Continues with workers that an earlier head has started. */
    public void attach(String host) throws IOException {
        journal.watching(host);
        folder.resume();
        started = job.workers();
        ask();
    }

    private void submit(List<Integer> workers) throws IOException {
        String id = slurm.orElseThrow().submit(folder.script(), workers);
        noteSubmission(id, workers);
        lastAsked = nanos.getAsLong();
        queueKnown = false;
        notices.accept(id + ": " + Count.of(workers.size(), "worker") + " submitted");
    }

    private void noteSubmission(String id, List<Integer> workers) {
        try {
            journal.submitted(id, workers);
        } catch (IOException e) {
            // The workers are in the queue already. Only the reasons of deaths are lost.
            sayOnce("the folder of the run cannot be written: " + e.getMessage());
        }
    }

    /**
     * Checks the workers and replaces lost ones. Called repeatedly while there is work.
     *
     * @param awaited number of points that can be computed now
     */
    void look(int awaited) {
        team.takeWarnings().forEach(this::sayOnce);
        List<WorkerStatus> workers = team.workers();
        workers.stream().filter(Workforce::isWithoutStore).forEach(worker -> sayOnce(storeProblem(worker)));
        workers.stream().filter(Workforce::isRefused).forEach(worker -> sayOnce(refusal(worker)));
        if (workers.stream().allMatch(this::isUseless) && !giveUpStore()) {
            giveUpRefused();
        }
        handStarted.ifPresent(watch -> watch.look(workers, awaited));
        if (slurm.isPresent() && nanos.getAsLong() - lastAsked >= ASK_EVERY.toNanos()) {
            ask();
            if (queueKnown) {
                replaceTheLost();
            }
        }
    }

    private static boolean isWithoutStore(WorkerStatus worker) {
        return worker.ended().equals(Optional.of(WorkerStatus.End.STORE));
    }

    private static boolean isRefused(WorkerStatus worker) {
        return worker.ended().equals(Optional.of(WorkerStatus.End.REFUSED));
    }

    /** Returns whether a worker has ended and neither it nor another in its place will compute anything. */
    private boolean isUseless(WorkerStatus worker) {
        // A scheduler may give another node.
        return isWithoutStore(worker) || (slurm.isEmpty() && isRefused(worker));
    }

    private static String refusal(WorkerStatus worker) {
        return worker.name() + " cannot take part: " + worker.message();
    }

    private void giveUpRefused() {
        problem = "no worker can take part; correct the cause, and start the run again\n"
                + team.workers().stream().map(Workforce::refusal).collect(Collectors.joining("\n"));
    }

    private static String storeProblem(WorkerStatus worker) {
        return worker.name() + " cannot use the store: " + worker.message();
    }

    /** Gives up if a worker could not use the store, because another one could not either. */
    private boolean giveUpStore() {
        Optional<WorkerStatus> worker =
                team.workers().stream().filter(Workforce::isWithoutStore).findFirst();
        worker.ifPresent(one -> {
            storeFailed = true;
            problem = storeProblem(one);
        });
        return storeFailed;
    }

    private void ask() {
        lastAsked = nanos.getAsLong();
        Optional<Map<Integer, Slurm.Queued>> answer = slurm.flatMap(scheduler -> scheduler.queue(job));
        queueKnown = answer.isPresent();
        if (queueKnown) {
            queued = answer.get();
            queued.values().stream()
                    .filter(one -> one.state().equals("PENDING"))
                    .map(Slurm.Queued::reason)
                    .distinct()
                    .forEach(reason -> sayOnce("workers wait in the queue: " + reason));
        } else if (slurm.isPresent()) {
            sayOnce("squeue does not answer; the run continues, because its workers do not need it");
        }
    }

    private void replaceTheLost() {
        team.refresh();
        List<Integer> wanted = new ArrayList<>();
        List<Integer> counted = new ArrayList<>();
        for (WorkerStatus worker : team.workers()) {
            if (queued.containsKey(worker.worker()) || settled.contains(worker.worker())) {
                continue;
            }
            if (worker.ended().isPresent() && !worker.ended().get().isWorthAnother()) {
                settled.add(worker.worker());
                continue;
            }
            countLost(worker);
            wanted.add(worker.worker());
            if (!isProgress(worker)) {
                counted.add(worker.worker());
            }
        }
        if (wanted.isEmpty() && queued.isEmpty() && !giveUpStore()) {
            // All have ended and found nothing to do, yet results are missing: some were damaged, or failed while the
            // others continued.
            wanted.add(1);
            counted.add(1);
        }
        if (!wanted.isEmpty()) {
            replace(wanted, counted);
        }
    }

    /** Returns whether a worker ended because its time was up, and had computed something. */
    private static boolean isProgress(WorkerStatus worker) {
        return worker.ended().equals(Optional.of(WorkerStatus.End.STOPPED)) && worker.computed() > 0;
    }

    private void countLost(WorkerStatus worker) {
        falseStarts = worker.reachedPoint() ? 0 : falseStarts + 1;
        if (worker.ended().isPresent()) {
            return;
        }
        List<String> ids = team.submissions();
        String reason = ids.isEmpty() ? "" : slurm.orElseThrow().fate(ids.get(ids.size() - 1), worker.worker());
        try {
            journal.lost(worker.worker(), reason);
        } catch (IOException e) {
            // Otherwise deaths are not counted.
            sayOnce("the folder of the run cannot be written: " + e.getMessage());
        }
        notices.accept(worker.name() + " is gone" + (reason.isEmpty() ? "" : " (" + reason + ")" + advice(reason)));
    }

    /** Returns what to do about the end of a worker with a reason of Slurm; empty if nothing. */
    private static String advice(String reason) {
        return reason.startsWith("OUT_OF_MEMORY") ? "; give executors.slurm more memory or fewer cpus" : "";
    }

    /** @param counted those of the wanted workers whose predecessors were lost or have computed nothing */
    private void replace(List<Integer> wanted, List<Integer> counted) {
        if (falseStarts >= MOST_FALSE_STARTS) {
            giveUp("workers end before they compute anything", wanted.get(wanted.size() - 1));
            return;
        }
        List<Integer> next = new ArrayList<>(wanted);
        int starts = started + counted.size();
        if (starts > MOST_STARTS * job.workers()) {
            starts = started;
            settled.addAll(counted);
            next.removeAll(counted);
        }
        if (!next.isEmpty()) {
            submitInstead(next, starts);
        } else if (queued.isEmpty()) {
            giveUp("workers are lost again and again", wanted.get(wanted.size() - 1));
        }
    }

    private void submitInstead(List<Integer> workers, int starts) {
        try {
            submit(workers);
            started = starts;
        } catch (IOException e) {
            sayOnce(String.valueOf(e.getMessage()));
            if (queued.isEmpty()) {
                problem = String.valueOf(e.getMessage());
            }
        }
    }

    private void giveUp(String why, int worker) {
        problem = why + ". What worker " + worker + " printed last (" + folder.output(worker) + "):\n"
                + lastLines(worker);
    }

    private String lastLines(int worker) {
        Path file = folder.output(worker);
        try {
            List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size()));
        } catch (IOException e) {
            return "(nothing: the file is not there. Is the folder shared with the nodes?)";
        }
    }

    /** Returns how many points all workers together compute at a time. */
    int cpus() {
        return job.workers() * job.cpus();
    }

    /** Returns whether no more workers can be started. */
    boolean isGivenUp() {
        return !problem.isEmpty();
    }

    /** Returns why no more workers can be started; empty if they can. */
    public String problem() {
        return problem;
    }

    /**
     * Returns whether no more workers are started because the store cannot take results, for example on a full disk.
     */
    public boolean hasStoreFailed() {
        return storeFailed;
    }

    /** Returns whether no worker has reported a point in progress. */
    boolean isIdle() {
        return team.workers().stream().noneMatch(this::isAtWork);
    }

    private boolean isAtWork(WorkerStatus worker) {
        return worker.isUnderWay() && !(queueKnown && !queued.containsKey(worker.worker()));
    }

    /** Returns whether workers of this run wait or compute, according to the scheduler or a recent sign of life. */
    public boolean isAlive() {
        if (slurm.isPresent()) {
            ask();
            if (queueKnown) {
                return !queued.isEmpty();
            }
        }
        Instant now = folder.now();
        return team.workers().stream().anyMatch(worker -> worker.isUnderWay() && !worker.isSilent(now));
    }

    /** Asks the workers to start no more points. */
    void stop() {
        try {
            folder.stop();
        } catch (IOException e) {
            sayOnce("the workers cannot be told to stop: " + e.getMessage());
        }
    }

    /** Removes workers that are no longer needed from the queue. */
    void dismiss() {
        try {
            if (slurm.isPresent()) {
                slurm.get().cancel(job);
            }
        } catch (SchedulerException e) {
            sayOnce(String.valueOf(e.getMessage()));
        }
    }

    private void sayOnce(String what) {
        if (said.add(what)) {
            notices.accept(what);
        }
    }
}
