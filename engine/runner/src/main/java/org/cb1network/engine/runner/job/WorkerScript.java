package org.cb1network.engine.runner.job;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.cb1network.engine.runner.spec.SlurmSettings;

/** The script that Slurm runs for each worker. */
public final class WorkerScript {

    /** How long before its time limit a worker is asked to finish its current points. */
    private static final int SECONDS_TO_FINISH = 90;

    private WorkerScript() {}

    /**
     * Returns the text of the script.
     *
     * @param program the arguments of {@code java} that start this program: {@code -jar FILE}, or a class path and the
     *     main class
     */
    public static String text(JobFolder folder, Job job, SlurmSettings slurm, List<String> program) {
        List<String> lines = new ArrayList<>();
        lines.add("#!/bin/bash");
        for (String option : options(folder, job, slurm)) {
            lines.add("#SBATCH " + option);
        }
        String run = quote(folder.path().toString());
        lines.add("run=" + run);
        lines.add("if [ ! -r \"$run/run.json\" ]; then");
        lines.add(
                "    echo \"pipeline: $run is not on $(hostname): the pipeline must be in a folder that all nodes share\" >&2");
        lines.add("    exit 9");
        lines.add("fi");
        lines.addAll(slurm.setup());
        lines.add("if ! command -v java >/dev/null; then");
        lines.add("    echo \"pipeline: Java is not on $(hostname): load it with 'setup:' in executors.slurm\" >&2");
        lines.add("    exit 9");
        lines.add("fi");
        lines.add("exec java -Xmx" + slurm.heapMib() + "m -XX:ActiveProcessorCount=" + slurm.cpus() + " "
                + command(folder, job, program));
        return String.join("\n", lines) + "\n";
    }

    private static List<String> options(JobFolder folder, Job job, SlurmSettings slurm) {
        List<String> options = new ArrayList<>(List.of(
                "--job-name=" + Slurm.jobName(job),
                "--output=" + quote(folder.path() + "/w-%3a.out"),
                "--open-mode=append",
                "--requeue",
                "--ntasks=1",
                "--cpus-per-task=" + slurm.cpus(),
                "--mem=" + slurm.memoryMib() + "M",
                "--time=" + slurm.minutes(),
                "--signal=B:TERM@" + SECONDS_TO_FINISH));
        slurm.partition().ifPresent(partition -> options.add("--partition=" + partition));
        slurm.account().ifPresent(account -> options.add("--account=" + account));
        slurm.qos().ifPresent(qos -> options.add("--qos=" + qos));
        slurm.constraint().ifPresent(constraint -> options.add("--constraint=" + quote(constraint)));
        options.addAll(slurm.options());
        return options;
    }

    /** Returns the arguments of {@code java} that start a worker; {@code --slice} may be appended. */
    public static String command(JobFolder folder, Job job, List<String> program) {
        return program.stream().map(WorkerScript::quote).collect(Collectors.joining(" ")) + " worker --job "
                + quote(folder.path().toString()) + " --nonce " + job.nonce() + " --jobs " + job.cpus();
    }

    /**
     * Returns the arguments of {@code java} that start the program of a run.
     *
     * @param classPath the class path of this process, with absolute paths
     * @param mainClass the main class, used if the program is not a single jar
     */
    public static List<String> program(JobFolder folder, List<Path> classPath, String mainClass) {
        if (isJar(classPath)) {
            return List.of("-jar", folder.program().toString());
        }
        String path = classPath.stream().map(Path::toString).collect(Collectors.joining(":"));
        return List.of("--add-opens=java.base/java.nio=ALL-UNNAMED", "-cp", path, mainClass);
    }

    /** Returns whether a program is a single jar, which can be copied. */
    public static boolean isJar(List<Path> classPath) {
        return classPath.size() == 1 && classPath.get(0).toString().endsWith(".jar");
    }

    /** Returns a word of a command line as a shell takes it. */
    public static String quote(String text) {
        return text.matches("[A-Za-z0-9_./:=,%+@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
