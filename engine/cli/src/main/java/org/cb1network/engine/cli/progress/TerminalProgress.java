package org.cb1network.engine.cli.progress;

import java.io.Console;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.cb1network.engine.runner.run.RunEvent;
import org.cb1network.engine.runner.run.RunListener;

/** One line that changes while points are computed, with rate and remaining time; finished stages stay above it. */
public final class TerminalProgress implements RunListener {

    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final int LONGEST_LINE = 79;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final double NANOS = 1e9;

    private final PrintWriter out;
    private final LineProgress lines;
    private final Map<String, Stage> open = new LinkedHashMap<>();
    private long lastDrawn;

    /** How far a stage is; changed as points end. */
    private static final class Stage {
        private final int total;
        private final long started = System.nanoTime();
        private int done;

        private Stage(int total) {
            this.total = total;
        }
    }

    public TerminalProgress(PrintWriter out) {
        this.out = out;
        this.lines = LineProgress.stages(out);
    }

    /** Whether standard output is a terminal that knows how to clear a line. */
    @SuppressWarnings("SystemConsoleNull") // for Java 17; newer ones are asked further
    public static boolean isPossible() {
        String kind = System.getenv("TERM");
        return kind != null && !kind.equals("dumb") && System.console() != null && isTerminal();
    }

    /** From Java 22 on there is a console even where there is no terminal, and a method that tells them apart. */
    private static boolean isTerminal() {
        try {
            Object answer = Console.class.getMethod("isTerminal").invoke(System.console());
            return Boolean.TRUE.equals(answer);
        } catch (NoSuchMethodException olderJava) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return false;
        }
    }

    @Override
    public void on(RunEvent event) {
        if (event instanceof RunEvent.PointComputed computed) {
            count(computed.stage());
        } else if (event instanceof RunEvent.PointShared shared) {
            count(shared.stage());
        } else {
            if (event instanceof RunEvent.StageStarted started && started.cached() < started.points()) {
                open.put(started.stage(), new Stage(started.points() - started.cached()));
            } else if (event instanceof RunEvent.StageFinished finished) {
                open.remove(finished.stage());
            } else if (event instanceof RunEvent.StageFailed failed) {
                open.remove(failed.stage());
            } else if (event instanceof RunEvent.RunFinished) {
                open.clear();
            }
            if (!(event instanceof RunEvent.StageStarted)) {
                out.print(CLEAR_LINE);
                lines.on(event);
            }
            draw();
        }
    }

    private void count(String name) {
        Stage stage = open.get(name);
        if (stage != null) {
            stage.done++;
        }
        if (System.nanoTime() - lastDrawn > REDRAW_NANOS) {
            draw();
        }
    }

    private void draw() {
        lastDrawn = System.nanoTime();
        StringJoiner stages = new StringJoiner("   ");
        open.forEach((name, stage) -> stages.add(describe(name, stage)));
        String line = stages.toString();
        // A line that the terminal breaks in two could not be cleared.
        out.print(CLEAR_LINE + line.substring(0, Math.min(line.length(), LONGEST_LINE)));
        out.flush();
    }

    private String describe(String name, Stage stage) {
        String text = name + " " + stage.done + "/" + stage.total;
        double elapsed = (lastDrawn - stage.started) / NANOS;
        if (stage.done == 0 || elapsed <= 0) {
            return text;
        }
        double secondsPerPoint = elapsed / stage.done;
        Duration remaining = Duration.ofMillis((long) (1000 * secondsPerPoint * (stage.total - stage.done)));
        return text + String.format(Locale.ROOT, " (%.1f/s, ", 1 / secondsPerPoint) + LineProgress.seconds(remaining)
                + " left)";
    }
}
