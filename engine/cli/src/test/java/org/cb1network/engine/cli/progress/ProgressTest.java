package org.cb1network.engine.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.runner.run.RunEvent;
import org.cb1network.engine.runner.run.RunListener;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.run.RunReport.Outcome;
import org.junit.jupiter.api.Test;

class ProgressTest {

    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);

    private static RunReport report(Outcome outcome, boolean cancelled, int computed) {
        RunReport.StageReport stage = new RunReport.StageReport(
                "sim", outcome, 6, computed, Map.of(), Duration.ZERO, Optional.empty(), Optional.empty());
        return new RunReport(Instant.EPOCH, Duration.ofMillis(123_400), cancelled, List.of(stage));
    }

    private void tell(RunListener listener, RunEvent... events) {
        List.of(events).forEach(listener::on);
        out.flush();
    }

    @Test
    void theLastLineSumsUpHowTheRunEnded() {
        assertEquals("6 points computed of 6 in 2 min 03 s", LineProgress.summary(report(Outcome.DONE, false, 6)));
        assertEquals(
                "nothing to do: the store has 6 points of 1 stage",
                LineProgress.summary(report(Outcome.DONE, false, 0)));
        assertTrue(LineProgress.summary(report(Outcome.FAILED, false, 1))
                .startsWith("not complete: 1 point computed of 6 in 2 min 03 s"));
        assertEquals(
                "stopped; 2 points computed of 6 in 2 min 03 s; run again to go on from here",
                LineProgress.summary(report(Outcome.INCOMPLETE, true, 2)));
    }

    @Test
    void linesContainNoControlCharacters() {
        tell(
                LineProgress.everything(out),
                new RunEvent.StageStarted("sim", 6, 2),
                new RunEvent.PointComputed("sim", "x=1", Duration.ofMillis(60)),
                new RunEvent.PointShared("sim", "x=2"),
                new RunEvent.Warning("a result is gone"),
                new RunEvent.StageFinished("sim", 3, 2, Duration.ofSeconds(1)));
        assertEquals(
                List.of(
                        "sim: computing 4 of 6 points",
                        "  sim (x=1): 0.1 s",
                        "  sim (x=2): computed by another process",
                        "warning: a result is gone",
                        "sim: done, 3 points computed in 1.0 s"),
                text.toString().lines().toList());
    }

    @Test
    void theTerminalShowsOneChangingLineAndLeavesItClean() {
        TerminalProgress terminal = new TerminalProgress(out);
        tell(terminal, new RunEvent.StageStarted("sim", 6, 2));
        assertTrue(text.toString().endsWith(CLEAR_LINE + "sim 0/4"), text.toString());
        tell(
                terminal,
                new RunEvent.PointFailed("sim", "x=1", "no luck", new IllegalStateException("no luck")),
                new RunEvent.StageFailed("sim", 0, 1),
                new RunEvent.RunFinished(report(Outcome.FAILED, false, 0)));
        assertTrue(text.toString().endsWith(CLEAR_LINE), "nothing is left on the line: " + text);
        assertTrue(text.toString().contains(CLEAR_LINE + "FAILED sim (x=1): no luck"), text.toString());
    }

    @Test
    void theChangingLineIsNeverLongerThanATerminal() {
        TerminalProgress terminal = new TerminalProgress(out);
        for (int i = 0; i < 10; i++) {
            tell(terminal, new RunEvent.StageStarted("a-stage-with-a-long-name-" + i, 1000, 0));
        }
        for (String line : text.toString().split(CLEAR_LINE.replace("[", "\\["), -1)) {
            assertTrue(line.length() < 80, line);
        }
    }

    @Test
    void cachedStagesHaveNoLine() {
        tell(
                LineProgress.stages(out),
                new RunEvent.StageStarted("sim", 6, 6),
                new RunEvent.StageFinished("sim", 0, 6, Duration.ZERO));
        assertEquals("", text.toString());
    }

    @Test
    void jsonEscapesMessages() {
        tell(
                new JsonProgress(out),
                new RunEvent.PointFailed("sim", "x=\"1\"", "line\nbreak", new IllegalStateException()));
        assertEquals(
                "{\"event\":\"point-failed\",\"stage\":\"sim\",\"point\":\"x=\\\"1\\\"\",\"message\":\"line\\nbreak\"}",
                text.toString().strip());
        assertFalse(text.toString().strip().contains("\n"));
    }
}
