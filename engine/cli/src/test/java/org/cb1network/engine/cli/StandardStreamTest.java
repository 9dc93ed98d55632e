package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.cb1network.engine.cli.output.StandardStream;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Output can fail, and is UTF-8 in every locale. */
class StandardStreamTest {

    /** On Linux, writing to this device always fails with a full disk. */
    private static final Path FULL_DISK = Path.of("/dev/full");

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void runOnce() throws IOException {
        shell = new Shell(folder);
        shell.write(Shell.PIPELINE.replace("weak", "contr\u00f4le"));
        assertEquals(0, shell.run("run").exit());
    }

    private record Ended(int exit, String out, String err) {}

    /** A command whose output goes to a file, with the exit code of the process. */
    private Ended execute(Path out, String line) throws IOException {
        Path err = folder.resolve("err.txt");
        String[] arguments = (line + " --file " + shell.file()).split(" ");
        try (FileOutputStream outFile = new FileOutputStream(out.toFile());
                FileOutputStream errFile = new FileOutputStream(err.toFile())) {
            int exit = Main.execute(
                    arguments,
                    new StandardStream("standard output", outFile.getFD()),
                    new StandardStream("standard error", errFile.getFD()));
            return new Ended(exit, out.equals(FULL_DISK) ? "" : Files.readString(out), Files.readString(err));
        }
    }

    private Ended inLocaleC(String... arguments) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(Shell.command(ChildJvm.THIS_JDK, shell.file(), arguments));
        builder.environment().put("LC_ALL", "C");
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        int exit = builder.redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new Ended(exit, Files.readString(out), Files.readString(err));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "show sim.spikes --csv",
                "show mean-rates.summary",
                "plan",
                "status",
                "run",
                "run --json",
                "dag --format dot",
                "log",
                "why sim",
                "gc --unreachable -n",
                "doctor",
                "diff last last",
                "report",
                "run --help"
            })
    void aCommandWhoseOutputDoesNotFitOnTheDiskSaysSoAndFails(String line) throws IOException {
        assumeTrue(Files.exists(FULL_DISK));
        Ended ended = execute(FULL_DISK, line);
        assertEquals(7, ended.exit(), line);
        assertTrue(ended.err().contains("pipeline: stopped: standard output cannot be written: "), ended.err());
    }

    @Test
    void aRunWhoseEventsCannotBeWrittenStops() throws IOException {
        assumeTrue(Files.exists(FULL_DISK));
        assertEquals(
                7,
                execute(FULL_DISK, "run --json -p stages.sim.with.duration=110ms")
                        .exit());
        String plan = shell.run("plan", "-p", "stages.sim.with.duration=110 ms").out();
        assertTrue(plan.contains("will run, 6 of 6 points"), plan);
    }

    @Test
    void aCommandEndsWhenItsReaderHasEnded() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Shell.command(ChildJvm.THIS_JDK, shell.file(), "show", "sim.rates", "--csv"))
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
        process.getInputStream().close();
        assertEquals(141, process.waitFor());
        assertEquals(
                List.of("pipeline: stopped: the program that read standard output has ended"),
                Files.readAllLines(folder.resolve("err.txt")));
    }

    @Test
    void aCommandWhoseReaderOfOutputAndErrorsHasEndedTellsByItsExitCode() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Shell.command(ChildJvm.THIS_JDK, shell.file(), "show", "sim.rates", "--csv"))
                .redirectErrorStream(true)
                .start();
        process.getInputStream().close();
        assertEquals(141, process.waitFor());
    }

    @Test
    void errorsThatCannotBeWrittenFailTheCommand() throws IOException {
        assumeTrue(Files.exists(FULL_DISK));
        try (FileOutputStream full = new FileOutputStream(FULL_DISK.toFile());
                FileOutputStream out =
                        new FileOutputStream(folder.resolve("out.txt").toFile())) {
            int exit = Main.execute(
                    new String[] {"show", "sim.spiks", "--file", shell.file().toString()},
                    new StandardStream("standard output", out.getFD()),
                    new StandardStream("standard error", full.getFD()));
            assertEquals(7, exit);
        }
    }

    @Test
    void outputIsUtf8InTheLocaleC() throws IOException, InterruptedException {
        Ended csv = inLocaleC("show", "mean-rates.summary", "--csv");
        assertTrue(csv.out().contains("\r\ncontr\u00f4le,E,3,"), csv.out());
    }

    @Test
    void argumentsAreUtf8InTheLocaleC() throws IOException, InterruptedException {
        assertEquals(
                "-p no. 1: there is no condition 'contr\u00f4l'; did you mean 'contr\u00f4le'?",
                planInLocaleC("-p", "stages.sim.sweep.condition=[contr\u00f4l]"));
    }

    @Test
    void aProfileWhoseFolderCannotBeNamedInTheLocaleCIsExplained() throws IOException, InterruptedException {
        assertEquals(
                "pipeline: 'K\u00fcrzer' cannot be a path; set the locale to UTF-8, for example LC_ALL=C.UTF-8, and start again",
                planInLocaleC("--profile", "K\u00fcrzer"));
    }

    /** A folder, the pipeline in it, and a file of data have names that the locale does not know. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cd M\u00fcller; exec PLAN | pipeline: the name of the working folder (.*) has characters that Java cannot read"
                        + " in this locale, or the folder is gone",
                "exec PLAN --file $PWD/M\u00fcller/pipeline.yaml | pipeline: Invalid value for option '--file':"
                        + " '/.*/M\u00fcller/pipeline.yaml' cannot be a path",
                "exec PLAN --file data.yaml | data.yaml:13:\\d+: 'M\u00fcller.csv' is not a path that Java can read in this locale"
            })
    void aNameThatCannotBeReadInTheLocaleCIsExplained(String script, String message) throws Exception {
        String synapses = "E -> E: {probability: 0.1, weight: 2 nS, release: 1}";
        Files.writeString(
                folder.resolve("data.yaml"),
                Shell.PIPELINE.replace(
                        synapses, "E -> E: {connect: {type: list, file: M\u00fcller.csv}, weight: 2 nS}"));
        String plan =
                "'" + String.join("' '", ChildJvm.command(ChildJvm.THIS_JDK, ChildJvm.STARTS_FAST, Main.class, "plan"))
                        + "'";
        String said = refusedInLocaleC("cd '" + folder + "'; mkdir M\u00fcller; echo pre,post >M\u00fcller.csv; "
                + "cp pipeline.yaml M\u00fcller; " + script.replace("PLAN", plan));
        String cure = "; set the locale to UTF-8, for example LC_ALL=C.UTF-8";
        assertTrue(Pattern.compile(message + cure).matcher(said).lookingAt(), said);
    }

    /** Starts a refused command through a shell, because the JVM of the tests may not know the characters either. */
    private String planInLocaleC(String option, String value) throws IOException, InterruptedException {
        String command = String.join("' '", Shell.command(ChildJvm.THIS_JDK, shell.file(), "plan", option));
        return refusedInLocaleC("exec '" + command + "' '" + value + "'");
    }

    private String refusedInLocaleC(String commands) throws IOException, InterruptedException {
        assumeTrue(Files.exists(Path.of("/proc/self/cmdline")));
        Path script = Files.writeString(folder.resolve("plan.sh"), commands + "\n");
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(2, process.waitFor());
        return said.strip();
    }
}
