package org.cb1network.engine.runner.fingerprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which classes and resources count: small projects, one for each rule. The stage is always {@code S}. */
class WhatAStageReachesTest {

    private static final String PACKAGE =
            "package org.cb1network.stages.science; import java.util.*; import java.util.function.*; ";
    private static final String BOUNDARY = "@org.cb1network.engine.stage.EngineBoundary ";

    // Names

    @ParameterizedTest
    @ValueSource(
            strings = {
                "class S extends Other {}",
                "class S { Other field; }",
                "class S { Other[][] result() { return null; } }",
                "class S { void compute(Other parameter) {} }",
                "class S { List<Map<String, ? extends Other>> field; }",
                "record S(List<Other> components) {}",
                "class S { void compute() { new Other(); } }",
                "class S { Object compute() { return new Other[0]; } }",
                "class S { Object compute() { return Other.class; } }",
                "class S { Object compute(Object o) { return (Other) o; } }",
                "class S { boolean compute(Object o) { return o instanceof Other; } }",
                "class S { void compute() { try { hashCode(); } catch (Other e) {} } }",
                "class S { void compute() throws Other {} }",
                "class S { int compute() { return Other.value; } }",
                "class S { void compute() { Other.call(); } }",
                "class S { Runnable compute() { return Other::call; } }",
                "class S { Supplier<Integer> compute() { return () -> Other.value; } }",
                "class S { class Inner { void compute() { Other.call(); } } }",
                "class S { Object compute() { return new Object() { int x = Other.value; }; } }",
                "class S { @Marked(Other.class) void compute() {} }"
            })
    void aClassThatIsNamedCounts(String stage) {
        assertTrue(reached(
                        stage,
                        "class Other extends RuntimeException { static int value = Integer.valueOf(3); static void call() {} }",
                        "@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) @interface Marked { Class<?> value(); }")
                .contains("Other"));
    }

    @Test
    void classesNamedByANamedClassCount() {
        assertEquals(
                Set.of("S", "First", "Second"),
                reached(
                        "class S { First first; }",
                        "class First { Second second; }",
                        "class Second {}",
                        "class Third {}"));
    }

    @Test
    void theSubclassesThatASealedTypePermitsCount() {
        assertEquals(
                Set.of("S", "Shape", "Square"),
                reached(
                        "record S(Shape shape) {}",
                        "sealed interface Shape permits Square {}",
                        "final class Square implements Shape {}"));
    }

    @Test
    void aSubclassThatNothingNamesDoesNotCount() {
        assertFalse(reached("class S { Shape shape; }", "interface Shape {}", "class Square implements Shape {}")
                .contains("Square"));
    }

    @Test
    void nestedClassesCountWithTheClassAroundThem() {
        Sources sources = Sources.of(
                PACKAGE + "class S { Outer.Used used; }",
                PACKAGE + "class Outer { static class Used {} static class Other { int x = 1; } }");

        assertEquals(
                List.of(
                        "class org.cb1network.stages.science.Outer changed: constructor() of Other, reached by S -> Outer"),
                fingerprint(sources.edit("x = 1", "x = 2")).changesSince(fingerprint(sources)));
    }

    @Test
    void aConstantOfAnotherClassCountsByItsValue() {
        Sources sources = Sources.of(
                PACKAGE + "class S { int compute() { return Other.SIZE; } }",
                PACKAGE + "class Other { static final int SIZE = 3; int unrelated = 1; }");
        String digest = fingerprint(sources).digest();

        assertEquals(
                digest,
                fingerprint(sources.edit("unrelated = 1", "unrelated = 2")).digest());
        assertFalse(
                digest.equals(fingerprint(sources.edit("SIZE = 3", "SIZE = 4")).digest()));
    }

    // The boundary

    @Test
    void nothingBehindTheBoundaryCounts() {
        assertEquals(
                Set.of("S"),
                reached(
                        "class S { long compute(Context context) { return context.seed(); } }",
                        BOUNDARY + "interface Context { long seed(); default long other() { return Engine.LAST; } }",
                        "class Engine implements Context { static long LAST = 3; public long seed() { return LAST; } }"));
    }

    @Test
    void aWholePackageCanBeABoundary() {
        Sources sources = Sources.of(
                PACKAGE + "class S { long compute() { return org.cb1network.engine.Api.seed(); } }",
                BOUNDARY + "package org.cb1network.engine;",
                "package org.cb1network.engine; public class Api { public static long seed() { return 1; } }");

        assertEquals(Set.of("S"), names(fingerprint(sources)));
    }

    @Test
    void theTypesThatTheEngineExchangesWithAStageCount() {
        assertEquals(
                Set.of("S", "Table"),
                reached(
                        "class S { Object compute(Context context) { return context.inputs().get(0); } }",
                        BOUNDARY + "interface Context { List<Table> inputs(); }",
                        "final class Table {}"));
    }

    @Test
    void anOpenTypeThatTheEngineExchangesMayBeOfAnyClass() {
        CodeFingerprint fingerprint = fingerprint(Sources.of(
                PACKAGE + "class S { void compute(Context context) { context.input(); } }",
                PACKAGE + BOUNDARY + "interface Context { Input input(); }",
                PACKAGE + "interface Input {}",
                PACKAGE + "class FileInput implements Input {}"));

        assertTrue(names(fingerprint).contains("FileInput"));
        assertEquals(
                Set.of("class org.cb1network.stages.science.Input is open and comes from the engine,"
                        + " so everything in org.cb1network.* is included"),
                fingerprint.reasons());
    }

    // Reflection

    @Test
    void reflectionMakesEverythingOfTheSameOriginCount() {
        CodeFingerprint fingerprint = fingerprint(Sources.of(
                PACKAGE + "class S { void compute(String name) throws Exception { Class.forName(name); } }",
                "package org.cb1network.stages.network; class Far {}",
                "package com.example; class Foreign {}"));

        assertEquals(Set.of("S", "Far"), names(fingerprint));
        assertEquals(
                Set.of(
                        "class org.cb1network.stages.science.S uses Class.forName, so everything in org.cb1network.* is included"),
                fingerprint.reasons());
    }

    @Test
    void aClassNamedByAStringInReflectiveCodeCounts() {
        assertTrue(names(fingerprint(Sources.of(
                        PACKAGE
                                + "class S { void compute() throws Exception { Class.forName(\"com.example.Named\"); } }",
                        "package com.example; class Named {}")))
                .contains("Named"));
    }

    // Resources

    @Test
    void aResourceCountsWhereItIsReadAndOnlyThere() {
        SortedMap<String, byte[]> classes = Sources.of(
                        PACKAGE + "class S { Object compute() { return Theme.read(); } }",
                        PACKAGE + "class T {}",
                        PACKAGE
                                + "class Theme { static Object read() { return S.class.getResourceAsStream(\"theme.txt\"); } }")
                .compile();
        put(classes, "org/cb1network/stages/science/theme.txt", "red");
        put(classes, "org/cb1network/stages/science/other.txt", "one");
        CodeFingerprint stage = fingerprint(classes);
        String other = digest(classes, "T");
        put(classes, "org/cb1network/stages/science/other.txt", "two");
        assertEquals(stage, fingerprint(classes));

        put(classes, "org/cb1network/stages/science/theme.txt", "blue");

        assertEquals(
                List.of("resource org/cb1network/stages/science/theme.txt changed: content,"
                        + " reached by S -> Theme -> org/cb1network/stages/science/theme.txt"),
                fingerprint(classes).changesSince(stage));
        assertEquals(other, digest(classes, "T"));
    }

    @Test
    void everyFileOfANamedFolderCounts() {
        SortedMap<String, byte[]> classes = Sources.of(PACKAGE
                        + "class S { Object compute(String file) { return S.class.getResource(\"/fonts/\" + file); } }")
                .compile();
        put(classes, "fonts/bold.ttf", "bold");
        put(classes, "other/plain.ttf", "plain");

        assertEquals(List.of("fonts/bold.ttf"), fingerprint(classes).resources());
    }

    @Test
    void ifNoResourceIsNamedAllOfTheSameOriginCount() {
        SortedMap<String, byte[]> classes = Sources.of(
                        PACKAGE + "class S { Object compute(String name) { return S.class.getResource(name); } }")
                .compile();
        put(classes, "org/cb1network/figures/theme.txt", "red");

        assertEquals(
                List.of("org/cb1network/figures/theme.txt"),
                fingerprint(classes).resources());
        assertEquals(
                Set.of(
                        "class org.cb1network.stages.science.S reads resources and names none, so all of org.cb1network.* is included"),
                fingerprint(classes).reasons());
    }

    // Stages

    @Test
    void aStageThatDoesNotExistIsNamedInTheError() {
        CodeFingerprinter fingerprinter = new CodeFingerprinter(ClassSource.of(new TreeMap<>()), Sample.NO_LIBRARIES);

        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> fingerprinter.of("org.cb1network.stages.science.Missing"));

        assertTrue(e.getMessage().contains("org.cb1network.stages.science.Missing"), e.getMessage());
    }

    private static void put(Map<String, byte[]> files, String name, String content) {
        files.put(name, content.getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> reached(String... types) {
        String[] sources = new String[types.length];
        for (int i = 0; i < types.length; i++) {
            sources[i] = PACKAGE + types[i];
        }
        return names(fingerprint(Sources.of(sources)));
    }

    private static Set<String> names(CodeFingerprint fingerprint) {
        return fingerprint.reached().keySet().stream()
                .map(name -> name.substring(name.lastIndexOf('.') + 1))
                .collect(Collectors.toSet());
    }

    private static CodeFingerprint fingerprint(Sources sources) {
        return fingerprint(sources.compile());
    }

    private static CodeFingerprint fingerprint(Map<String, byte[]> files) {
        return new CodeFingerprinter(ClassSource.of(files), Sample.NO_LIBRARIES).of("org.cb1network.stages.science.S");
    }

    private static String digest(Map<String, byte[]> files, String stage) {
        return new CodeFingerprinter(ClassSource.of(files), Sample.NO_LIBRARIES)
                .digestOf("org.cb1network.stages.science." + stage);
    }
}
