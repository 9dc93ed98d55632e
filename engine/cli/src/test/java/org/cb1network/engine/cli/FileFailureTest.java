package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.cli.results.FileFailure;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Problems that a user can fix are not mistakes in the program: the message names the file and the remedy. */
class FileFailureTest {

    @TempDir
    private Path folder;

    @Test
    void aFileInThePlaceOfTheFolderOfResultsIsNamed() throws IOException {
        Shell shell = new Shell(folder);
        Path results = Files.writeString(folder.resolve("results"), "not a folder");
        Shell.Result run = shell.run("run");
        assertEquals(7, run.exit(), run.err());
        assertTrue(run.err().contains(results + " is a file where a folder should be: move it away"), run.err());
        assertEquals("not a folder", Files.readString(results));
    }

    @Test
    void nothingIsComputedIfAFileIsInThePlaceOfTheFolderOfResults() throws IOException {
        Shell shell = new Shell(folder);
        Files.writeString(folder.resolve("results"), "not a folder");
        shell.run("run");
        assertFalse(Files.exists(folder.resolve(".pipeline")));
    }

    @Test
    void nothingIsComputedIfTheFolderOfResultsIsALinkToAFolderThatIsGone() throws IOException {
        Shell shell = new Shell(folder);
        Path results = Files.createSymbolicLink(folder.resolve("results"), folder.resolve("disk/gone"));
        Shell.Result run = shell.run("run", "--profile", "longer");
        assertEquals(7, run.exit(), run.err());
        assertTrue(
                run.err().contains(results + " is a link to a place that is gone: bring that back, or remove the link"),
                run.err());
        assertFalse(Files.exists(folder.resolve(".pipeline")));
    }

    @Test
    void aReportNamesTheLinkToAFolderThatIsGone() throws IOException {
        Shell shell = new Shell(folder);
        shell.run("run");
        Files.move(folder.resolve("results"), folder.resolve("moved"));
        Files.createSymbolicLink(folder.resolve("results"), folder.resolve("gone"));
        Shell.Result report = shell.run("report");
        assertEquals(7, report.exit(), report.err());
        assertTrue(report.err().contains("results is a link to a place that is gone"), report.err());
    }

    @Test
    void aFolderInThePlaceOfATableIsNamed() throws IOException {
        Shell shell = new Shell(folder);
        Path table = Files.createDirectories(folder.resolve("results/tables/sim.rates.arrow"));
        Shell.Result run = shell.run("run");
        assertEquals(7, run.exit(), run.err());
        assertTrue(run.err().contains(table + ": this is a folder where a file should be: move it away"), run.err());
    }

    @Test
    void aFailedRunDoesNotClaimThatAllResultsAreThere() throws IOException {
        Shell shell = new Shell(folder);
        Files.createDirectories(folder.resolve("results/trial/report.html/not-a-file"));
        Shell.Result run = shell.run("run", "-p", Shell.FAILING);
        assertEquals(1, run.exit());
        assertTrue(run.err().contains("warning: the report cannot be written"), run.err());
        assertFalse(run.err().contains("all results are there"), run.err());
    }

    @Test
    void aVerdictIsGivenEvenIfItCannotBeSaved() throws IOException {
        Shell shell = new Shell(folder);
        shell.run("verify", "--update");
        Files.deleteIfExists(folder.resolve("results/verification.json"));
        Files.createDirectories(folder.resolve("results/verification.json"));
        Shell.Result verify = shell.run("verify", "--cached");
        assertEquals(0, verify.exit(), verify.err());
        assertTrue(verify.out().contains("REPRODUCED"), verify.out());
        assertTrue(verify.err().contains("verification.json"), verify.err());
    }

    @Test
    void aFileInThePlaceOfTheVerdictIsMovedAsideAndNamed() throws IOException {
        Shell shell = new Shell(folder);
        shell.run("verify", "--update");
        Path verdict = Files.createDirectories(folder.resolve("results")).resolve("verification.json");
        Files.writeString(verdict, "mine");
        Shell.Result verify = shell.run("verify", "--cached");
        assertEquals(0, verify.exit(), verify.err());
        assertTrue(
                verify.err().contains("warning: another verification.json is now " + verdict + ".kept"), verify.err());
        assertEquals("mine", Files.readString(folder.resolve("results/verification.json.kept")));
    }

    @Test
    void anEditedVerdictIsMovedAsideAndNotRepeatedByTheReport() throws IOException {
        Shell shell = new Shell(folder);
        shell.run("verify", "--update");
        shell.run("run", "-p", "seed=2");
        shell.write(Shell.PIPELINE.replace("seed: 1", "seed: 2"));
        assertEquals(4, shell.run("verify", "--cached").exit());
        Path verdict = folder.resolve("results/verification.json");
        Files.writeString(verdict, Files.readString(verdict).replace("\"changed\"", "\"reproduced\""));
        Shell.Result run = shell.run("run");
        assertTrue(run.err().contains("that file is now " + verdict + ".kept"), run.err());
        assertFalse(Files.readString(folder.resolve("results/report.html")).contains("REPRODUCED"));
    }

    @Test
    void aMissingFolderForTemporaryFilesIsNamedWithItsOption() {
        String usual = System.getProperty("java.io.tmpdir");
        Path missing = folder.resolve("missing");
        System.setProperty("java.io.tmpdir", missing.toString());
        try {
            String said = FileFailure.describe(
                    new NoSuchFileException(missing.resolve("scratch-1").toString()));
            assertTrue(said.contains("there is no such file or folder"), said);
            assertTrue(said.contains("-Djava.io.tmpdir=FOLDER"), said);
        } finally {
            System.setProperty("java.io.tmpdir", usual);
        }
    }

    /** A folder that nobody may write to, not even root. */
    private static Path unwritable() {
        Path process = Path.of("/proc/self");
        assumeTrue(Files.isDirectory(process) && !Files.isWritable(process));
        return process;
    }

    @Test
    void nothingIsComputedIfResultsCannotBeWritten() throws IOException {
        Shell shell = new Shell(folder);
        Path results = Files.createSymbolicLink(folder.resolve("results"), unwritable());
        Shell.Result run = shell.run("run");
        Files.delete(results); // JUnit warns of it
        assertEquals(7, run.exit(), run.err());
        assertTrue(run.err().contains("results cannot be written; make it writable, and start again"), run.err());
        assertTrue(
                shell.run("status").out().contains("2 of 2"),
                shell.run("status").out());
    }

    @Test
    void nothingIsComputedIfTheFileForJunitCannotBeWritten() throws IOException {
        Shell shell = new Shell(folder);
        shell.run("run");
        shell.run("verify", "--cached", "--update");
        Shell.Result verify =
                shell.run("verify", "--junit", unwritable().resolve("junit.xml").toString());
        assertEquals(7, verify.exit(), verify.err());
        assertTrue(verify.err().contains("cannot be written; make it writable"), verify.err());
        assertFalse(verify.err().contains("points"), verify.err());
    }

    /** A folder without rights to execute shows in the same way: the library is not unpacked, or not loaded. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"run", "run --audit all", "verify", "show sim.membrane --csv"})
    void aNativeLibraryThatCannotBeUnpackedIsExplainedInOneLine(String command) throws Exception {
        Shell shell = new Shell(folder);
        shell.write(
                Shell.PIPELINE.replace("record: {spikes: [E]", "record: {membrane: [E], neurons: 0..39, spikes: [E]"));
        if (!command.equals("run")) {
            shell.run("run");
            assertEquals(0, shell.run("verify", "--cached", "--update").exit());
        }
        List<String> options = new ArrayList<>(ChildJvm.STARTS_FAST);
        options.add("-DZstdTempFolder=" + folder.resolve("missing"));
        List<String> arguments = new ArrayList<>(List.of(command.split(" ")));
        arguments.addAll(1, List.of("--file", shell.file().toString()));
        try (ChildJvm child = ChildJvm.start(options, Main.class, arguments.toArray(String[]::new))) {
            assertNotEquals(0, child.join());
            String said = String.join("\n", child.lines());
            assertTrue(said.contains("the zstd library cannot be loaded (Cannot unpack"), said);
            assertTrue(said.contains("java -DZstdTempFolder=FOLDER"), said);
            assertFalse(said.contains("java.lang."), said);
            assertFalse(said.contains("java.library.path"), said);
        }
    }

    @Test
    void aFullDiskIsNamedInEveryLanguage() throws IOException {
        // A file system without space, which Linux always has.
        Path full = Path.of("/sys/fs");
        assumeTrue(Files.isDirectory(full) && Files.getFileStore(full).getUsableSpace() == 0);
        String said = FileFailure.describe(new FileSystemException("/sys/fs/report.html", null, "Kein Platz"));
        assertEquals(
                "/sys/fs/report.html: Kein Platz; the disk of /sys/fs is full: free some space there, and start again",
                said);
    }
}
