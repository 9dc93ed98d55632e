package org.cb1network.engine.runner.fingerprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program as built and run: classes in a folder or in one jar, and the index computed at build time. */
class ProgramTest {

    private static final LibraryTable LIBRARIES = Sample.NO_LIBRARIES;

    @TempDir
    private Path folder;

    private final SortedMap<String, byte[]> classes = Sample.sources().compile();

    @Test
    void theFingerprintIsTheSameFromAFolderAndFromAJar() throws IOException {
        for (Map.Entry<String, byte[]> file : classes.entrySet()) {
            Path path = folder.resolve("classes").resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getValue());
        }
        CodeFingerprint expected = fingerprint(ClassSource.of(classes));

        try (URLClassLoader inFolder = loader(folder.resolve("classes"));
                URLClassLoader inJar = loader(jar("classes.jar", classes))) {
            assertEquals(expected, fingerprint(ClassSource.of(inFolder)));
            assertEquals(expected, fingerprint(ClassSource.of(inJar)));
            assertEquals(
                    ClassSource.of(inFolder).list("org/cb1network/stages/network/"),
                    ClassSource.of(inJar).list("org/cb1network/stages/network/"));
        }
    }

    @Test
    void theIndexHasAllStagesWithTheirDigests() {
        CodeIndex index = index(classes);

        assertEquals(Set.of(Sample.STAGE), index.digests().keySet());
        assertEquals(
                fingerprint(ClassSource.of(classes)).digest(),
                index.digest(Sample.STAGE).orElseThrow());
        assertEquals(index, CodeIndex.parse(index.toBytes()).orElseThrow());
    }

    @Test
    void theIndexOfAJarIsUsedWithoutReadingClasses() throws IOException {
        CodeIndex index = new CodeIndex(index(classes).files(), Map.of(Sample.STAGE, "as told"));
        try (URLClassLoader program = loader(program(classes, index))) {
            assertEquals("as told", CodeFingerprinter.of(program).digestOf(Sample.STAGE));
        }
    }

    @Test
    void theIndexOfOtherClassesIsNotUsed() throws IOException {
        CodeIndex index = new CodeIndex(index(classes).files(), Map.of(Sample.STAGE, "of other classes"));
        SortedMap<String, byte[]> edited =
                Sample.sources().edit("return x * 3", "return x * 4").compile();
        try (URLClassLoader program = loader(program(edited, index))) {
            String digest = CodeFingerprinter.of(program).digestOf(Sample.STAGE);

            assertEquals(fingerprint(ClassSource.of(edited)).digest(), digest);
            assertNotEquals(fingerprint(ClassSource.of(classes)).digest(), digest);
        }
    }

    @Test
    void aStageOfAPluginIsFollowedIntoTheProgram() throws IOException {
        Sources sources = Sample.sources()
                .with(
                        "package com.example; public class MyStage { org.cb1network.stages.network.Phase phase; Own own; }")
                .with("package com.example; public class Own { int value() { return 1; } }");
        Map<String, byte[]> own = new TreeMap<>(sources.compile().subMap("com/", "com/~"));
        Map<String, byte[]> edited =
                new TreeMap<>(sources.edit("return 1;", "return 2;").compile().subMap("com/", "com/~"));

        try (URLClassLoader program = loader(program(classes, index(classes)));
                URLClassLoader plugin = loader(jar("plugin.jar", own), program);
                URLClassLoader newer = loader(jar("newer.jar", edited), program)) {
            CodeFingerprint before = CodeFingerprinter.of(plugin).of("com.example.MyStage");

            assertEquals(
                    Set.of(
                            "class com.example.MyStage",
                            "class com.example.Own",
                            "class org.cb1network.stages.network.Phase"),
                    before.reached().keySet());
            assertEquals(
                    List.of("class com.example.Own changed: method value(), reached by MyStage -> Own"),
                    CodeFingerprinter.of(newer).of("com.example.MyStage").changesSince(before));
        }
    }

    @Test
    void aDamagedIndexIsNotUsed() {
        String good = new String(index(classes).toBytes(), StandardCharsets.UTF_8);
        for (String bad : List.of("", "x", good.substring(0, good.length() / 2), good.replace('\t', ' '))) {
            SortedMap<String, byte[]> files = new TreeMap<>(classes);
            files.put(CodeIndex.RESOURCE, bad.getBytes(StandardCharsets.UTF_8));

            assertTrue(CodeIndex.of(withStamps(files)).digests().isEmpty(), bad);
        }
    }

    @Test
    void anIndexThatIsNotInAJarIsNotUsed() {
        SortedMap<String, byte[]> files = new TreeMap<>(classes);
        files.put(CodeIndex.RESOURCE, index(classes).toBytes());

        assertTrue(CodeIndex.of(ClassSource.of(files)).digests().isEmpty());
        files.put(LibraryTable.RESOURCE, LIBRARIES.toBytes());
        assertFalse(CodeIndex.of(withStamps(files)).digests().isEmpty());
    }

    @Test
    void anUnknownStageInterfaceStopsTheBuild() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> CodeIndex.take(ClassSource.of(classes), LIBRARIES, "org.cb1network.No"));

        assertTrue(e.getMessage().contains("org.cb1network.No"), e.getMessage());
    }

    private static CodeIndex index(Map<String, byte[]> classes) {
        return CodeIndex.take(ClassSource.of(classes), LIBRARIES, "org.cb1network.engine.stage.Stage");
    }

    private static CodeFingerprint fingerprint(ClassSource source) {
        return new CodeFingerprinter(source, LIBRARIES).of(Sample.STAGE);
    }

    private static ClassSource withStamps(Map<String, byte[]> files) {
        ClassSource plain = ClassSource.of(files);
        return new ClassSource() {
            @Override
            public Optional<byte[]> bytes(String resource) {
                return plain.bytes(resource);
            }

            @Override
            public SortedSet<String> list(String within) {
                return plain.list(within);
            }

            @Override
            public long stamp(String resource) {
                return bytes(resource).map(ClassSource::stampOf).orElse(-1L);
            }
        };
    }

    private Path program(Map<String, byte[]> files, CodeIndex index) throws IOException {
        Map<String, byte[]> all = new TreeMap<>(files);
        all.put(CodeIndex.RESOURCE, index.toBytes());
        all.put(LibraryTable.RESOURCE, LIBRARIES.toBytes());
        return jar("program.jar", all);
    }

    private Path jar(String name, Map<String, byte[]> files) throws IOException {
        Path path = folder.resolve(name);
        try (OutputStream out = Files.newOutputStream(path);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("org/"));
            zip.putNextEntry(new ZipEntry("org/cb1network/"));
            zip.putNextEntry(new ZipEntry("org/cb1network/stages/network/"));
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                zip.write(file.getValue());
            }
        }
        return path;
    }

    private static URLClassLoader loader(Path place) throws MalformedURLException {
        return loader(place, null);
    }

    private static URLClassLoader loader(Path place, @Nullable ClassLoader parent) throws MalformedURLException {
        return new URLClassLoader(new URL[] {place.toUri().toURL()}, parent);
    }
}
