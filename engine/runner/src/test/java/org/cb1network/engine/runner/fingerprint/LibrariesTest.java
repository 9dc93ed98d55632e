package org.cb1network.engine.runner.fingerprint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Third-party libraries: a jar {@code maths} that needs {@code arrays}, and {@code fast}, which implements a service of
 * it.
 */
class LibrariesTest {

    private static final String STAGE = "org.cb1network.stages.science.S";

    @TempDir
    private Path folder;

    private SortedMap<String, byte[]> classes = new TreeMap<>();
    private List<Path> classPath = List.of();

    @BeforeEach
    void compile() throws IOException {
        classes = Sources.of(
                        "package org.cb1network.stages.science; class S { double compute() { return org.maths.Stats.mean(); } }",
                        "package org.maths; public class Stats { public static double mean() { return org.arrays.Sum.of(); } }",
                        "package org.arrays; public class Sum { public static double of() { return 1; } }",
                        "package org.fast; public class Fast extends org.maths.Stats {}",
                        "package org.unused; public class Unused {}")
                .compile();
        classPath = List.of(
                jar(
                        "maths-1.2.jar",
                        "org/maths/",
                        "META-INF/maven/org.maths/maths/pom.properties",
                        "groupId=org.maths\nartifactId=maths\nversion=1.2\n"),
                jar("arrays-7.jar", "org/arrays/", "META-INF/LICENSE", "free"),
                jar("fast-3.jar", "org/fast/", "META-INF/services/org.maths.Stats", "org.fast.Fast"),
                jar("unused-1.jar", "org/unused/", "META-INF/LICENSE", "free"),
                jar("ours-1.jar", "org/cb1network/", "META-INF/LICENSE", "ours"));
    }

    @Test
    void aLibraryCountsByCoordinatesAndDigestWithAllThatItNeeds() {
        CodeFingerprint fingerprint = fingerprint(LibraryTable.read(classPath));

        assertEquals(
                Set.of("org.maths:maths:1.2", "arrays-7", "fast-3"),
                fingerprint.libraries().keySet());
        assertTrue(fingerprint.libraries().values().stream().allMatch(digest -> digest.matches("[0-9a-f]{64}")));
        assertEquals(Set.of(), fingerprint.reasons());
    }

    @Test
    void anotherBuildOfALibraryChangesTheDigest() throws IOException {
        String before = fingerprint(LibraryTable.read(classPath)).digest();
        jar("arrays-7.jar", "org/arrays/", "META-INF/LICENSE", "not free");

        assertNotEquals(before, fingerprint(LibraryTable.read(classPath)).digest());
    }

    @Test
    void theTableOfAProgramMatchesItsClassPath() {
        LibraryTable jars = LibraryTable.read(classPath);
        LibraryTable table = LibraryTable.parse(jars.toBytes());

        assertEquals(fingerprint(jars), fingerprint(table));
        assertArrayEquals(jars.toBytes(), table.toBytes());
    }

    @Test
    void theTableDependsNeitherOnFoldersNorOnTheOrderOfTheClassPath() throws IOException {
        byte[] before = LibraryTable.read(classPath).toBytes();
        Path other = Files.createDirectory(folder.resolve("other"));
        List<Path> moved = classPath.stream()
                .map(jar -> copy(jar, other))
                .collect(Collectors.collectingAndThen(Collectors.toList(), list -> {
                    java.util.Collections.reverse(list);
                    return list;
                }));

        assertArrayEquals(before, LibraryTable.read(moved).toBytes());
        assertFalse(new String(before, StandardCharsets.UTF_8).contains(folder.toString()));
        assertFalse(new String(before, StandardCharsets.UTF_8).contains("ours"));
    }

    @Test
    void classesOfNoKnownLibraryAreFollowed() {
        CodeFingerprint before = fingerprint(Sample.NO_LIBRARIES);
        classes.putAll(Sources.of("package org.arrays; public class Sum { public static double of() { return 2; } }")
                .compile());

        assertEquals(
                List.of("class org.arrays.Sum changed: method of(), reached by S -> Stats -> Sum"),
                fingerprint(Sample.NO_LIBRARIES).changesSince(before));
    }

    @Test
    void aMissingThirdPartyClassIsReported() {
        classes.keySet().removeIf(name -> name.startsWith("org/maths/"));

        assertEquals(
                Set.of("class org.maths.Stats is missing on the class path"),
                fingerprint(Sample.NO_LIBRARIES).reasons());
    }

    @Test
    void aDamagedTableIsRejectedWithTheLine() {
        byte[] damaged = "cb1-libraries\t1\nneeds\tnothing\n".getBytes(StandardCharsets.UTF_8);

        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> LibraryTable.parse(damaged));

        assertTrue(e.getMessage().contains("line 2"), e.getMessage());
    }

    private CodeFingerprint fingerprint(LibraryTable libraries) {
        return new CodeFingerprinter(ClassSource.of(classes), libraries).of(STAGE);
    }

    private Path jar(String file, String classFolder, String extraName, String extra) throws IOException {
        Map<String, byte[]> content = new TreeMap<>(classes.subMap(classFolder, classFolder + Character.MAX_VALUE));
        content.put(extraName, extra.getBytes(StandardCharsets.UTF_8));
        Path path = folder.resolve(file);
        try (OutputStream out = Files.newOutputStream(path);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> entry : content.entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setTime(0);
                zip.putNextEntry(header);
                zip.write(entry.getValue());
            }
        }
        return path;
    }

    private static Path copy(Path file, Path into) {
        try {
            return Files.copy(file, into.resolve(file.getFileName()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
