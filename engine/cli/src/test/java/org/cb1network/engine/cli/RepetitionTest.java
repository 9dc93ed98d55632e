package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.cli.output.RepeatPrinter;
import org.cb1network.engine.cli.repeat.JvmSetup;
import org.cb1network.engine.cli.repeat.RepeatReport;
import org.cb1network.engine.cli.repeat.SetupReport;
import org.cb1network.engine.compare.OutputDifference;
import org.cb1network.engine.compare.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Conditions that affect results, or cannot be tried. Starts real processes, once for all tests. */
class RepetitionTest {

    private static RepeatReport report;

    @BeforeAll
    static void repeat(@TempDir Path folder) throws IOException {
        Shell shell = new Shell(folder);
        shell.run("run");
        Path java = Repeats.JAVA;
        report = Repeats.of(
                shell,
                "all",
                Repeats.anotherSeed(folder),
                new JvmSetup("no-gc", "none", java, List.of("-XX:+UseNoSuchCollector"), 1, 1),
                new JvmSetup("nowhere", "no program", java, List.of("-cp", "nowhere"), 1, 1),
                new JvmSetup("ages", "very slow", java, List.of(), 1, 1e9));
    }

    private static SetupReport report(String condition) {
        return report.conditions().stream()
                .filter(candidate -> candidate.condition().name().equals(condition))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aConditionThatAffectsResultsIsNamedWithTheFirstDifferentRow() {
        SetupReport condition = report("another-seed");
        assertEquals(Optional.of(Verdict.CHANGED), condition.verdict());
        assertEquals(6, condition.differences().size(), "the simulations draw, the mean does not");
        String text = text();
        assertTrue(text.contains("DIFFERENT with another-seed: sim (condition=weak, replicate=1)"), text);
        OutputDifference spikes = condition.differences().get(0).outputs().get(1);
        assertEquals("spikes", spikes.output());
        String where = spikes.where("in the store", "with another-seed");
        assertTrue(where.matches("row \\d+ \\(population=E.*"), where);
        assertTrue(text.contains("  spikes: " + where), text);
    }

    @Test
    void aConditionUnknownToTheJvmIsReportedAsNotHere() {
        SetupReport condition = report("no-gc");
        assertEquals(Optional.empty(), condition.verdict());
        assertTrue(condition.problem().contains("UseNoSuchCollector"), condition.problem());
    }

    @Test
    void aFailingChildIsReportedAsNotCheckable() {
        SetupReport condition = report("nowhere");
        assertEquals(Optional.of(Verdict.NOT_CHECKABLE), condition.verdict());
        assertTrue(condition.problem().startsWith("its process ended with exit code 1: "), condition.problem());
    }

    @Test
    void pointsThatWouldTakeTooLongAreLeftOutAndCounted() {
        SetupReport condition = report("ages");
        assertEquals(Optional.of(Verdict.NOT_CHECKABLE), condition.verdict());
        assertEquals(7, condition.leftOut());
    }

    @Test
    void theLastLineCountsOnlyComparedConditions() {
        assertTrue(text().endsWith("the same bits under 0 of 1 condition; 2 could not be checked\n"), text());
    }

    private static String text() {
        StringWriter text = new StringWriter();
        RepeatPrinter.text(report, new PrintWriter(text));
        return text.toString();
    }
}
