package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Without the permission to write, commands still say what they found out, and name what they could not write. */
@DisabledOnOs(OS.WINDOWS)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadOnlyTest {

    /** Takes from root the right to ignore permissions; nobody else has it. */
    private static final List<String> OBEDIENT = List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search");

    /** Ends what a command says, with its exit code. */
    private static final String END = "exit ";

    private Path folder;
    private Shell shell;
    private List<String> obedient = List.of();

    @BeforeAll
    void computeOnce(@TempDir Path place) throws IOException, InterruptedException {
        folder = place;
        shell = new Shell(folder);
        assertEquals(0, shell.run("run").exit());
        assertEquals(0, shell.run("verify", "--cached", "--update").exit());
        protect(folder);
        if (Files.isWritable(folder)) {
            Shell.requireProgram("setpriv");
            obedient = OBEDIENT;
            List<String> probe = new ArrayList<>(obedient);
            probe.addAll(List.of("test", "-w", folder.toString()));
            assumeTrue(new ProcessBuilder(probe).start().waitFor() == 1, "the user may write everywhere");
        }
        restore();
    }

    private static void setPermissions(Path root, String ofFolders) throws IOException {
        List<Path> folders;
        try (Stream<Path> all = Files.walk(root)) {
            folders = all.filter(Files::isDirectory).toList();
        }
        for (Path one : folders) {
            Files.setPosixFilePermissions(one, PosixFilePermissions.fromString(ofFolders));
        }
    }

    private static void protect(Path root) throws IOException {
        setPermissions(root, "r-xr-xr-x");
    }

    @AfterEach
    void restore() throws IOException {
        setPermissions(folder, "rwxr-xr-x");
    }

    /** Runs a command in its own process, which obeys permissions. */
    private Shell.Result run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(obedient);
        command.addAll(Shell.command(ChildJvm.THIS_JDK, shell.file(), arguments));
        try (ChildJvm child = ChildJvm.start(new ProcessBuilder(command))) {
            int exit = child.join();
            String said = String.join("\n", child.lines());
            return new Shell.Result(exit, said, said);
        }
    }

    /** Executes command lines in one process. */
    static final class Commands {

        private Commands() {}

        public static void main(String[] arguments) {
            for (String line : arguments) {
                Shell.Result result = Shell.raw(line.split(" "));
                System.out.print(result.out() + result.err());
                System.out.println(END + result.exit());
            }
        }
    }

    /** Runs commands in a process that obeys permissions. Returns what each said, with its exit code at the end. */
    private Map<String, String> runAll(Path pipeline, List<String> commands) throws IOException, InterruptedException {
        List<String> lines = commands.stream()
                .map(command -> command + " --file " + pipeline)
                .toList();
        List<String> process = new ArrayList<>(obedient);
        process.addAll(ChildJvm.command(
                ChildJvm.THIS_JDK, ChildJvm.STARTS_FAST, Commands.class, lines.toArray(String[]::new)));
        Map<String, String> said = new LinkedHashMap<>();
        try (ChildJvm child = ChildJvm.start(new ProcessBuilder(process))) {
            assertEquals(0, child.join(), child.lines().toString());
            List<String> told = new ArrayList<>();
            for (String line : child.lines()) {
                told.add(line);
                if (line.startsWith(END)) {
                    said.put(commands.get(said.size()), String.join("\n", told));
                    told.clear();
                }
            }
        }
        return said;
    }

    private static void assertSays(Map<String, String> said, String command, String words, int exit) {
        String told = said.getOrDefault(command, "");
        assertTrue(told.contains(words) && told.endsWith(END + exit), command + ": " + told);
    }

    @Test
    void whatNeedsNoNewResultWorksOnAStoreThatCannotBeWritten(@TempDir Path elsewhere) throws Exception {
        protect(folder.resolve(".pipeline"));
        Map<String, String> expected = Map.of(
                "plan",
                "nothing to do",
                "status --exit-code",
                "up to date: 2 stages",
                "why sim",
                "nothing has changed",
                "show sim.rates --csv",
                "strong,3,E,",
                "log",
                "done",
                "diff last last",
                "no difference in 2 stages",
                "export " + elsewhere.resolve("bundle.zip"),
                "bundle.zip",
                "repeat --points 1 --conditions serial-gc",
                "the same bits under 1 of 1 condition",
                "doctor -n",
                "sound: ",
                "run",
                "nothing to do");
        Map<String, String> said = runAll(shell.file(), List.copyOf(expected.keySet()));
        expected.forEach((command, words) -> assertSays(said, command, words, 0));
    }

    @Test
    void aStoreThatCannotBeWrittenIsNotRepairedForAReasonThatIsTold() throws Exception {
        protect(folder.resolve(".pipeline"));
        String store = folder.resolve(".pipeline/store").toString();
        assertSays(
                runAll(shell.file(), List.of("doctor")),
                "doctor",
                "is read-only because you have no permission to write to " + store,
                6);
    }

    @Test
    void aFolderThatCannotBeWrittenAndHasNoStoreIsNoFaultUnlessSomethingIsComputed(@TempDir Path checkout)
            throws Exception {
        Path pipeline = Files.writeString(checkout.resolve("pipeline.yaml"), Shell.PIPELINE);
        protect(checkout);
        Map<String, String> said = runAll(
                pipeline, List.of("plan", "status", "why sim", "show sim.rates", "log", "repeat", "doctor", "run"));
        setPermissions(checkout, "rwxr-xr-x");
        assertSays(said, "plan", "will run, 6 of 6 points: it has not run before", 0);
        assertSays(said, "status", "there are no results yet", 0);
        assertSays(said, "why sim", "it has not run before", 0);
        assertSays(said, "show sim.rates", "run it first", 3);
        assertSays(said, "log", "no runs yet", 0);
        assertSays(said, "repeat", "run the pipeline first", 3);
        assertSays(said, "doctor", "There is no store at " + checkout.resolve(".pipeline/store"), 6);
        assertSays(said, "run", ".pipeline: permission denied", 6);
    }

    @Test
    void aVerdictIsGivenAndTheFolderThatCannotHaveItIsNamed() throws Exception {
        protect(folder.resolve("results"));
        Shell.Result verify = run("verify", "--cached");
        assertEquals(0, verify.exit(), verify.out());
        assertTrue(verify.out().contains("REPRODUCED: everything matches"), verify.out());
        assertTrue(
                verify.out()
                        .contains("verification.json: permission denied; make " + folder.resolve("results")
                                + " writable, and start again"),
                verify.out());
    }

    @Test
    void aReportThatCannotBeReplacedNamesTheFolder() throws Exception {
        protect(folder.resolve("results"));
        Shell.Result report = run("report");
        assertEquals(7, report.exit(), report.out());
        assertTrue(
                report.out()
                        .endsWith("pipeline: " + folder.resolve("results/report.html") + ": permission denied; make "
                                + folder.resolve("results") + " writable, and start again"),
                report.out());
    }

    @Test
    void garbageIsCountedInAStoreThatCannotBeWritten() throws Exception {
        shell.run("run", "-p", "seed=2");
        protect(folder.resolve(".pipeline"));
        Shell.Result gc = run("gc", "--unreachable", "--grace", "0h", "-n");
        assertEquals(0, gc.exit(), gc.out());
        assertTrue(Pattern.compile("(?m)^would remove [1-9]").matcher(gc.out()).find(), gc.out());
    }

    @Test
    void aVerificationComputesElsewhereIfItMayNotWriteBesideTheStore() throws Exception {
        Files.setPosixFilePermissions(folder.resolve(".pipeline"), PosixFilePermissions.fromString("r-xr-xr-x"));
        Shell.Result verify = run("verify", "-j", "1");
        assertEquals(0, verify.exit(), verify.out());
        assertTrue(verify.out().contains("computed in an empty store, 7 points"), verify.out());
    }

    @Test
    void nothingIsComputedForAStoreWithAFolderThatCannotBeWritten() throws Exception {
        protect(folder.resolve(".pipeline/store/packs"));
        Shell.Result run = run("run", "-v", "-p", "seed=2");
        assertEquals(6, run.exit(), run.out());
        assertTrue(
                run.out().contains("no permission to write to " + folder.resolve(".pipeline/store/packs")), run.out());
        assertFalse(run.out().contains("computing"), run.out());
    }
}
