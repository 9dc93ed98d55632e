package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands replace only files written by this program, and write nothing else into a store. */
class OwnFileTest {

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void lock() throws IOException {
        shell = new Shell(folder);
        assertEquals(0, shell.run("verify", "--update").exit());
        assertEquals(0, shell.run("run").exit());
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private void assertKept(Path file, String... command) throws IOException {
        byte[] before = Files.readAllBytes(file);
        Shell.Result result = shell.run(command);
        assertEquals(2, result.exit(), result.err());
        assertTrue(
                result.err().contains("written by this program; name another file, or remove it first"), result.err());
        assertEquals(-1, Arrays.mismatch(before, Files.readAllBytes(file)));
    }

    @Test
    void aJUnitFileReplacesNoOtherXml() throws IOException {
        for (String other :
                new String[] {"<?xml version=\"1.0\"?><project/>", "<?xml?><testsuites name=\"theirs\"/>", ""}) {
            Path xml = file("pom.xml", other);
            assertKept(xml, "verify", "--cached", "--junit", xml.toString());
        }
    }

    @Test
    void aJUnitFileReplacesAnEarlierOne() {
        String junit = folder.resolve("junit.xml").toString();
        assertEquals(0, shell.run("verify", "--cached", "--junit", junit).exit());
        assertEquals(0, shell.run("verify", "--cached", "--junit", junit).exit());
    }

    @Test
    void aBundleReplacesNoOtherZip() throws IOException {
        Path zip = folder.resolve("thesis.zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("thesis.tex"));
        }
        assertKept(zip, "export", zip.toString());
        Path text = file("PK.txt", "PK is how zip files begin");
        assertKept(text, "export", text.toString());
    }

    @Test
    void aBundleReplacesAnEarlierOne() {
        String zip = folder.resolve("bundle.zip").toString();
        assertEquals(0, shell.run("export", zip).exit());
        Shell.Result again = shell.run("export", zip);
        assertEquals(0, again.exit(), again.err());
        assertEquals(0, shell.run("verify", zip).exit());
    }

    @Test
    void whatAKilledCommandLeftOfItsFileIsRemovedByTheNextOneButNothingElseOfTheFolder() throws IOException {
        Path zip = folder.resolve("bundle.zip");
        Path csv = folder.resolve("rates.csv");
        Path junit = folder.resolve("junit.xml");
        List<Path> left = List.of(old(".bundle.zip"), old(".rates.csv"), old(".junit.xml"), old(".pipeline.lock"));
        Path other = old(".notes");
        assertEquals(0, shell.run("export", zip.toString()).exit());
        assertEquals(0, shell.run("tables", "sim.rates", "--to", csv.toString()).exit());
        assertEquals(
                0,
                shell.run("verify", "--cached", "--update", "--junit", junit.toString())
                        .exit());
        left.forEach(file -> assertFalse(Files.exists(file), file.toString()));
        assertTrue(Files.exists(other), "a file of another program");
    }

    /** What a process that ended an hour ago wrote first, before it would have been renamed. */
    private Path old(String name) throws IOException {
        Path file = file(name + ".999999999.tmp", "half of it");
        return Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(3600)));
    }

    @Test
    void aReportReplacesNoOtherPage() throws IOException {
        String notes = "<!DOCTYPE html><p>notes";
        Path page = Files.writeString(folder.resolve("results/report.html"), notes);
        Shell.Result run = shell.run("run");
        assertTrue(run.err().contains("that file is now " + page + ".kept"), run.err());
        assertEquals(notes, Files.readString(folder.resolve("results/report.html.kept")));
        assertTrue(Files.readString(page).contains("mean-rates"));
        Files.writeString(page, notes);
        assertEquals(0, shell.run("report").exit());
        assertEquals(notes, Files.readString(folder.resolve("results/report.html.kept2")));
    }

    @Test
    void nothingElseIsWrittenIntoAStore() throws IOException {
        Path store = folder.resolve(".pipeline/store");
        String inside = store + "/packs/new";
        String link = Files.createSymbolicLink(folder.resolve("link"), store)
                .resolve("x.csv")
                .toString();
        shell.write(Shell.PIPELINE + "remotes:\n  inside: {url: .pipeline/store/remote}\n");
        List<Path> before = files(store);
        for (List<String> command : List.of(
                List.of("tables", "sim.rates", "--to", store.toString()),
                List.of("tables", "sim.rates", "--to", inside + ".csv"),
                List.of("tables", "sim.rates", "--to", link),
                List.of("export", inside + ".zip"),
                List.of("verify", "--cached", "--junit", inside + ".xml"),
                List.of("verify", "--scratch-dir", store.toString()),
                List.of("run", "--cache-dir", inside, "--no-remote"),
                List.of("push"))) {
            Shell.Result result = shell.run(command.toArray(String[]::new));
            assertTrue(List.of(2, 6, 7).contains(result.exit()), command + " " + result);
            assertTrue(result.err().contains(" is in the store " + store.toRealPath()), command + " " + result);
        }
        assertEquals(2, Shell.raw("init", inside).exit());
        assertEquals(before, files(store));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            return all.sorted().toList();
        }
    }

    @Test
    void aStoreDoesNotHoldTheResults() {
        Shell.Result result = shell.run(
                "run",
                "--profile",
                "longer",
                "--cache-dir",
                folder.resolve("results/longer").toString());
        assertEquals(2, result.exit());
        assertTrue(result.err().contains("into the store " + folder.resolve("results/longer")), result.err());
        assertFalse(Files.exists(folder.resolve("results/longer")));
    }

    @Test
    void aTruncatedOrEmptyReportIsWrittenAgain() throws IOException {
        Path page = folder.resolve("results/report.html");
        String good = Files.readString(page);
        for (int length : new int[] {0, good.length() / 2}) {
            Files.writeString(page, good.substring(0, length));
            assertEquals(0, shell.run("run").exit());
            assertEquals(good, Files.readString(page));
        }
    }
}
