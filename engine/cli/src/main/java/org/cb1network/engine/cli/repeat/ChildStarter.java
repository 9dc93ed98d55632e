package org.cb1network.engine.cli.repeat;

import com.google.common.base.Joiner;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.engine.cli.jobs.ThisHost;
import org.cb1network.engine.runner.audit.StoredPoint;
import org.cb1network.engine.runner.job.BriefCommand;
import org.cb1network.engine.runner.run.Cancellation;

/**
 * Starts this program under a condition in another process, sends it the points to compute, and reads the outcome.
 *
 * <p>The child reads a line {@code stage TAB index} for each point from its standard input, and writes lines of fields separated by
 * tabs: {@link #JVM} and the JVM's name; for each point {@link #POINT}, stage, index, key and an error, which may be empty.
 */
public final class ChildStarter {

    /** First field of the line with the JVM's name. */
    public static final String JVM = "jvm";

    /** First field of a line about a point. */
    public static final String POINT = "point";

    /** Exit codes of a process that was stopped by a closed terminal, Ctrl-C, or a termination signal. */
    private static final Set<Integer> STOPPED = Set.of(129, 130, 143);

    private static final Pattern VERSION = Pattern.compile("version \"(\\d+)");
    private static final int OLDEST_JAVA = 17;
    private static final int POINT_FIELDS = 5;
    private static final int MOST_LINES_QUOTED = 5;
    private static final long PROBE_SECONDS = 30;
    private static final long LOOK_EVERY_MILLIS = 50;

    private final String mainClass;
    private final List<String> arguments;
    private final Cancellation cancellation;
    private final long probeSeconds;

    /**
     * @param mainClass the class to start
     * @param arguments the command with the options that choose the pipeline and the store
     * @param cancellation ends the child
     */
    public ChildStarter(String mainClass, List<String> arguments, Cancellation cancellation) {
        this(mainClass, arguments, cancellation, PROBE_SECONDS);
    }

    /** As above, with the time that a JVM may take to say its version. */
    ChildStarter(String mainClass, List<String> arguments, Cancellation cancellation, long probeSeconds) {
        this.mainClass = mainClass;
        this.arguments = List.copyOf(arguments);
        this.cancellation = cancellation;
        this.probeSeconds = probeSeconds;
    }

    /**
     * Checks whether a JVM starts with the options of a condition.
     *
     * @return why not, or empty text
     * @throws CancellationException if a stop was requested
     */
    String problemOf(JvmSetup condition) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(condition.java().toString());
        command.addAll(condition.jvmOptions());
        command.add("-version");
        try {
            return BriefCommand.run(
                            new ProcessBuilder(command).redirectErrorStream(true),
                            Duration.ofSeconds(probeSeconds),
                            (exit, said, none) -> problemIn(exit, said))
                    .orElse("its JVM does not start");
        } catch (InterruptedException e) {
            throw stopped();
        }
    }

    private String problemIn(int exit, String said) {
        if (exit != 0) {
            checkStopped(exit);
            return said.lines().findFirst().orElse("its JVM does not start");
        }
        Matcher version = VERSION.matcher(said);
        boolean old = version.find() && Integer.parseInt(version.group(1)) < OLDEST_JAVA;
        return old ? "this program needs Java " + OLDEST_JAVA + " or later" : "";
    }

    /**
     * Computes points in a child.
     *
     * @param into folder of an empty store for the results
     * @throws CancellationException if a stop was requested
     */
    ChildRun compute(JvmSetup condition, List<StoredPoint> points, Path into) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(condition.java().toString());
        command.addAll(List.of("-cp", Joiner.on(File.pathSeparator).join(ThisHost.classPath())));
        command.addAll(condition.jvmOptions());
        command.add(mainClass);
        command.addAll(arguments);
        command.addAll(List.of("--into", into.toString(), "--jobs", Integer.toString(condition.jobs())));
        Path out = into.resolveSibling("out.txt");
        Path err = into.resolveSibling("err.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        try {
            tell(process, points);
            while (!process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                cancellation.check();
            }
            checkStopped(process.exitValue());
            return read(points, process.exitValue(), out, err);
        } catch (InterruptedException e) {
            throw stopped();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Ctrl-C in a terminal reaches the child, too, which may end before this process knows of it. */
    private void checkStopped(int exit) {
        cancellation.check();
        if (STOPPED.contains(exit)) {
            throw stopped();
        }
    }

    private CancellationException stopped() {
        cancellation.request();
        return new CancellationException("stopped on request");
    }

    private static void tell(Process process, List<StoredPoint> points) throws IOException {
        try (Writer in = new BufferedWriter(process.outputWriter(StandardCharsets.UTF_8))) {
            for (StoredPoint point : points) {
                in.write(point.stage() + "\t" + point.index() + "\n");
            }
        } catch (IOException e) {
            // It ended without reading; its standard error says why.
            process.destroy();
        }
    }

    private static ChildRun read(List<StoredPoint> points, int exit, Path out, Path err) throws IOException {
        Map<String, StoredPoint> byName = new HashMap<>();
        points.forEach(point -> byName.put(point.stage() + "\t" + point.index(), point));
        String jvm = "";
        Map<StoredPoint, CacheKey> keys = new HashMap<>();
        Map<StoredPoint, String> failures = new HashMap<>();
        try (BufferedReader lines = Files.newBufferedReader(out)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] fields = line.split("\t", POINT_FIELDS);
                if (fields[0].equals(JVM)) {
                    jvm = fields[1];
                } else if (fields[0].equals(POINT)) {
                    StoredPoint point = byName.get(fields[1] + "\t" + fields[2]);
                    if (point != null) {
                        keys.put(point, new CacheKey(Digest.parse(fields[3])));
                        if (!fields[4].isEmpty()) {
                            failures.put(point, fields[4]);
                        }
                    }
                }
            }
        }
        boolean done = exit == 0 && keys.size() == points.size();
        return new ChildRun(jvm, keys, failures, done ? "" : "its process ended with exit code " + exit + quote(err));
    }

    private static String quote(Path err) throws IOException {
        List<String> lines = Files.readAllLines(err);
        List<String> last = lines.subList(Math.max(0, lines.size() - MOST_LINES_QUOTED), lines.size());
        return last.isEmpty() ? "" : ": " + String.join(" | ", last);
    }
}
