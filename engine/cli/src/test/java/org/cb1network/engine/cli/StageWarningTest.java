package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a stage says about questionable results reaches the user in every run, whether they are computed or cached. */
class StageWarningTest {

    private static final String SILENT =
            "warning: sim: no neuron of E ever reached its threshold (6 of 6 points, the first: condition=weak, replicate=1)";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void makeTheNetworkSilent() throws IOException {
        shell = new Shell(folder);
        shell.write(Shell.PIPELINE.replace("rate: 40 Hz", "rate: 0.1 Hz"));
    }

    private static long count(String text, String line) {
        return text.lines().filter(line::equals).count();
    }

    @Test
    void aWarningIsShownOncePerStageWithTheNumberOfPoints() {
        Shell.Result first = shell.run("run");
        assertEquals(1, count(first.err(), SILENT), first.err());
    }

    @Test
    void cachedResultsWarnAsComputedOnesDo() {
        shell.run("run");
        Shell.Result again = shell.run("run");
        assertEquals(1, count(again.err(), SILENT), again.err());
        assertEquals(1, count(shell.run("status").out(), SILENT));
    }

    @Test
    void theReportNamesTheWarning() throws IOException {
        shell.run("run");
        String page = Files.readString(folder.resolve("results/report.html"));
        assertTrue(page.contains("no neuron of E ever reached its threshold (6 of 6 points"));
    }

    @Test
    void theWarningIsNoPartOfAnyResult() {
        shell.run("verify", "--update");
        Shell.Result verified = shell.run("verify", "--cached");
        assertTrue(verified.out().contains("REPRODUCED"), verified.out() + verified.err());
    }
}
