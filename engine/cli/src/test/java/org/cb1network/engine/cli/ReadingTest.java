package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that only read create and change nothing, and do not take a slip for an empty store. */
class ReadingTest {

    private static final List<List<String>> READING = List.of(
            List.of("plan"),
            List.of("run", "-n"),
            List.of("status"),
            List.of("why", "sim"),
            List.of("dag"),
            List.of("log"),
            List.of("show", "sim"),
            List.of("show", "mean-rates.summary"),
            List.of("diff", "last", "last"),
            List.of("report"),
            List.of("repeat"),
            List.of("tables", "sim.rates", "--to", "never.csv"),
            List.of("push"),
            List.of("doctor", "-n"),
            List.of("doctor"),
            List.of("gc", "--unreachable", "-n"),
            List.of("gc", "--unreachable"));

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void open() throws IOException {
        shell = new Shell(folder);
    }

    private Map<String, String> files(Path root) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path file : all.toList()) {
                files.put(file.toString(), Files.getLastModifiedTime(file).toString());
            }
        }
        return files;
    }

    @Test
    void withoutAStoreNothingIsMade() throws IOException {
        Map<String, String> before = files(folder);
        for (List<String> command : READING) {
            Shell.Result result = shell.run(command.toArray(String[]::new));
            assertFalse(result.err().contains("mistake in the program"), result.err());
            assertEquals(before, files(folder), command.toString());
        }
    }

    @Test
    void aSlipInTheNameOfTheStoreIsNamedAndMakesNone() throws IOException {
        shell.run("run");
        Map<String, String> before = files(folder);
        Path slip = folder.resolve("stroe");
        for (List<String> command : READING) {
            List<String> all = Stream.concat(command.stream(), Stream.of("--cache-dir", slip.toString()))
                    .toList();
            if (!List.of("dag", "log", "diff").contains(command.get(0))) {
                Shell.Result result = shell.run(all.toArray(String[]::new));
                assertEquals(6, result.exit(), command + result.err());
                assertTrue(result.err().contains("There is no store at " + slip), result.err());
            }
            assertEquals(before, files(folder), command.toString());
        }
    }

    @Test
    void aSlipInTheNameOfTheStoreIsNamedToWhomTracesOrExportsAFigure() throws IOException {
        shell.write(Shell.WITH_A_FIGURE);
        shell.run("run");
        shell.run("verify", "--cached", "--update");
        String slip = folder.resolve("stroe").toString();
        String figure = folder.resolve("results/figures/curves.svg").toString();
        Path bundle = folder.resolve("bundle.zip");
        for (List<String> command : List.of(List.of("trace", figure), List.of("export", bundle.toString()))) {
            Shell.Result result = shell.run(command.get(0), command.get(1), "--cache-dir", slip);
            assertEquals(6, result.exit(), command + result.err());
            assertTrue(result.err().contains("There is no store at " + slip), result.err());
        }
        assertFalse(Files.exists(bundle));
        assertFalse(Files.exists(Path.of(slip)));
    }

    @Test
    void aStoreIsLeftAsItIs() throws IOException {
        shell.run("run");
        Map<String, String> before = files(folder.resolve(".pipeline"));
        for (List<String> command : READING.subList(0, 10)) {
            assertEquals(0, shell.run(command.toArray(String[]::new)).exit(), command.toString());
            assertEquals(before, files(folder.resolve(".pipeline")), command.toString());
        }
    }

    @Test
    void aPageIsNotReplacedByAnEmptyOne() throws IOException {
        shell.run("run");
        Path page = folder.resolve("results/report.html");
        byte[] good = Files.readAllBytes(page);
        shell.write(Shell.PIPELINE.replace("seed: 1", "seed: 2"));
        Shell.Result report = shell.run("report");
        assertEquals(3, report.exit());
        assertEquals(
                "pipeline: there are no results to report; 'run' computes them",
                report.err().strip());
        assertArrayEquals(good, Files.readAllBytes(page));
    }

    @Test
    void aStoreOfAnotherFormatIsNamedBeforeTheWork() throws IOException {
        shell.run("verify", "--update");
        shell.run("run");
        Path format = folder.resolve(".pipeline/store/FORMAT");
        String text = Files.readString(format).replace("format 2", "format 1");
        CRC32C crc = new CRC32C();
        String head = text.substring(0, text.indexOf("check "));
        crc.update(head.getBytes(StandardCharsets.US_ASCII));
        Files.writeString(format, head + "check " + String.format("%08x", crc.getValue()) + "\n");
        for (List<String> command : Stream.concat(READING.stream(), Stream.of(List.of("verify"), List.of("run")))
                .toList()) {
            if (!List.of("dag", "log").contains(command.get(0))) {
                Shell.Result result = shell.run(command.toArray(String[]::new));
                assertEquals(6, result.exit(), command + result.err());
                assertTrue(result.err().contains("has format 1; this program needs format 2"), result.err());
                assertFalse(result.err().contains("computing"), result.err());
            }
        }
    }
}
