package org.cb1network.engine.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.cb1network.cache.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data, resources and locks enter digests byte by byte, so git must not change their line ends, whatever a user has set. */
class CheckoutTest {

    private static final Path REPOSITORY = Path.of("../..").toAbsolutePath().normalize();

    /** What is read when results are computed or compared, and the scripts that start the program. */
    private static final Pattern READ =
            Pattern.compile("(pipeline[^/]*|reference/.*|examples/.*|.*/src/(main|test)/resources/.*)(?<!\\.jar)");

    private static final Set<String> NOT_IN_GIT = Set.of(".git", "target", ".pipeline", "results");

    @TempDir
    private Path folder;

    @TempDir
    private Path checkout;

    @Test
    void aCheckoutWithTheLineEndsOfWindowsHasTheSameBytes() throws Exception {
        Shell.requireProgram("git");
        Map<Path, String> files = digests(REPOSITORY);
        assertTrue(files.containsKey(Path.of("reference/brian2.csv")), "the files are found: " + files.keySet());
        for (Path name : files.keySet()) {
            copy(name);
        }
        copy(Path.of(".gitattributes"));
        git("init", "-q");
        git("add", "-f", ".");
        git("-c", "core.autocrlf=true", "checkout-index", "--all", "--prefix=" + checkout + "/");
        digests(checkout).forEach(files::remove);
        assertEquals(Map.of(), files, "these are different or missing");
    }

    private void copy(Path name) throws IOException {
        Path copy = folder.resolve(name);
        Files.createDirectories(folder.resolve(name).resolveSibling("."));
        Files.copy(REPOSITORY.resolve(name), copy);
    }

    private void git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        Collections.addAll(command, arguments);
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    /** Returns the digests of the files that are read, by name. */
    private static Map<Path, String> digests(Path root) throws IOException {
        Map<Path, String> digests = new TreeMap<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_IN_GIT.contains(String.valueOf(folder.getFileName()))
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Path name = root.relativize(file);
                if (READ.matcher(name.toString().replace('\\', '/')).matches()) {
                    digests.put(name, Digest.of(file).hex());
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return digests;
    }
}
