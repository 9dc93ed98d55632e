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

/** Edits of really compiled sources that can change what the stage computes, and what is said about them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatChangesAFingerprintTest {

    private final CodeFingerprint original = Sample.fingerprint(Sample.sources());

    /** Name of the edit, text before, text after, the member that must be named. */
    static Stream<Arguments> edits() {
        return Stream.of(
                arguments(
                        "a constant",
                        "v += 7",
                        "v += 8",
                        "method org.cb1network.stages.network.AdaptiveKernel.update(double)"),
                arguments(
                        "an operator",
                        "t += stepMs",
                        "t -= stepMs",
                        "method org.cb1network.stages.network.Simulation.run(double)"),
                arguments(
                        "a comparison",
                        "durationMs <= 0",
                        "durationMs < 0",
                        "constructor org.cb1network.stages.science.SimulateStage$Parameters(double, Condition)"),
                arguments(
                        "a helper two hops away",
                        "return x * 3",
                        "return x * 4",
                        "method org.cb1network.stages.network.LeakyKernel.deepHelper(double)"),
                arguments(
                        "an override in a subclass",
                        "return x * 0.8",
                        "return x * 0.7",
                        "method org.cb1network.stages.network.AdaptiveKernel.leak(double)"),
                arguments(
                        "a method of a supertype",
                        "return x * 0.9",
                        "return x * 0.95",
                        "method org.cb1network.stages.network.Kernel.leak(double)"),
                arguments(
                        "a default method of an interface",
                        "return \"kernel\"",
                        "return \"core\"",
                        "method org.cb1network.stages.network.Named.label()"),
                arguments(
                        "the body of a lambda",
                        "rate * 2",
                        "rate * 3",
                        "method org.cb1network.stages.science.SimulateStage.summary(Simulation)"),
                arguments(
                        "the body of a lambda in a lambda",
                        "weight(\"ampa\")",
                        "weight(\"nmda\")",
                        "method org.cb1network.stages.network.Simulation.run(double)"),
                arguments(
                        "a method of an anonymous class",
                        "\"probe \"",
                        "\"sonde \"",
                        "method org.cb1network.stages.network.Simulation$run~1.toString()"),
                arguments(
                        "a method that the JDK calls",
                        "return b - a",
                        "return a - b",
                        "method org.cb1network.stages.science.SimulateStage$Descending.compare(Integer, Integer)"),
                arguments(
                        "a static initialiser",
                        "parseDouble(\"0.1\")",
                        "parseDouble(\"0.2\")",
                        "static initialiser of org.cb1network.stages.network.Simulation"),
                arguments(
                        "the default of a field",
                        "double stepMs = 0.5",
                        "double stepMs = 0.6",
                        "constructor org.cb1network.stages.network.Simulation(long)"),
                arguments(
                        "the type of a field",
                        "private double stepMs = 0.5",
                        "private Double stepMs = 0.5",
                        "method org.cb1network.stages.network.Simulation.run(double)"),
                arguments(
                        "a flag of a field",
                        "protected double v",
                        "protected volatile double v",
                        "field org.cb1network.stages.network.Kernel.v"),
                arguments(
                        "a case of a switch over an enum",
                        "case DECAY ->",
                        "case REST ->",
                        "method org.cb1network.stages.network.Simulation.phase(Phase)"),
                arguments(
                        "a case of a switch over strings",
                        "case \"nmda\"",
                        "case \"gaba\"",
                        "method org.cb1network.stages.network.Simulation.weight(String)"),
                arguments(
                        "the value of a case",
                        "return 2.5",
                        "return 2.6",
                        "method org.cb1network.stages.network.Simulation.weight(String)"),
                arguments(
                        "an enum constant",
                        "RISE, DECAY, REST",
                        "RISE, DECAY, REST, PLATEAU",
                        "static initialiser of org.cb1network.stages.network.Phase"),
                arguments(
                        "the order of enum constants",
                        "RISE, DECAY, REST",
                        "DECAY, RISE, REST",
                        "static initialiser of org.cb1network.stages.network.Phase"),
                arguments(
                        "the name of a record component",
                        "durationMs",
                        "lengthMs",
                        "class org.cb1network.stages.science.SimulateStage$Parameters"),
                arguments(
                        "a record that the engine builds for a component",
                        "factor < 0",
                        "factor <= 0",
                        "constructor org.cb1network.stages.science.Condition$Knockout(double)"),
                arguments(
                        "the supertype of a class",
                        "LeakyKernel extends Kernel",
                        "LeakyKernel extends AdaptiveKernel",
                        "class org.cb1network.stages.network.LeakyKernel"),
                arguments(
                        "the supertype of a caught exception",
                        "Diverged extends RuntimeException",
                        "Diverged extends IllegalStateException",
                        "class org.cb1network.stages.network.Diverged"),
                arguments(
                        "which exception is caught",
                        "catch (Diverged e)",
                        "catch (RuntimeException e)",
                        "method org.cb1network.stages.network.Kernel.advance(double)"),
                arguments(
                        "an assertion",
                        "assert x >= 0",
                        "assert x >= 1",
                        "method org.cb1network.stages.network.LeakyKernel.deepHelper(double)"),
                arguments(
                        "which class is created",
                        "new AdaptiveKernel()",
                        "new NotUsedKernel()",
                        "constructor org.cb1network.stages.network.Simulation(long)"),
                arguments(
                        "a new override of a method inherited before",
                        "@Override void update(double t) { v = ",
                        "@Override double leak(double x) { return 0; } @Override void update(double t) { v = ",
                        "method org.cb1network.stages.network.LeakyKernel.leak(double)"),
                arguments(
                        "a method becomes synchronized",
                        "double weight(",
                        "synchronized double weight(",
                        "method org.cb1network.stages.network.Simulation.weight(String)"),
                arguments(
                        "the type of a boundary method",
                        "long seed()",
                        "int seed()",
                        "method org.cb1network.engine.stage.StageContext.seed()"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void anEditOfReachedCodeChangesTheDigestAndIsNamed(String what, String before, String after, String member) {
        CodeFingerprint edited = Sample.fingerprint(Sample.sources().edit(before, after));

        assertNotEquals(original.digest(), edited.digest());
        List<CodeChange> changes = edited.changesSince(original);
        assertTrue(
                changes.stream().anyMatch(change -> change.what().equals(member)),
                () -> "expected " + member + " among\n" + changes);
    }

    @Test
    void aChangeIsTheOnlyOneNamedIfNothingElseChanged() {
        CodeFingerprint edited = Sample.fingerprint(Sample.sources().edit("return x * 3", "return x * 4"));

        assertEquals(
                List.of("method org.cb1network.stages.network.LeakyKernel.deepHelper(double) changed, reached by "
                        + "SimulateStage.compute -> Simulation.run -> Kernel.advance -> LeakyKernel.update -> LeakyKernel.helper"
                        + " -> LeakyKernel.deepHelper"),
                edited.changesSince(original).stream().map(CodeChange::toString).toList());
    }

    @Test
    void aMemberThatIsReachedNoLongerIsNamedWithItsOldPath() {
        CodeFingerprint edited = Sample.fingerprint(Sample.sources().edit("; label(); }", "; }"));

        assertTrue(
                edited.changesSince(original).stream()
                        .map(CodeChange::toString)
                        .anyMatch(
                                ("method org.cb1network.stages.network.Named.label() is no longer reached, was reached by "
                                                + "SimulateStage.compute -> Simulation.run -> Kernel.advance -> LeakyKernel.update -> Named.label")
                                        ::equals),
                () -> edited.changesSince(original).toString());
    }
}
