package org.cb1network.engine.runner.job;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The commands of Slurm that a run needs: {@code sbatch}, {@code squeue}, {@code scancel} and, if available,
 * {@code sacct}.
 */
public final class Slurm {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int LONGEST_WORDS = 500;

    private final Commands commands;

    /** Runs commands of the system. */
    @FunctionalInterface
    public interface Commands {
        /**
         * Runs a command.
         *
         * @throws IOException if the command does not exist or does not end
         */
        Answer run(List<String> command) throws IOException;
    }

    /**
     * The result of a command.
     *
     * @param exit its exit code
     * @param out what it printed on standard output
     * @param err what it printed on standard error
     */
    public record Answer(int exit, String out, String err) {}

    /** A worker in the queue: its state, {@code PENDING} or {@code RUNNING}, and the reason why it waits. */
    public record Queued(String state, String reason) {}

    /** Uses the commands of this system. */
    public Slurm() {
        this(Slurm::run);
    }

    /** @param commands runs the commands; for tests */
    public Slurm(Commands commands) {
        this.commands = commands;
    }

    /** Returns the Slurm that starts the workers of a run; empty if the user starts them. */
    public static Optional<Slurm> of(Job job) {
        return job.executor().equals("slurm") ? Optional.of(new Slurm()) : Optional.empty();
    }

    /** Returns the name of a run's Slurm jobs. It identifies its workers in the queue. */
    static String jobName(Job job) {
        return "pipeline-" + job.nonce().substring(0, 8);
    }

    /**
     * Submits workers to the scheduler.
     *
     * @return the id of the job array
     * @throws SchedulerException if the scheduler refuses them, with its message
     */
    String submit(Path script, List<Integer> workers) throws SchedulerException {
        String array = workers.stream().map(String::valueOf).collect(Collectors.joining(","));
        Answer answer;
        try {
            answer = commands.run(
                    List.of("sbatch", "--parsable", "--array=" + ranges(workers, array), script.toString()));
        } catch (IOException e) {
            throw new SchedulerException("sbatch cannot be run (" + e.getMessage()
                    + "); start the run on a login node of the cluster, or without '--executor slurm'");
        }
        if (answer.exit != 0) {
            throw new SchedulerException("Slurm rejects the workers: " + words(answer)
                    + "; see 'executors:' in the pipeline and pipeline.site.yaml");
        }
        // With several clusters, the name of the cluster follows the id.
        return answer.out.strip().split(";", 2)[0];
    }

    private static String ranges(List<Integer> workers, String list) {
        int first = workers.get(0);
        int last = workers.get(workers.size() - 1);
        return last - first + 1 == workers.size() && workers.size() > 1 ? first + "-" + last : list;
    }

    /** Returns the waiting and running workers of a run, by number; empty if the scheduler gives no valid answer. */
    Optional<Map<Integer, Queued>> queue(Job job) {
        Answer answer;
        try {
            answer = commands.run(List.of("squeue", "-h", "-r", "-o", "%i|%T|%r", "--name=" + jobName(job)));
        } catch (IOException e) {
            return Optional.empty();
        }
        if (answer.exit != 0) {
            return Optional.empty();
        }
        Map<Integer, Queued> workers = new TreeMap<>();
        for (String line : answer.out.lines().toList()) {
            String[] fields = line.strip().split("\\|", 3);
            if (fields.length != 3 || !fields[0].matches("\\d+_\\d+")) {
                return Optional.empty();
            }
            int worker = Integer.parseInt(fields[0].substring(fields[0].indexOf('_') + 1));
            workers.put(worker, new Queued(fields[1], fields[2]));
        }
        return Optional.of(workers);
    }

    /** Returns the final state of a worker, such as {@code OUT_OF_MEMORY}; empty if Slurm has no accounting. */
    String fate(String id, int worker) {
        try {
            Answer answer = commands.run(List.of("sacct", "-n", "-P", "-X", "-j", id + "_" + worker, "-o", "State"));
            List<String> states =
                    answer.out.lines().filter(line -> !line.isBlank()).toList();
            return answer.exit == 0 && !states.isEmpty()
                    ? states.get(states.size() - 1).strip()
                    : "";
        } catch (IOException e) {
            return "";
        }
    }

    /** Cancels a run's workers, including waiting ones. */
    public void cancel(Job job) throws SchedulerException {
        try {
            Answer answer = commands.run(List.of("scancel", "--name=" + jobName(job)));
            if (answer.exit != 0) {
                throw new SchedulerException("scancel: " + words(answer));
            }
        } catch (IOException e) {
            throw new SchedulerException("scancel cannot be run: " + e.getMessage());
        }
    }

    private static String words(Answer answer) {
        String words = answer.err.isBlank() ? answer.out : answer.err;
        return words.strip()
                .replace("\n", " | ")
                .substring(0, Math.min(LONGEST_WORDS, words.strip().length()));
    }

    private static Answer run(List<String> command) throws IOException {
        try {
            return BriefCommand.run(new ProcessBuilder(command), PATIENCE, Answer::new)
                    .orElseThrow(() -> new IOException(command.get(0) + " does not answer"));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
