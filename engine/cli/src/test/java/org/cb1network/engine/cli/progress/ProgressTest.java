package org.cb1network.engine.cli.progress;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.cb1network.engine.cli.progress.RunProgress.Detail;
import org.cb1network.engine.runner.run.PointsAtWork;
import org.cb1network.engine.runner.run.RunEvent;
import org.cb1network.engine.runner.run.RunListener;
import org.cb1network.engine.runner.run.RunReport;
import org.cb1network.engine.runner.run.RunReport.Outcome;
import org.cb1network.engine.runner.run.StageLoad;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressTest {

    private static final String CLEAR_LINE = "\r\u001b[2K";
    private static final RunEvent STARTED = new RunEvent.RunStarted("tiny", "paper", List.of(), 3, 2);

    /** 100 points of 1 s, and 1 of 20 s: 120 s of computing, on two cores 60 s. */
    private static final RunEvent PLANNED =
            new RunEvent.WorkPlanned(List.of(new StageLoad("sim", 100, 1), new StageLoad("analysis", 1, 20)));

    private static final RunEvent FAILED =
            new RunEvent.PointFailed("sim", "replicate=1", "too many spikes", new IllegalStateException());

    private final StringWriter text = new StringWriter();
    private final PrintWriter out = new PrintWriter(text);
    private long nanos;
    private int columns = 100;

    private static RunReport report(Outcome outcome, boolean cancelled, int computed) {
        RunReport.StageReport stage = new RunReport.StageReport(
                "sim", outcome, 6, computed, Map.of(), Duration.ZERO, Optional.empty(), Optional.empty());
        return new RunReport(Instant.EPOCH, Duration.ofMillis(123_400), cancelled, List.of(stage));
    }

    private RunProgress log(Detail detail) {
        return new RunProgress(
                new LogView(out, () -> nanos),
                detail,
                "go on with 'run'",
                "-k goes on",
                new PointsAtWork(),
                () -> nanos);
    }

    private RunProgress terminal() {
        return new RunProgress(
                new TerminalView(out, () -> columns, () -> nanos),
                Detail.USUAL,
                "go on with 'run'",
                "-k goes on",
                new PointsAtWork(),
                () -> nanos);
    }

    private void tell(RunListener listener, RunEvent... events) {
        List.of(events).forEach(listener::on);
        out.flush();
    }

    /** Computes a point of {@code sim} that takes so long. */
    private void compute(RunListener listener, int seconds) {
        tell(listener, new RunEvent.PointStarted("sim", ""));
        nanos += TimeUnit.SECONDS.toNanos(seconds);
        tell(listener, new RunEvent.PointComputed("sim", "", Duration.ofSeconds(seconds)));
    }

    private List<String> lines() {
        return text.toString().lines().toList();
    }

    /** What a terminal showed one after the other on its changing line. */
    private String[] drawn() {
        return text.toString().split(CLEAR_LINE.replace("[", "\\["), -1);
    }

    @Test
    void theFirstLineSaysHowMuchThereIsToDoAndHowLongItWillTake() {
        try (RunProgress progress = log(Detail.USUAL)) {
            tell(progress, STARTED, PLANNED);
        }
        assertEquals(List.of("tiny: 2 of 3 stages to do, up to 101 points, about 1 min"), lines());
    }

    @Test
    void aProfileOtherThanTheDefaultAndOverridesAreNamed() {
        try (RunProgress progress = log(Detail.USUAL)) {
            tell(progress, new RunEvent.RunStarted("tiny", "quick", List.of("seed=2"), 3, 2), PLANNED);
        }
        assertTrue(lines().get(0).startsWith("tiny, profile quick, -p seed=2: 2 of 3 stages"), text.toString());
    }

    @Test
    void stagesThatAreNotRunAfterAFailureAreCounted() {
        try (RunProgress progress = log(Detail.USUAL)) {
            tell(progress, STARTED, FAILED);
            for (int i = 0; i < 64; i++) {
                tell(progress, new RunEvent.StageSkipped("stage-" + i, "sim"));
            }
            tell(progress, new RunEvent.RunFinished(report(Outcome.FAILED, false, 0)));
        }
        assertEquals(
                List.of(
                        "FAILED sim (replicate=1): too many spikes",
                        "64 stages were not run because sim failed; 'plan' lists them",
                        "not complete: 0 points computed of 6 in 2 min 03 s; what is finished is kept; -k goes on"),
                lines());
    }

    @Test
    void aFewStagesThatAreNotRunAreNamed() {
        try (RunProgress progress = log(Detail.USUAL)) {
            tell(progress, STARTED, FAILED, new RunEvent.StageSkipped("rates", "sim"));
            tell(progress, new RunEvent.RunFinished(report(Outcome.FAILED, false, 0)));
        }
        assertEquals("1 stage was not run because sim failed: rates", lines().get(1));
    }

    @Test
    void verboseOutputSaysOfEachStageWhyItIsNotRun() {
        try (RunProgress progress = log(Detail.EVERYTHING)) {
            tell(progress, STARTED, new RunEvent.StageSkipped("rates", "sim, scan"));
            tell(progress, new RunEvent.RunFinished(report(Outcome.FAILED, false, 0)));
        }
        assertEquals("rates: not run, because it needs sim, scan", lines().get(0));
        assertEquals(2, lines().size(), text.toString());
    }

    @Test
    void anExpectationIsNoShorterThanTheLongestPoint() {
        List<StageLoad> loads = List.of(new StageLoad("long", 1, 300), new StageLoad("short", 10, 1));
        assertEquals("2 stages to do, up to 11 points, about 5 min", Workload.describe(loads, 2, 8));
    }

    @Test
    void manyPointsThatTakeNoTimeTakeTheTimeAroundThem() {
        List<StageLoad> loads = List.of(new StageLoad("sim", 100_000, 0));
        assertEquals("1 stage to do, up to 100,000 points, about 40 s", Workload.describe(loads, 1, 1));
        RunForecast forecast = new RunForecast(loads, 1);
        for (int i = 0; i < 50_000; i++) {
            forecast.on(new RunEvent.PointStarted("sim", ""));
            forecast.on(new RunEvent.PointComputed("sim", "", Duration.ofNanos(1)));
        }
        assertEquals(20, forecast.left().toSeconds());
        assertEquals(0.5, forecast.share(), 1e-9);
    }

    @Test
    void theLastLineSumsUpHowTheRunEnded() {
        assertEquals(
                "6 points computed of 6 in 2 min 03 s",
                RunProgress.summary(report(Outcome.DONE, false, 6), "again", ""));
        assertEquals(
                "nothing to do: the store has 6 points of 1 stage",
                RunProgress.summary(report(Outcome.DONE, false, 0), "again", ""));
        assertTrue(RunProgress.summary(report(Outcome.FAILED, false, 1), "again", "")
                .startsWith("not complete: 1 point computed of 6 in 2 min 03 s"));
        assertEquals(
                "stopped; 2 points computed of 6 in 2 min 03 s; nothing is kept",
                RunProgress.summary(report(Outcome.INCOMPLETE, true, 2), "nothing is kept", ""));
    }

    @Test
    void aLogHasALineForEachTenthOfTheWorkWithTheTimeLeft() {
        try (RunProgress progress = log(Detail.USUAL)) {
            tell(progress, STARTED, PLANNED);
            for (int i = 0; i < 36; i++) {
                compute(progress, 1);
            }
        }
        // 12, 24 and 36 points are tenths; the point that follows has not begun yet.
        assertEquals(4, lines().size(), text.toString());
        assertEquals("10 % of the work, 54 s left: 12 of 101 points, 1.0/s", lines().get(1));
    }

    @Test
    void aLogHasALineEachHalfMinuteIfNothingEnds() {
        try (RunProgress progress = log(Detail.USUAL)) {
            tell(progress, STARTED, PLANNED, new RunEvent.PointStarted("analysis", ""));
            nanos += TimeUnit.SECONDS.toNanos(29);
            tell(progress, new RunEvent.PointStarted("sim", "x=1"));
            assertEquals(1, lines().size());
            nanos += TimeUnit.SECONDS.toNanos(1);
            tell(progress, new RunEvent.PointDeferred("sim", "x=1"));
        }
        assertEquals(2, lines().size());
        assertTrue(lines().get(1).endsWith("; at work: analysis"), lines().get(1));
    }

    @Test
    void aLogHasNoControlCharactersAndNoLineForEveryPoint() {
        try (RunProgress progress = log(Detail.USUAL)) {
            tell(progress, STARTED, PLANNED, new RunEvent.PointComputed("sim", "x=1", Duration.ofMillis(1)));
        }
        assertFalse(text.toString().contains("\u001b"), text.toString());
        assertEquals(1, lines().size());
    }

    @Test
    void everyStageAndPointIsToldOnRequest() {
        try (RunProgress progress = log(Detail.EVERYTHING)) {
            tell(
                    progress,
                    new RunEvent.StageStarted("sim", 6, 2),
                    new RunEvent.PointComputed("sim", "x=1", Duration.ofMillis(60)),
                    new RunEvent.PointShared("sim", "x=2"),
                    new RunEvent.Warning("a result is gone"),
                    new RunEvent.StageFinished("sim", 3, 2, Duration.ofSeconds(1)));
        }
        assertEquals(
                List.of(
                        "sim: computing 4 of 6 points",
                        "  sim (x=1): 0.1 s",
                        "  sim (x=2): computed by another process",
                        "warning: a result is gone",
                        "sim: done, 3 points computed in 1.0 s"),
                lines());
    }

    @Test
    void cachedStagesAreNotWorthALine() {
        try (RunProgress progress = log(Detail.EVERYTHING)) {
            tell(
                    progress,
                    new RunEvent.StageStarted("sim", 6, 6),
                    new RunEvent.StageFinished("sim", 0, 6, Duration.ZERO));
        }
        assertEquals("", text.toString());
    }

    @Test
    void theTerminalShowsTheWholeRunInOneLineAndLeavesItClean() {
        try (RunProgress progress = terminal()) {
            tell(progress, STARTED, PLANNED);
            for (int i = 0; i < 60; i++) {
                compute(progress, 1);
            }
            tell(progress, new RunEvent.PointStarted("sim", "x=61"), new RunEvent.PointStarted("analysis", ""));
            nanos += TimeUnit.SECONDS.toNanos(1);
            tell(progress, new RunEvent.PointFailed("sim", "x=61", "no luck", new IllegalStateException("no luck")));
            assertEquals(
                    "[##########----------] 50 %  30 s left  61/101 points  1.0/s  analysis",
                    drawn()[drawn().length - 1]);
            tell(progress, new RunEvent.RunFinished(report(Outcome.FAILED, false, 0)));
        }
        String afterTheLast = text.toString().substring(text.toString().lastIndexOf(CLEAR_LINE) + CLEAR_LINE.length());
        assertTrue(afterTheLast.startsWith("not complete"), text.toString());
        assertTrue(text.toString().contains(CLEAR_LINE + "FAILED sim (x=61): no luck"), text.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 10, 20, 40, 50, 79, 80, 100, 200})
    void theChangingLineIsNeverAsLongAsTheTerminalIsWide(int width) {
        columns = width;
        try (RunProgress progress = terminal()) {
            tell(progress, STARTED, PLANNED);
            for (int i = 0; i < 10; i++) {
                tell(progress, new RunEvent.PointStarted("a-stage-with-a-long-name-" + i, "x"));
                nanos += TimeUnit.SECONDS.toNanos(1);
            }
        }
        for (String line : drawn()) {
            assertTrue(line.contains("\n") || line.length() < width, line);
        }
    }

    @Test
    void theChangingLineFollowsTheTerminalThatBecomesNarrower() {
        try (RunProgress progress = terminal()) {
            tell(progress, STARTED, PLANNED);
            compute(progress, 1);
            columns = 50;
            compute(progress, 1);
            assertEquals("1 %  59 s left  2/101 points  1.0/s", drawn()[drawn().length - 1]);
        }
    }

    @Test
    void aNarrowTerminalShowsWhatIsAtWorkRatherThanTheRate() {
        columns = 50;
        try (RunProgress progress = terminal()) {
            tell(progress, STARTED, PLANNED);
            compute(progress, 1);
            nanos += TimeUnit.SECONDS.toNanos(1);
            tell(progress, new RunEvent.PointStarted("sim", ""));
            assertEquals("0 %  1 min left  1/101  sim 1/100", drawn()[drawn().length - 1]);
        }
    }

    @Test
    void pointsThatTakeLongerThanExpectedMakeTheRestLonger() {
        RunForecast forecast = new RunForecast(List.of(new StageLoad("sim", 100, 1)), 1);
        assertEquals(100, forecast.left().toSeconds());
        for (int i = 0; i < 50; i++) {
            forecast.on(new RunEvent.PointStarted("sim", ""));
            forecast.on(new RunEvent.PointComputed("sim", "", Duration.ofSeconds(2)));
        }
        assertTrue(forecast.left().toSeconds() > 95, forecast.left() + " for 50 points of 2 s");
        assertTrue(forecast.left().toSeconds() <= 100, forecast.left() + " for 50 points of 2 s");
    }

    @Test
    void pointsThatAreProbablyStoredTakeNoTime() {
        RunForecast forecast = new RunForecast(List.of(new StageLoad("analysis", 100, 10, 1)), 1);
        assertEquals(100, forecast.points());
        assertEquals(10, forecast.left().toSeconds());
        forecast.on(new RunEvent.StageStarted("analysis", 100, 80));
        assertEquals(20, forecast.points());
        assertEquals(20, forecast.left().toSeconds());
    }

    @Test
    void theShareOfAStageThatBecomesSmallerThanExpectedIsRight() {
        RunForecast forecast = new RunForecast(List.of(new StageLoad("sim", 100, 1)), 1);
        forecast.on(new RunEvent.StageStarted("sim", 100, 90));
        assertEquals(10, forecast.points());
        forecast.on(new RunEvent.PointStarted("sim", ""));
        forecast.on(new RunEvent.PointShared("sim", ""));
        assertEquals(0.1, forecast.share(), 1e-9);
    }

    @Test
    void theShareDoesNotFallWhenTheRestTurnsOutToBeMore() {
        RunForecast forecast = new RunForecast(List.of(new StageLoad("a", 10, 1), new StageLoad("b", 10, 1)), 1);
        for (int i = 0; i < 5; i++) {
            forecast.on(new RunEvent.PointStarted("a", ""));
            forecast.on(new RunEvent.PointComputed("a", "", Duration.ofSeconds(1)));
        }
        double share = forecast.share();
        assertTrue(share > 0.2, share + " after 5 of 20 points");
        forecast.on(new RunEvent.PointStarted("b", ""));
        forecast.on(new RunEvent.PointComputed("b", "", Duration.ofMinutes(1)));
        assertTrue(forecast.left().toSeconds() > 100, forecast.left() + " for 14 points, of which 9 are slow");
        assertEquals(share, forecast.share(), 1e-9);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 79, 80, 90, 100})
    void theCountOfTheFirstItemAtWorkIsNotCut(int width) {
        String line = new ProgressLine(
                        0.4,
                        Optional.of(Duration.ofMinutes(10)),
                        2517,
                        5628,
                        "points",
                        59,
                        List.of("connectivity-scan-of-a-layer 2,517/3,072", "gain 1/20"))
                .fit(width);
        assertTrue(line.contains(" 2,517/3,072"), line);
        assertTrue(line.length() < width, line);
    }

    @Test
    void aStageThatFailsBeforeItsFirstPointCountsNone() {
        RunForecast forecast = new RunForecast(List.of(new StageLoad("sim", 3, 1)), 1);
        forecast.on(new RunEvent.PointFailed("sim", "", "no parameters", new IllegalStateException()));
        assertEquals(0, forecast.done());
    }

    @Test
    void aTaskOfAMomentSaysNothingAndALongerOneHowFarItIs() {
        try (TaskProgress progress =
                new TaskProgress(new TerminalView(out, () -> 80, () -> nanos), "objects", () -> nanos)) {
            nanos += TimeUnit.MILLISECONDS.toNanos(900);
            progress.update(10, 1000);
            assertEquals("", text.toString());
            nanos += TimeUnit.MILLISECONDS.toNanos(1100);
            progress.update(500, 1000, "checking");
            assertEquals("[##########----------] 50 %  2 s left  500/1,000 objects  250/s  checking", drawn()[1]);
        }
        assertTrue(text.toString().endsWith(CLEAR_LINE), text.toString());
    }

    @Test
    void theTimeLeftOfItemsDoesNotCountWhatTheCommandDidBefore() {
        try (TaskProgress progress = task(new TerminalView(out, () -> 80, () -> nanos))) {
            progress.begin("planning");
            nanos += TimeUnit.SECONDS.toNanos(60);
            progress.update(0, 1000);
            nanos += TimeUnit.SECONDS.toNanos(2);
            progress.update(500, 1000);
            assertEquals("[##########----------] 50 %  2 s left  500/1,000 stages  250/s", drawn()[2]);
        }
    }

    @Test
    void bytesAreShownAsMegabytes() {
        try (TaskProgress progress =
                new TaskProgress(new TerminalView(out, () -> 80, () -> nanos), "MB", () -> nanos)) {
            nanos += TimeUnit.SECONDS.toNanos(2);
            progress.updateBytes(3_000_000, 12_400_000);
            assertEquals("[#####---------------] 25 %  6 s left  3/12 MB  1.5/s", drawn()[1]);
        }
    }

    private TaskProgress task(ProgressView view) {
        return new TaskProgress(view, "stages", () -> nanos);
    }

    @Test
    void aLogSaysOnceWhatALongCommandDoesAndThenEachHalfMinute() {
        try (TaskProgress progress = task(new LogView(out, () -> nanos))) {
            progress.begin("planning");
            for (int second = 0; second < 40; second++) {
                nanos += TimeUnit.SECONDS.toNanos(1);
                progress.tick();
            }
            assertEquals(List.of("planning", "planning"), lines());
            progress.begin("pushing", () -> "12 requests");
            nanos += TimeUnit.SECONDS.toNanos(1);
            progress.tick();
            assertEquals("pushing: 12 requests", lines().get(2));
        }
    }

    @Test
    void aLogSaysHowFarTheItemsOfALongCommandAre() {
        try (TaskProgress progress = task(new LogView(out, () -> nanos))) {
            progress.begin("recording");
            nanos += TimeUnit.SECONDS.toNanos(2);
            progress.update(0, 10, "sim");
            nanos += TimeUnit.SECONDS.toNanos(2);
            progress.update(5, 10, "analysis");
        }
        assertEquals(List.of("50 % of the work, 2 s left: 5 of 10 stages, 2.5/s; at work: analysis"), lines());
    }

    @Test
    void aTerminalShowsWhatALongCommandDoes() {
        columns = 30;
        try (TaskProgress progress = task(new TerminalView(out, () -> columns, () -> nanos))) {
            nanos += TimeUnit.SECONDS.toNanos(1);
            progress.begin("pulling from lab", () -> "12 requests, 7.0 MB received");
            progress.tick();
            assertEquals("pulling from lab: 12 reque...", drawn()[1]);
        }
        assertTrue(text.toString().endsWith(CLEAR_LINE), text.toString());
    }

    @Test
    void theEndOfARunSaysThatTablesAreCollected() {
        try (RunProgress progress = log(Detail.USUAL)) {
            tell(progress, STARTED, new RunEvent.WorkPlanned(List.of(new StageLoad("sim", 1, 1))));
            compute(progress, 4);
            assertEquals(1, lines().size(), "not for a moment");
            progress.tick();
        }
        assertEquals("collecting tables", lines().get(1));
    }

    @Test
    void aRunEndsWhenNobodyCanReadHowFarItIs() {
        IllegalStateException closed = new IllegalStateException("closed");
        ProgressView broken = new ProgressView() {
            @Override
            public void show(ProgressLine progress) {
                throw closed;
            }

            @Override
            public void println(String line) {}

            @Override
            public void clear() {}
        };
        RunProgress progress = new RunProgress(broken, Detail.USUAL, "", "", new PointsAtWork(), () -> nanos);
        assertEquals(closed, assertThrows(IllegalStateException.class, () -> tell(progress, STARTED, PLANNED)));
        progress.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1 s",
        "4400, 4 s",
        "59400, 59 s",
        "61000, 1 min",
        "262000, 4 min 20 s",
        "597000, 10 min",
        "644000, 11 min",
        "7800000, 2 h 10 min"
    })
    void anExpectedTimeHasNoMoreDigitsThanItDeserves(long millis, String words) {
        assertEquals(words, Times.rounded(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @CsvSource({"xterm,, false", "dumb,, true", ",, true", "xterm, true, true", "xterm, false, false", "xterm, 1, true"
    })
    void aDumbTerminalAndAServiceForContinuousIntegrationGetLines(String term, String ci, boolean lines) {
        Map<String, String> environment = new HashMap<>();
        if (term != null) {
            environment.put("TERM", term);
        }
        if (ci != null) {
            environment.put("CI", ci);
        }
        assertEquals(lines, Terminal.wantsLines(environment));
    }

    @ParameterizedTest
    @CsvSource({"'24 100\n', 100", "'0 0', 80", "'', 80", "'stty: no', 80"})
    void theWidthOfATerminalIsWhatItSaysOrTheUsualOne(String answer, int width) {
        assertEquals(width, Terminal.columns(answer));
    }

    @Test
    void jsonQuotesWhatMessagesHold() {
        tell(
                new JsonProgress(out),
                new RunEvent.PointFailed("sim", "x=\"1\"", "line\nbreak", new IllegalStateException()));
        assertEquals(
                "{\"event\":\"point-failed\",\"stage\":\"sim\",\"point\":\"x=\\\"1\\\"\",\"message\":\"line\\nbreak\"}",
                text.toString().strip());
        assertFalse(text.toString().strip().contains("\n"));
    }
}
