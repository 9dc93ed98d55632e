package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.cli.repeat.Condition;
import org.cb1network.engine.cli.repeat.ConditionReport;
import org.cb1network.engine.cli.repeat.Conditions;
import org.cb1network.engine.cli.repeat.RepeatPrinter;
import org.cb1network.engine.cli.repeat.RepeatReport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conditions that do show in results, or cannot be tried. Starts real processes, once for all tests. */
class RepetitionTest {

    private static RepeatReport report;

    @BeforeAll
    static void repeat(@TempDir Path folder) throws IOException {
        Shell shell = new Shell(folder);
        shell.run("run");
        Path java = Conditions.here().usual().java();
        report = Repeats.of(
                shell,
                "all",
                Repeats.anotherSeed(folder),
                new Condition("no-gc", "none", java, List.of("-XX:+UseNoSuchCollector"), 1, 1),
                new Condition("nowhere", "no program", java, List.of("-cp", "nowhere"), 1, 1),
                new Condition("ages", "very slow", java, List.of(), 1, 1e9));
    }

    private static ConditionReport report(String condition) {
        return report.conditions().stream()
                .filter(candidate -> candidate.condition().name().equals(condition))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aConditionThatShowsInResultsIsNamedWithTheFirstStepAndNeuron() {
        ConditionReport condition = report("another-seed");
        assertEquals(ConditionReport.Verdict.DIFFERENT, condition.verdict());
        assertEquals(6, condition.differences().size(), "the simulations draw, the mean does not");
        String text = text();
        assertTrue(text.contains("DIFFERENT with another-seed: sim (condition=weak, replicate=1)"), text);
        String first = condition.differences().get(0).firstStep();
        assertTrue(first.matches("step \\d+, spikes row \\d+ \\(population=E.*"), first);
        assertTrue(text.contains("  first of all: " + first), text);
    }

    @Test
    void aConditionThatTheJvmDoesNotKnowIsNotHereRatherThanEqual() {
        ConditionReport condition = report("no-gc");
        assertEquals(ConditionReport.Verdict.UNAVAILABLE, condition.verdict());
        assertTrue(condition.problem().contains("UseNoSuchCollector"), condition.problem());
    }

    @Test
    void aChildThatFailsIsNotCheckedRatherThanEqual() {
        ConditionReport condition = report("nowhere");
        assertEquals(ConditionReport.Verdict.UNCHECKED, condition.verdict());
        assertTrue(condition.problem().startsWith("its process ended with exit code 1: "), condition.problem());
    }

    @Test
    void pointsThatWouldTakeTooLongAreLeftOutAndCounted() {
        ConditionReport condition = report("ages");
        assertEquals(ConditionReport.Verdict.UNCHECKED, condition.verdict());
        assertEquals(7, condition.leftOut());
    }

    @Test
    void theLastLineCountsWhatWasComparedAlone() {
        assertTrue(text().endsWith("the same bits under 0 of 1 condition; 2 could not be checked\n"), text());
    }

    private static String text() {
        StringWriter text = new StringWriter();
        RepeatPrinter.text(report, new PrintWriter(text));
        return text.toString();
    }
}
