package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands replace only files written by this program. */
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
        assertEquals(-1, java.util.Arrays.mismatch(before, Files.readAllBytes(file)));
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
