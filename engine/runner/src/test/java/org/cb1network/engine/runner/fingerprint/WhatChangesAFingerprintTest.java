package org.cb1network.engine.runner.fingerprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Source edits that can change what the stage computes, and their descriptions. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatChangesAFingerprintTest {

    private final CodeFingerprint original = Sample.fingerprint(Sample.sources());

    /** Name of the edit, text before, text after, member that must be named. */
    static Stream<Arguments> edits() {
        return Stream.of(
                arguments("a constant", "v += 7", "v += 8", "AdaptiveKernel changed: method update(double)"),
                arguments("an operator", "t += stepMs", "t -= stepMs", "Simulation changed: method run(double)"),
                arguments(
                        "a comparison",
                        "durationMs <= 0",
                        "durationMs < 0",
                        "SimulateStage changed: constructor(double, Condition) of Parameters"),
                arguments(
                        "a helper two hops away",
                        "return x * 3",
                        "return x * 4",
                        "LeakyKernel changed: method deepHelper(double)"),
                arguments(
                        "an override in a subclass",
                        "return x * 0.8",
                        "return x * 0.7",
                        "AdaptiveKernel changed: method leak(double)"),
                arguments(
                        "a method of a supertype",
                        "return x * 0.9",
                        "return x * 0.95",
                        "Kernel changed: method leak(double)"),
                arguments(
                        "a default method of an interface",
                        "return \"kernel\"",
                        "return \"core\"",
                        "Named changed: method label()"),
                arguments(
                        "the body of a lambda",
                        "rate * 2",
                        "rate * 3",
                        "SimulateStage changed: method summary(Simulation)"),
                arguments(
                        "the body of a lambda in a lambda",
                        "weight(\"ampa\")",
                        "weight(\"nmda\")",
                        "Simulation changed: method run(double)"),
                arguments(
                        "a method of an anonymous class",
                        "\"probe \"",
                        "\"sonde \"",
                        "Simulation changed: method toString() of run~1"),
                arguments(
                        "a method that the JDK calls",
                        "return b - a",
                        "return a - b",
                        "SimulateStage changed: method compare(Integer, Integer) of Descending"),
                arguments(
                        "a static initialiser",
                        "parseDouble(\"0.1\")",
                        "parseDouble(\"0.2\")",
                        "Simulation changed: static initialiser"),
                arguments(
                        "the default of a field",
                        "double stepMs = 0.5",
                        "double stepMs = 0.6",
                        "Simulation changed: constructor(long)"),
                arguments(
                        "the type of a field",
                        "private double stepMs = 0.5",
                        "private Double stepMs = 0.5",
                        "Simulation changed: method run(double)"),
                arguments(
                        "a flag of a field",
                        "protected double v",
                        "protected volatile double v",
                        "Kernel changed: field v"),
                arguments(
                        "a case of a switch over an enum",
                        "case DECAY ->",
                        "case REST ->",
                        "Simulation changed: static initialiser of switch~1"),
                arguments(
                        "a case of a switch over strings",
                        "case \"nmda\"",
                        "case \"gaba\"",
                        "Simulation changed: method weight(String)"),
                arguments(
                        "the value of a case", "return 2.5", "return 2.6", "Simulation changed: method weight(String)"),
                arguments(
                        "an enum constant",
                        "RISE, DECAY, REST",
                        "RISE, DECAY, REST, PLATEAU",
                        "Phase changed: static initialiser"),
                arguments(
                        "the order of enum constants",
                        "RISE, DECAY, REST",
                        "DECAY, RISE, REST",
                        "Phase changed: static initialiser"),
                arguments(
                        "the name of a record component",
                        "durationMs",
                        "lengthMs",
                        "SimulateStage changed: declaration of Parameters"),
                arguments(
                        "a record that the engine builds for a component",
                        "factor < 0",
                        "factor <= 0",
                        "Condition changed: constructor(double) of Knockout"),
                arguments(
                        "the supertype of a class",
                        "LeakyKernel extends Kernel",
                        "LeakyKernel extends AdaptiveKernel",
                        "LeakyKernel changed: declaration"),
                arguments(
                        "the supertype of a caught exception",
                        "Diverged extends RuntimeException",
                        "Diverged extends IllegalStateException",
                        "Diverged changed: declaration"),
                arguments(
                        "which exception is caught",
                        "catch (Diverged e)",
                        "catch (RuntimeException e)",
                        "Kernel changed: method advance(double)"),
                arguments(
                        "an assertion",
                        "assert x >= 0",
                        "assert x >= 1",
                        "LeakyKernel changed: method deepHelper(double)"),
                arguments(
                        "which class is created",
                        "new AdaptiveKernel()",
                        "new NotUsedKernel()",
                        "Simulation changed: constructor(long)"),
                arguments(
                        "a new override of a method inherited before",
                        "@Override void update(double t) { v = ",
                        "@Override double leak(double x) { return 0; } @Override void update(double t) { v = ",
                        "LeakyKernel changed: method leak(double)"),
                arguments(
                        "a method that nothing calls",
                        "\"unused\"",
                        "\"still unused\"",
                        "Simulation changed: method unusedHelper()"),
                arguments(
                        "a method becomes synchronized",
                        "double weight(",
                        "synchronized double weight(",
                        "Simulation changed: method weight(String)"),
                arguments(
                        "the type of a boundary method",
                        "long seed()",
                        "int seed()",
                        "SimulateStage changed: method compute(Parameters, StageContext)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void anEditOfANamedClassChangesTheDigestAndIsNamed(String what, String before, String after, String change) {
        CodeFingerprint edited = Sample.fingerprint(Sample.sources().edit(before, after));

        assertNotEquals(original.digest(), edited.digest());
        String owner = change.substring(0, change.indexOf(':'));
        String part = change.substring(change.indexOf(':') + 2);
        assertTrue(
                edited.changesSince(original).stream()
                        .anyMatch(line -> line.contains("." + owner + ": ") && line.contains(part)),
                () -> "expected " + change + " among\n" + String.join("\n", edited.changesSince(original)));
    }

    @Test
    void aChangeIsTheOnlyOneNamedWithThePathOfClassesToIt() {
        assertEquals(
                List.of("class org.cb1network.stages.network.LeakyKernel changed: method deepHelper(double),"
                        + " reached by SimulateStage -> Simulation -> LeakyKernel"),
                changes("return x * 3", "return x * 4"));
    }

    @Test
    void aMethodWrittenAboveLambdasAndAnonymousClassesIsTheOnlyOneNamed() {
        String run = "public void run(double durationMs) {";
        String above = "Object other() { Runnable r = () -> weight(\"x\"); r.run(); return new Object() {}; }\n";

        assertEquals(
                List.of(
                        "class org.cb1network.stages.network.Simulation changed: constructor(Simulation) of other~1 (new),"
                                + " declaration of other~1 (new), field this$0 of other~1 (new), method other() (new),"
                                + " reached by SimulateStage -> Simulation"),
                changes(run, above + run));
    }

    @Test
    void newAndRemovedMembersAreNamedAsSuch() {
        assertEquals(
                List.of("class org.cb1network.stages.network.Simulation changed: method another() (new),"
                        + " method unusedHelper() (gone), reached by SimulateStage -> Simulation"),
                changes("void unusedHelper()", "void another()"));
    }

    @Test
    void aClassThatIsNoLongerNamedIsReportedWithItsOldPath() {
        CodeFingerprint edited =
                Sample.fingerprint(Sample.sources().edit("; label(); }", "; }").edit(" implements Named", ""));

        assertEquals(
                List.of(
                        "class org.cb1network.stages.network.Kernel changed: declaration,"
                                + " reached by SimulateStage -> Simulation -> Kernel",
                        "class org.cb1network.stages.network.LeakyKernel changed: method update(double),"
                                + " reached by SimulateStage -> Simulation -> LeakyKernel",
                        "class org.cb1network.stages.network.Named is no longer reached;"
                                + " it was by SimulateStage -> Simulation -> Kernel -> Named"),
                edited.changesSince(original));
    }

    @Test
    void aLongListOfMembersIsShortened() {
        List<String> changes = changes("void unusedHelper()", "int a, b, c, d, e, f, g, h; void unusedHelper()");

        assertTrue(changes.toString().contains("field f (new) and 2 more, reached by"), changes.toString());
    }

    private List<String> changes(String before, String after) {
        return Sample.fingerprint(Sample.sources().edit(before, after)).changesSince(original);
    }
}
