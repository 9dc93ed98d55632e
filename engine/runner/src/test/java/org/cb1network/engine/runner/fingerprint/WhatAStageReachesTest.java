package org.cb1network.engine.runner.fingerprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Which members count: small projects, one rule each. The stage is {@code S} in all of them. */
class WhatAStageReachesTest {

    private static final String PACKAGE =
            "package org.cb1network.stages.science; import java.util.*; import java.util.function.*; ";

    // Dispatch

    @Test
    void anOverrideCountsOnlyIfItsClassIsCreated() {
        Set<String> reached = reached("""
                class S { void compute(Shape shape) { shape.area(); new Square(); } }
                abstract class Shape { abstract double area(); }
                class Square extends Shape { double area() { return 1; } }
                class Circle extends Shape { double area() { return 3; } }
                """);

        assertTrue(reached.contains("Square.area"));
        assertFalse(reached.contains("Circle.area"));
    }

    @Test
    void anOverrideCountsIfItsClassIsCreatedAfterTheCall() {
        Set<String> reached = reached("""
                class S { void compute() { A.hold(); B.make(); } }
                class A { static Shape shape; static void hold() { if (shape != null) shape.area(); } }
                class B { static void make() { A.shape = new Square(); } }
                interface Shape { double area(); }
                class Square implements Shape { public double area() { return 1; } }
                """);

        assertTrue(reached.contains("Square.area"));
    }

    @Test
    void aMethodThatIsInheritedFromTheSuperclassOfTheReceiverCounts() {
        Set<String> reached = reached("""
                class S { void compute() { Shape shape = new Square(); shape.area(); } }
                interface Shape { double area(); }
                class Base { public double area() { return helper(); } double helper() { return 1; } }
                class Square extends Base implements Shape { double helper() { return 2; } }
                """);

        assertTrue(reached.containsAll(Set.of("Base.area", "Base.helper", "Square.helper")));
    }

    @Test
    void aCovariantOverrideIsReachedThroughItsBridge() {
        Set<String> reached = reached("""
                class S { Object compute() { Shape shape = new Square(); return shape.copy(); } }
                interface Shape { Shape copy(); }
                class Square implements Shape { public Square copy() { return make(); } Square make() { return this; } }
                """);

        assertTrue(reached.contains("Square.make"));
    }

    @Test
    void aMethodReferenceReachesTheMethodAndItsOverrides() {
        Set<String> reached = reached("""
                class S {
                    Object compute() { Supplier<Shape> make = Square::new; Function<Shape, Double> area = Shape::area; return area.apply(make.get()); }
                }
                abstract class Shape { double area() { return 0; } }
                class Square extends Shape { double area() { return 1; } }
                """);

        assertTrue(reached.containsAll(Set.of("new Square", "Shape.area", "Square.area")));
    }

    @Test
    void aLambdaHasTheDefaultMethodsOfItsInterface() {
        Set<String> reached = reached("""
                class S { Object compute() { return Optional.of(1.0).map((Scale) x -> 2 * x); } }
                interface Scale extends Function<Double, Double> {
                    double scale(double x);
                    default Double apply(Double x) { return Check.positive(scale(x)); }
                }
                class Check { static double positive(double x) { return Math.abs(x); } }
                """);

        assertTrue(reached.containsAll(Set.of("Scale.apply", "Check.positive")));
    }

    @Test
    void theJdkMayCallWhatAClassImplementsForIt() {
        Set<String> reached = reached("""
                class S { void compute() { new TreeSet<>(Set.of(new Key(1))); try (Gate gate = new Gate()) { } } }
                record Key(int value) implements Comparable<Key> {
                    public int compareTo(Key other) { return value - other.value; }
                    public int hashCode() { return value; }
                    int unused() { return 1; }
                }
                class Gate implements AutoCloseable {
                    public void close() { log(); }
                    void log() {}
                    @Override public String toString() { return "gate"; }
                    public void unused() {}
                }
                """);

        assertTrue(reached.containsAll(
                Set.of("Key.compareTo", "Key.hashCode", "Gate.close", "Gate.log", "Gate.toString")));
        assertFalse(reached.contains("Key.unused"));
        assertFalse(reached.contains("Gate.unused"));
    }

    @Test
    void ofAClassWithARareSupertypeOfTheJdkEveryMethodMayBeCalled() {
        Set<String> reached = reached("""
                class S { void compute() { new Words(); } }
                class Words extends AbstractList<String> {
                    public String get(int i) { return ""; }
                    public int size() { return 0; }
                    public boolean contains(Object o) { return false; }
                }
                """);

        assertTrue(reached.containsAll(Set.of("Words.get", "Words.size", "Words.contains")));
    }

    // Initialisers, declarations, literals

    @Test
    void readingAStaticFieldReachesTheStaticInitialiserButAConstantDoesNot() {
        Set<String> reached = reached("""
                class S { int compute() { return Table.SIZE + Constants.SIZE; } }
                class Table { static final int SIZE = make(); static int make() { return 3; } }
                class Constants { static final int SIZE = 3; static final Object OTHER = new Object(); }
                """);

        assertTrue(reached.containsAll(Set.of("Table.SIZE", "Table.static{}", "Table.make")));
        assertFalse(reached.contains("Constants.static{}"));
    }

    @Test
    void aClassLiteralReachesAllMembersAndSubtypes() {
        Set<String> reached = reached("""
                class S { Object compute() { return Plugin.class; } }
                interface Plugin { void work(); }
                class First implements Plugin { public void work() { helper(); } void helper() {} }
                """);

        assertTrue(reached.containsAll(Set.of("Plugin.work", "new First", "First.work", "First.helper")));
    }

    @Test
    void anAssertionDoesNotGiveAwayItsClass() {
        Set<String> reached = reached("""
                class S { void compute() { Checked.check(1); } }
                class Checked { static void check(int x) { assert x > 0; } void unused() {} }
                """);

        assertFalse(reached.contains("Checked.unused"));
    }

    @Test
    void anAnnotationOfTheProjectCountsWithTheClassesItNames() {
        String annotation = """
                @interface Uses { Class<?> value(); }
                class Helper { int help() { return 1; } }
                """;
        String retained = "@java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) " + annotation;

        assertTrue(reached("class S { @Uses(Helper.class) void compute() {} }", retained)
                .containsAll(Set.of("Uses", "Helper.help")));
    }

    // The boundary

    @Test
    void behindTheBoundaryNothingCounts() {
        Set<String> reached = reached("""
                class S { long compute(Context context) { return context.seed(); } }
                @org.cb1network.engine.stage.EngineBoundary interface Context { long seed(); default long other() { return Engine.LAST; } }
                class Engine implements Context { static long LAST = 3; public long seed() { return LAST; } }
                """);

        assertEquals(Set.of("S", "new S", "S.compute", "Context", "Context.seed"), reached);
    }

    @Test
    void aWholePackageCanBeABoundary() {
        Sources sources = Sources.of(
                PACKAGE + "class S { long compute() { return org.cb1network.engine.Api.seed(); } }",
                "@org.cb1network.engine.stage.EngineBoundary package org.cb1network.engine;",
                "package org.cb1network.engine; public class Api { public static long seed() { return helper(); } static long helper() { return 1; } }");

        assertEquals(Set.of("S", "new S", "S.compute", "Api", "Api.seed"), names(fingerprint(sources)));
    }

    @Test
    void aBoundaryCanBeGivenByName() {
        Sources sources = Sources.of(
                PACKAGE + "class S { void compute() { Api.seed(); } }",
                PACKAGE + "class Api { static long seed() { return helper(); } static long helper() { return 1; } }");
        ProjectScope scope = new ProjectScope("org.cb1network.", Set.of("org.cb1network.stages.science.Api"));

        CodeFingerprint fingerprint = new CodeFingerprinter(
                        ClassSource.of(sources.compile()), scope, LibraryIndex.none())
                .of("org.cb1network.stages.science.S");

        assertEquals(Set.of("S", "new S", "S.compute", "Api", "Api.seed"), names(fingerprint));
    }

    @Test
    void theEngineMayCallWhatImplementsAnInterfaceOfTheBoundary() {
        Set<String> reached = reached("""
                class S { void compute(Context context) { context.run(new Task()); } }
                @org.cb1network.engine.stage.EngineBoundary interface Context { void run(Work work); }
                @org.cb1network.engine.stage.EngineBoundary interface Work { void work(); }
                class Task implements Work { public void work() { helper(); } void helper() {} void unused() {} }
                """);

        assertTrue(reached.contains("Task.helper"));
        assertFalse(reached.contains("Task.unused"));
    }

    @Test
    void theEngineMayCallAnyMethodOfWhatItIsGiven() {
        Set<String> reached = reached("""
                class S { void compute(Context context) { context.run(new Task()); } }
                @org.cb1network.engine.stage.EngineBoundary interface Context { void run(Work work); }
                interface Work { void work(); }
                class Task implements Work { public void work() { helper(); } void helper() {} }
                """);

        assertTrue(reached.contains("Task.helper"));
    }

    @Test
    void whatTheEngineReturnsMayBeAnySubtype() {
        Set<String> reached = reached("""
                class S { void compute(Context context) { for (Input input : context.inputs()) input.rows(); } }
                @org.cb1network.engine.stage.EngineBoundary interface Context { List<Input> inputs(); }
                interface Input { int rows(); }
                class FileInput implements Input { public int rows() { return count(); } int count() { return 1; } }
                """);

        assertTrue(reached.containsAll(Set.of("new FileInput", "FileInput.count")));
    }

    // Where reachability cannot be known

    @Test
    void reflectionMakesTheWholeTopLevelPackageCount() {
        CodeFingerprint fingerprint = fingerprint(
                Sources.of(
                        PACKAGE + "class S { void compute(String name) throws Exception { Class.forName(name); } }",
                        "package org.cb1network.stages.science.deep; class Far { void away() { org.cb1network.stages.network.Next.step(); } }",
                        "package org.cb1network.stages.network; public class Next { public static void step() {} void other() {} }"));

        assertTrue(names(fingerprint).containsAll(Set.of("Far.away", "Next.step")));
        assertFalse(names(fingerprint).contains("Next.other"));
        assertEquals(
                Set.of(
                        "method org.cb1network.stages.science.S.compute(String) uses Class.forName, so everything in org.cb1network.stages.science counts"),
                fingerprint.reasons());
        assertTrue(fingerprint.coarse());
    }

    @Test
    void aClassNamedInReflectiveCodeCounts() {
        assertTrue(names(fingerprint(Sources.of(
                        PACKAGE
                                + "class S { void compute() throws Exception { Class.forName(\"org.cb1network.stages.network.Next\"); } }",
                        "package org.cb1network.stages.network; public class Next { void step() {} }")))
                .contains("Next.step"));
    }

    @Test
    void implementationsFoundByAServiceLoaderCount() {
        assertTrue(names(
                        fingerprint(
                                Sources.of(
                                        PACKAGE
                                                + "class S { void compute() { ServiceLoader.load(org.cb1network.stages.network.Solver.class); } }",
                                        "package org.cb1network.stages.network; public interface Solver { void solve(); }",
                                        "package org.cb1network.stages.network.fast; public class Fast implements org.cb1network.stages.network.Solver { public void solve() {} }")))
                .contains("Fast.solve"));
    }

    @Test
    void aResourceThatIsReadCountsByItsContent() {
        SortedMap<String, byte[]> classes = Sources.of(
                        PACKAGE + "class S { Object compute() { return S.class.getResourceAsStream(\"table.bin\"); } }")
                .compile();
        classes.put("org/cb1network/stages/science/table.bin", "old".getBytes(StandardCharsets.UTF_8));
        CodeFingerprint before = fingerprint(classes);
        classes.put("org/cb1network/stages/science/table.bin", "new".getBytes(StandardCharsets.UTF_8));
        CodeFingerprint after = fingerprint(classes);

        assertEquals(
                "resource org/cb1network/stages/science/table.bin changed, reached by S.compute -> org/cb1network/stages/science/table.bin",
                after.changesSince(before).get(0).toString());
    }

    @Test
    void aStageThatDoesNotExistIsNamedInTheError() {
        CodeFingerprinter fingerprinter =
                new CodeFingerprinter(ClassSource.of(new java.util.TreeMap<>()), Sample.SCOPE, LibraryIndex.none());

        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class, () -> fingerprinter.of("org.cb1network.stages.science.Missing"));

        assertTrue(e.getMessage().contains("org.cb1network.stages.science.Missing"), e.getMessage());
    }

    @Test
    void severalStagesDoNotDisturbEachOther() {
        SortedMap<String, byte[]> classes = Sources.of(
                        PACKAGE + "class S { void compute(Shape s) { s.area(); } }",
                        PACKAGE + "class T { void compute(Shape s) { s.area(); new Square(); } }",
                        PACKAGE
                                + "interface Shape { double area(); } class Square implements Shape { public double area() { return 1; } }")
                .compile();
        CodeFingerprinter shared = new CodeFingerprinter(ClassSource.of(classes), Sample.SCOPE, LibraryIndex.none());
        shared.of("org.cb1network.stages.science.T");

        assertEquals(fingerprint(classes), shared.of("org.cb1network.stages.science.S"));
    }

    private static Set<String> reached(String... types) {
        return names(fingerprint(Sources.of(PACKAGE + String.join("\n", types))));
    }

    private static CodeFingerprint fingerprint(Sources sources) {
        return fingerprint(sources.compile());
    }

    private static CodeFingerprint fingerprint(SortedMap<String, byte[]> classes) {
        return new CodeFingerprinter(ClassSource.of(classes), Sample.SCOPE, LibraryIndex.none())
                .of("org.cb1network.stages.science.S");
    }

    private static Set<String> names(CodeFingerprint fingerprint) {
        return fingerprint.members().keySet().stream().map(MemberId::shortName).collect(Collectors.toSet());
    }
}
