package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Stages in any language; the language here is that of the shell, which every system has. */
@DisabledOnOs(OS.WINDOWS)
class ScriptStageTest {

    /** Three points, each with a table of one row. */
    private static final String PIPELINE = """
            pipeline: scripts
            seed: 1
            stages:
              make:
                run: script
                with:
                  command: [sh, make.sh]
                  files: [make.sh]
                  parameters: {bin: 1 ms}
                outputs:
                  numbers: {columns: {name: text, value: {type: number, unit: ms}}}
                sweep: {bin: {set: with.parameters.bin, values: [1 ms, 2 ms, 0.003 s]}}
            """;

    private static final String ONE_POINT = PIPELINE.replaceAll("    sweep: .*\n", "");
    private static final String WRITE =
            "printf 'name,value\\na,%s\\n' \"$PIPELINE_PARAMETER_BIN\" > outputs/numbers.csv\n";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void writeThePipeline() throws IOException {
        shell = new Shell(folder);
        shell.write(PIPELINE);
        script(WRITE);
    }

    private void script(String text) throws IOException {
        Files.writeString(folder.resolve("make.sh"), text);
    }

    private Shell.Result run(String... more) {
        return shell.run(Stream.concat(Stream.of("run"), Stream.of(more)).toArray(String[]::new));
    }

    private void assertFails(String message) {
        Shell.Result result = run();
        assertEquals(1, result.exit(), result.err());
        assertTrue(result.err().contains(message), result.err());
        assertEquals(0, scratchFolders(), "scratch folders left");
    }

    private void assertRefused(String message) {
        Shell.Result result = run();
        assertEquals(2, result.exit(), result.err());
        assertTrue(result.err().contains(message), result.err());
    }

    private long scratchFolders() {
        try (Stream<Path> all = Files.list(folder.resolve(".pipeline"))) {
            return all.filter(path -> path.getFileName().toString().startsWith("scratch-"))
                    .count();
        } catch (IOException e) {
            return 0;
        }
    }

    private String numbers() {
        return shell.run("show", "make.numbers", "--csv").out();
    }

    @Test
    void theRowsOfAllPointsAreOneTableWithTheAxesInFront() {
        Shell.Result result = run();
        assertEquals(0, result.exit(), result.err());
        assertEquals("bin,name,value\r\n1.0,a,1.0\r\n2.0,a,2.0\r\n3.0,a,3.0\r\n", numbers());
        assertEquals(0, scratchFolders());
        assertTrue(Files.exists(folder.resolve("results/tables/make.numbers.arrow")));
    }

    @Test
    void nothingRunsTwiceUntilAFileChangesAndWhyNamesTheFile() throws IOException {
        run();
        assertTrue(
                shell.run("status").out().contains("up to date"),
                shell.run("status").out());
        script(WRITE + "# changed\n");
        String why = shell.run("why").out();
        assertTrue(why.contains("parameter files.make.sh: sha256:"), why);
        assertEquals(0, run().exit());
    }

    @Test
    void aChangedOutputOfAnEnvironmentCommandRunsTheStageAgain() throws IOException {
        Files.writeString(folder.resolve("version.txt"), "1.0\n");
        shell.write(
                PIPELINE.replace("      parameters:", "      environment: [[cat, version.txt]]\n      parameters:"));
        run();
        assertTrue(
                shell.run("plan").out().contains("nothing to do"),
                shell.run("plan").out());
        Files.writeString(folder.resolve("version.txt"), "1.1\n");
        String why = shell.run("why").out();
        assertTrue(why.contains("cat version.txt: 1.0 -> cat version.txt: 1.1"), why);
    }

    @Test
    void anEnvironmentCommandThatDoesNotExistIsAnErrorWithItsPlace() throws IOException {
        shell.write(PIPELINE.replace("      parameters:", "      environment: [[no-such-program]]\n      parameters:"));
        assertRefused("pipeline.yaml:9:21: the command 'no-such-program' cannot be started");
    }

    @Test
    void anEnvironmentCommandThatFailsIsAnErrorWithTheLastLineThatItPrinted() throws IOException {
        writeAnEnvironmentCommand("echo one; echo two; exit 3");
        String talking = run().err();
        assertTrue(talking.lines().anyMatch(line -> line.endsWith("ended with exit code 3: two")), talking);
        writeAnEnvironmentCommand("exit 3");
        String silent = run().err();
        assertTrue(silent.lines().anyMatch(line -> line.endsWith("' ended with exit code 3")), silent);
    }

    private void writeAnEnvironmentCommand(String script) throws IOException {
        shell.write(PIPELINE.replace(
                "      parameters:", "      environment: [[sh, -c, '" + script + "']]\n      parameters:"));
    }

    @Test
    void aRunThatKeepsGoingIsNotRefusedForAnEnvironmentCommand() throws IOException {
        shell.write(PIPELINE.replace("      parameters:", "      environment: [[no-such-program]]\n      parameters:"));
        Shell.Result result = run("-k");
        assertEquals(1, result.exit(), result.err());
        assertTrue(result.err().contains("FAILED make"), result.err());
    }

    @Test
    void aTimeLimitIsNotPartOfTheKey() throws IOException {
        run();
        shell.write(
                PIPELINE.replace("      parameters:", "      timeout: 60 s\n      memory-mib: 10\n      parameters:"));
        assertTrue(
                shell.run("plan").out().contains("nothing to do"),
                shell.run("plan").out());
    }

    @Test
    void aFailureShowsTheExitCodeAndTheLastLines() throws IOException {
        shell.write(ONE_POINT);
        script("echo reading; echo 'no such column' >&2; exit 3\n");
        assertFails("it ended with exit code 3; it printed:\n    reading\n    no such column");
    }

    @Test
    void unusualCharactersThatAScriptPrintsAreNoMistakeOfThePipeline() throws IOException {
        shell.write(ONE_POINT);
        script("printf 'caf\\351 \\342\\210\\222\\n'; exit 3\n");
        Shell.Result result = run();
        assertTrue(result.err().contains("it printed:\n    caf\ufffd \u2212\n"), result.err());
    }

    /** Adds a second stage, which waits for the first. */
    private void writeAStageThatWaits(String with) throws IOException {
        shell.write(ONE_POINT
                + "  second:\n    run: script\n"
                + "    inputs: {numbers: \"${make.numbers}\"}\n"
                + "    with: {" + with + "}\n"
                + "    outputs: {copy: {columns: {name: text}}}\n");
    }

    @Test
    void aRunDoesNotBeginIfALaterStageNeedsAProgramThatIsNotInstalled() throws IOException {
        writeAStageThatWaits("command: [no-such-interpreter, make.sh], files: [make.sh]");
        assertRefused("pipeline.yaml:15:21: there is no program 'no-such-interpreter' on this machine");
        assertFalse(Files.exists(folder.resolve("results")));
    }

    @Test
    void planWarnsOfAProgramThatIsNotInstalled() throws IOException {
        writeAStageThatWaits("command: [no-such-interpreter, make.sh], files: [make.sh]");
        Shell.Result plan = shell.run("plan");
        assertEquals(0, plan.exit(), plan.err());
        assertTrue(plan.err().startsWith("warning: "), plan.err());
        assertTrue(plan.err().contains("pipeline.yaml:15:21: there is no program"), plan.err());
    }

    @Test
    void workersMayHaveTheProgramThatThisMachineLacks() throws IOException {
        writeAStageThatWaits("command: [no-such-interpreter, make.sh], files: [make.sh]");
        Shell.Result begun = run("--executor", "manual", "--workers", "1", "--detach");
        assertEquals(0, begun.exit(), begun.err());
        assertTrue(begun.err().contains("warning: "), begun.err());
        assertTrue(begun.err().contains("pipeline.yaml:15:21: there is no program"), begun.err());
    }

    @Test
    void theOtherStagesAreComputedIfARunKeepsGoing() throws IOException {
        writeAStageThatWaits("command: [no-such-interpreter, make.sh], files: [make.sh]");
        Shell.Result result = run("-k");
        assertEquals(1, result.exit(), result.err());
        assertTrue(result.err().contains("pipeline.yaml:15:21: there is no program"), result.err());
        assertTrue(result.err().contains("FAILED second: there is no program"), result.err());
        assertTrue(numbers().contains("a,1"), numbers());
    }

    @Test
    void theProgramOfAnEnvironmentCommandIsMissedBeforeARunBegins() throws IOException {
        writeAStageThatWaits("command: [sh, make.sh], files: [make.sh], environment: [[no-such-tool, --version]]");
        assertRefused("pipeline.yaml:15:68: there is no program 'no-such-tool' on this machine");
        assertFalse(Files.exists(folder.resolve("results")));
    }

    @Test
    void aProgramIsMissedEvenIfAParameterRefersToAResultThatIsNotThereYet() throws IOException {
        writeAStageThatWaits("command: [no-such-interpreter], parameters: {value: \"${make.numbers.value}\"}");
        assertRefused("pipeline.yaml:15:21: there is no program 'no-such-interpreter' on this machine");
    }

    @Test
    void aStageWithResultsNeedsNoProgram() throws IOException {
        Path program = Files.writeString(folder.resolve("tool"), "#!/bin/sh\n" + WRITE);
        assertTrue(program.toFile().setExecutable(true));
        shell.write(ONE_POINT.replace("[sh, make.sh]", "[./tool]"));
        assertEquals(0, run().exit());
        Files.delete(program);
        assertEquals(0, run("-j", "1").exit());
        assertEquals("", shell.run("plan").err());
    }

    @Test
    void aStageThatDeclaresNoOutputsIsRefused() throws IOException {
        shell.write(ONE_POINT.replaceAll("outputs:\\n.*", "outputs: {}"));
        assertRefused("pipeline.yaml:10:5: the stage 'make' has no outputs, so it can yield nothing; declare them");
    }

    @Test
    void aStageWhoseOutputsAreLeftEmptyIsRefused() throws IOException {
        shell.write(ONE_POINT.replaceAll("outputs:\\n.*", "outputs:"));
        assertRefused("pipeline.yaml:10:5: the stage 'make' has no outputs, so it can yield nothing; declare them");
    }

    @Test
    void aScriptThatWritesNothingFails() throws IOException {
        script("true\n");
        assertFails("ms): 'sh make.sh': it did not write the table 'numbers'");
    }

    @Test
    void aMissingNumberIsAnErrorWithItsRowUnlessTheStageAllowsIt() throws IOException {
        shell.write(ONE_POINT);
        script("printf 'name,value\\na,1\\nb,NaN\\n' > outputs/numbers.csv\n");
        assertFails("outputs/numbers.csv:3: 'NaN' in column value is not a number");
        shell.write(ONE_POINT.replace("      parameters:", "      allow-missing: true\n      parameters:"));
        assertEquals(0, run().exit());
        assertEquals("name,value\r\na,1.0\r\nb,NaN\r\n", numbers());
    }

    @Test
    void aColumnThatIsMissingOrNotDeclaredIsAnError() throws IOException {
        shell.write(ONE_POINT);
        script("printf 'name,valu\\na,1\\n' > outputs/numbers.csv\n");
        assertFails("outputs/numbers.csv:1: column value is missing (rename 'valu' to 'value'?)");
        script("printf ',name,value\\n0,a,1\\n' > outputs/numbers.csv\n");
        assertFails("column '' is not declared; the columns of the output 'numbers' are name, value (pandas");
    }

    @Test
    void anOutputThatIsALinkIsRefused() throws IOException {
        shell.write(ONE_POINT);
        script("ln -s /etc/passwd outputs/numbers.csv\n");
        assertFails("outputs/numbers.csv is not a file but a link");
    }

    @Test
    void aFileOutsideTheFolderOfOutputsCannotBeDeclared() throws IOException {
        shell.write(ONE_POINT.replace("numbers: {columns", "figure: {file: ../x.png}\n      numbers: {columns"));
        assertRefused("pipeline.yaml:11:22: '../x.png' is not the name of a file");
    }

    @Test
    void filesOfTheCommandAndImportsMustBeListed() throws IOException {
        shell.write(ONE_POINT.replace("files: [make.sh]", "files: []"));
        assertRefused("the command names the file make.sh, which is not among 'files'");
        Files.writeString(folder.resolve("a.py"), "import json\nfrom b import c\n");
        Files.writeString(folder.resolve("b.py"), "c = 1\n");
        shell.write(ONE_POINT.replace("[sh, make.sh]", "[python3, a.py]").replace("[make.sh]", "[a.py]"));
        assertRefused("a.py imports b.py, which is not among 'files'");
    }

    @Test
    void aFolderStandsForAllFilesBelowIt() throws IOException {
        Files.createDirectories(folder.resolve("src/lib"));
        Files.writeString(folder.resolve("src/main.sh"), ". src/lib/common.sh\n");
        Files.writeString(folder.resolve("src/lib/common.sh"), WRITE);
        shell.write(ONE_POINT.replace("[sh, make.sh]", "[sh, src/main.sh]").replace("[make.sh]", "[src]"));
        assertEquals(0, run().exit());
        Files.writeString(folder.resolve("src/lib/common.sh"), WRITE + "# changed\n");
        String why = shell.run("why").out();
        assertTrue(why.contains("files.src/lib/common.sh: sha256:"), why);
    }

    @Test
    void aPatternAnEmptyFolderAndTheFolderOfThePipelineAreNoFiles() throws IOException {
        Files.createDirectories(folder.resolve("empty"));
        shell.write(ONE_POINT.replace("[make.sh]", "[make.sh, '*.sh']"));
        assertRefused("patterns are not supported; name the files, or their folder");
        shell.write(ONE_POINT.replace("[make.sh]", "[make.sh, empty]"));
        assertRefused("'empty' has no files; hidden ones and __pycache__ do not count");
        shell.write(ONE_POINT.replace("[make.sh]", "[.]"));
        assertRefused("'.' is the folder of the pipeline, which also has its results");
    }

    @Test
    void aChangeThatLeavesTheOutputAsItWasStopsThere() throws IOException {
        shell.write(ONE_POINT + """
                  next:
                    run: script
                    inputs: {given: "${make.numbers}"}
                    with: {command: [sh, next.sh], files: [next.sh]}
                    outputs: {out: {columns: {line: text}}}
                """);
        Files.writeString(folder.resolve("next.sh"), "printf 'line\\nx\\n' > outputs/out.csv\n");
        assertEquals(0, run().exit());
        script(WRITE + "# a comment\n");
        assertEquals(0, run().exit());
        String log = shell.run("log").out();
        assertTrue(log.contains("1 of 2 points computed"), log);
    }

    @Test
    void anOutputUnderAnotherNameIsNamed() throws IOException {
        shell.write(ONE_POINT);
        script("printf 'name,value\\na,1\\n' > outputs/Numbers.csv\n");
        assertFails("it did not write the table 'numbers' (outputs/numbers.csv or outputs/numbers.arrow); it wrote"
                + " Numbers.csv");
    }

    @Test
    void twoNamesOfOneVariableAreRefused() throws IOException {
        shell.write(ONE_POINT.replace("{bin: 1 ms}", "{bin-a: 1, bin_a: 2}"));
        assertFails("two names give the variable PIPELINE_PARAMETER_BIN_A, one of them 'bin_a'; rename it");
    }

    @Test
    void textsReachTheProgramAsTheyAre() throws IOException {
        assumeTrue(System.getProperty("sun.jnu.encoding").equals("UTF-8"));
        String text = "it's \"é\" $HOME `x` \\ \u2192 two\nlines";
        shell.write(ONE_POINT.replace("{bin: 1 ms}", "{bin: \"it's \\\"é\\\" $HOME `x` \\\\ \u2192 two\\nlines\"}"));
        script("printf '%s' \"$PIPELINE_PARAMETER_BIN\" > " + folder + "/env\ncp parameters.json " + folder + "\n"
                + "printf 'name,value\\na,1\\n' > outputs/numbers.csv\n");
        assertEquals(0, run().exit());
        assertEquals(text, Files.readString(folder.resolve("env")));
        String json = Files.readString(folder.resolve("parameters.json"));
        assertTrue(json.contains("it's \\\"é\\\" $HOME `x` \\\\ \u2192 two\\nlines"), json);
    }

    @Test
    void aTextThatTheLocaleDoesNotHaveIsNotReplacedByQuestionMarks() throws Exception {
        shell.write(ONE_POINT.replace("{bin: 1 ms}", "{bin: contr\u00f4le}"));
        ProcessBuilder builder = new ProcessBuilder(Shell.command(ChildJvm.THIS_JDK, shell.file(), "run"));
        builder.environment().put("LC_ALL", "C");
        try (ChildJvm run = ChildJvm.start(builder)) {
            assertEquals(1, run.join());
            String said = String.join("\n", run.lines());
            assertTrue(said.contains("'contr\u00f4le' cannot be passed to a program in this locale"), said);
        }
    }

    @Test
    void tablesOfSpreadsheetsAreRead() throws IOException {
        shell.write(ONE_POINT.replace("value: {type: number, unit: ms}", "value: whole-number"));
        script("printf '\\357\\273\\277name,value\\r\\na,7.0\\r\\n' > outputs/numbers.csv\n");
        assertEquals(0, run().exit());
        assertEquals("name,value\r\na,7\r\n", numbers());
        for (String cell : new String[] {"7.5", "1e-99999999999", "9223372036854775808"}) {
            script("printf 'name,value\\na," + cell + "\\n' > outputs/numbers.csv\n");
            assertFails("outputs/numbers.csv:2: '" + cell + "' in column value is not a whole number of 64 bits");
        }
        script("printf 'name,value\\na,\\n' > outputs/numbers.csv\n");
        assertFails("'' in column value is empty where a number is expected");
    }

    @Test
    void filesThatAreNotDeclaredAreNamedInAWarning() throws IOException {
        shell.write(ONE_POINT);
        script(WRITE + "echo x > outputs/other.txt\n");
        Shell.Result result = run();
        assertEquals(0, result.exit(), result.err());
        assertTrue(result.err().contains("not declared as outputs and are not kept: other.txt"), result.err());
    }

    @Test
    void aFileIsCopiedToTheFolderOfFigures() throws IOException {
        shell.write(ONE_POINT.replace("numbers: {columns", "drawing: {file: x.svg}\n      numbers: {columns"));
        script(WRITE + "echo '<svg xmlns=\"http://www.w3.org/2000/svg\"/>' > outputs/x.svg\n");
        Shell.Result result = run();
        assertEquals(0, result.exit(), result.err());
        assertTrue(Files.exists(folder.resolve("results/figures/make.drawing.svg")));
        assertEquals(0, shell.run("verify", "--update").exit());
        assertEquals(0, shell.run("verify").exit());
    }

    @Test
    void aCopyOfAFileIsListedSoThatAnEditIsUndoneAndANewFileReplacesIt() throws IOException {
        shell.write(ONE_POINT.replace("numbers: {columns", "drawing: {file: x.svg}\n      numbers: {columns"));
        String drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n";
        script(WRITE + "printf '" + drawing + "' > outputs/x.svg\n");
        assertEquals(0, run().exit());
        Path figures = folder.resolve("results/figures");
        Path copy = figures.resolve("make.drawing.svg");
        assertTrue(Files.readString(figures.resolve("MANIFEST")).contains("  make.drawing.svg\n"));
        Files.writeString(copy, "edited");
        assertEquals(0, run().exit());
        assertEquals(drawing, Files.readString(copy));
        script(WRITE + "printf '<!-- new -->" + drawing + "' > outputs/x.svg\n");
        assertEquals(0, run().exit());
        assertEquals("<!-- new -->" + drawing, Files.readString(copy));
        assertFalse(Files.exists(figures.resolve("make.drawing.svg.kept")));
    }

    @Test
    void theTimeLimitEndsTheProgram() throws IOException {
        shell.write(ONE_POINT.replace("      parameters:", "      timeout: 0.3 s\n      parameters:"));
        script("echo begun; sleep 60\n");
        assertFails("it was ended after the time limit of 0.3 s ('timeout'); it printed:\n    begun");
    }

    @Test
    void ofMuchOutputTheBeginningAndTheEndAreKept() throws IOException {
        shell.write(ONE_POINT);
        script("echo first; yes | head -c 30000000; echo last\n" + WRITE);
        assertEquals(0, run().exit());
        String log = shell.run("show", "make.numbers", "--log").out();
        assertTrue(log.startsWith("first\n") && log.endsWith("last\n"), log.length() + " characters");
        assertTrue(log.contains(" bytes left out]"));
        assertTrue(log.length() < 200_000, log.length() + " characters");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void aProcessThatTheProgramLeavesBehindIsEnded() throws Exception {
        shell.write(ONE_POINT);
        Path pid = folder.resolve("pid");
        script("sleep 600 & echo $! > " + pid + "\n" + WRITE);
        assertEquals(0, run().exit());
        assertEnds(Long.parseLong(Files.readString(pid).strip()));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theProgramEndsWhenThisProgramIsKilledAndTheNextRunRemovesItsFolder() throws Exception {
        shell.write(ONE_POINT);
        Path pid = folder.resolve("pid");
        script("echo $$ > " + pid + ".new; mv " + pid + ".new " + pid + "; sleep 600\n");
        try (ChildJvm run = Shell.start(shell.file(), "run")) {
            for (int i = 0; i < 600 && !Files.exists(pid); i++) {
                Thread.sleep(100);
            }
            run.signal("KILL");
            run.join();
        }
        assertEnds(Long.parseLong(Files.readString(pid).strip()));
        assertEquals(1, scratchFolders());
        script(WRITE);
        assertEquals(0, run().exit());
        assertEquals(0, scratchFolders());
    }

    private static void assertEnds(long pid) throws InterruptedException {
        long patience = Duration.ofSeconds(10).toMillis();
        boolean alive = true;
        for (long waited = 0; alive && waited < patience; waited += 50) {
            alive = ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
            Thread.sleep(50);
        }
        assertFalse(alive, "process " + pid + " is alive");
    }

    @Test
    void pointsRunAtTheSameTime() throws IOException {
        shell.write(PIPELINE.replace("[1 ms, 2 ms, 0.003 s]", "[1 ms, 2 ms]"));
        // Each waits for the other.
        script("touch " + folder + "/at.$PIPELINE_PARAMETER_BIN\n"
                + "for i in $(seq 600); do [ -e " + folder + "/at.1 ] && [ -e " + folder
                + "/at.2 ] && break; sleep 0.1; done\n"
                + "[ -e " + folder + "/at.1 ] && [ -e " + folder + "/at.2 ] || exit 9\n" + WRITE);
        assertEquals(0, run("-j", "2").exit());
    }

    @Test
    void aValueOfAScriptIsAParameterOfAnotherStage() throws IOException {
        shell.write(ONE_POINT + """
                  next:
                    run: script
                    inputs: {given: "${make.numbers}"}
                    with: {command: [sh, next.sh], files: [next.sh], parameters: {value: "${make.numbers.value}", list: [1, a]}}
                    outputs: {out: {columns: {line: text, here: flag, count: whole-number}}}
                """);
        Files.writeString(
                folder.resolve("next.sh"),
                "printf 'here,count,line\\ntrue,7,%s\\n' \"$PIPELINE_PARAMETER_VALUE $PIPELINE_PARAMETER_LIST"
                        + " $(tail -1 inputs/given.csv | tr -d '\\r' | tr , ' ')\" | sed 's/1, a/1 a/' > outputs/out.csv\n");
        Shell.Result result = run();
        assertEquals(0, result.exit(), result.err());
        assertEquals(
                "line,here,count\r\n1 [1 a] a 1.0,true,7\r\n",
                shell.run("show", "next.out", "--csv").out());
    }

    @Test
    void spikesOfAScriptAreAnalysedLikeThoseOfASimulation() throws IOException {
        shell.write("""
                pipeline: recorded
                seed: 1
                stages:
                  cells:
                    run: script
                    with: {command: [sh, make.sh], files: [make.sh]}
                    outputs:
                      spikes: {columns: {population: text, neuron: whole-number, step: whole-number}}
                      session:
                        columns:
                          population: text
                          neurons: whole-number
                          spikes: whole-number
                          duration: {type: whole-number, unit: ms}
                          time_step: {type: number, unit: ms}
                  isi:
                    run: isi-statistics
                    inputs: {spikes: "${cells.spikes}", simulation: "${cells.session}"}
                    with: {from: 0 ms}
                  activity:
                    run: draw-activity
                    inputs: {spikes: "${cells.spikes}", simulations: "${cells.session}"}
                    with: {title: Recorded}
                """);
        script("""
                printf 'population,neuron,step\\nE,0,100\\nE,0,300\\nE,0,500\\n' > outputs/spikes.csv
                printf 'population,neurons,spikes,duration,time_step\\nE,2,3,1000,1\\n' > outputs/session.csv
                """);
        Shell.Result result = run();
        assertEquals(0, result.exit(), result.err());
        String isi = shell.run("show", "isi.isi", "--csv").out();
        assertTrue(isi.contains("E,1.5,0.0,0.0,"), isi);
    }

    @Test
    void theSeedDependsOnTheReplicateAlone() throws IOException {
        shell.write(ONE_POINT.replace("outputs:\n", "sweep: {replicate: 1..2}\n    outputs:\n"));
        script("printf 'name,value\\na,%s\\n' \"$PIPELINE_SEED\" > outputs/numbers.csv\n");
        run();
        String first = numbers();
        assertEquals(2, first.lines().skip(1).distinct().count(), first);
        run("-f");
        assertEquals(first, numbers());
    }
}
