package org.cb1network.engine.runner.fingerprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Source edits that cannot change what the stage computes. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WhatLeavesAFingerprintAloneTest {

    private final CodeFingerprint original = Sample.fingerprint(Sample.sources());

    /** Name of the edit, text before, text after. */
    static Stream<Arguments> edits() {
        return Stream.of(
                arguments("a comment", "v += 7;", "/* drift */ v += 7; // towards threshold\n"),
                arguments("other line breaks", "; label(); }", ";\n\n\n        label();\n    }"),
                arguments(
                        "the name of a local variable",
                        "double t = 0; t < durationMs; t +=",
                        "double now = 0; now < durationMs; now +="),
                arguments(
                        "the name of a parameter",
                        "deepHelper(double x) { assert x >= 0; return x * 3",
                        "deepHelper(double y) { assert y >= 0; return y * 3"),
                arguments("the order of methods", "static double helper(double x) { return deepHelper(x) + 1; }\n", ""),
                arguments("a subclass that nothing names", "v += 100", "v += 200"),
                arguments(
                        "an import",
                        "import java.util.function.*;",
                        "import java.util.function.*; import java.util.Map;"),
                arguments(
                        "an annotation of the engine", "@Describe(\"how long\")", "@Describe(\"the time simulated\")"),
                arguments("a deprecation", "static double helper(", "@Deprecated static double helper("),
                arguments("the code of the runner", "return 42", "return 43"),
                arguments(
                        "a new method of the runner's interface",
                        "long seed();",
                        "long seed(); default int replicate() { return 0; }"),
                arguments(
                        "a new unrelated annotation element",
                        "String value();",
                        "String value(); int weight() default 3;"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("edits")
    void anUnrelatedEditKeepsTheDigest(String what, String before, String after) {
        Sources edited = Sample.sources().edit(before, after);
        if (what.equals("the order of methods")) {
            edited = edited.edit("return x * 3; }\n", "return x * 3; }\n" + before);
        }

        assertSame(edited);
    }

    /** javac numbers lambdas, local classes and anonymous classes in the order of the file. */
    @Test
    void theOrderOfMethodsWithLambdasAndLocalClassesDoesNotAffectTheDigest() {
        String method = "Object other() { Runnable r = () -> weight(\"x\"); r.run(); class Local {} new Local();"
                + " return new Object() { public String toString() { return \"other\"; } }; }\n";
        String first = "public void run(double durationMs) {";
        String last = "void unusedHelper()";

        assertEquals(
                Sample.fingerprint(Sample.sources().edit(first, method + first)).digest(),
                Sample.fingerprint(Sample.sources().edit(last, method + last)).digest());
    }

    /** Where the source does not list them, javac 17 and 25 do so in different orders. */
    @Test
    void theOrderOfPermittedSubclassesDoesNotAffectTheDigest() {
        String types =
                "sealed interface Rule permits %s {} record A() implements Rule {} record B() implements Rule {}\n";
        String first = "public void run(double durationMs) {";

        assertEquals(
                Sample.fingerprint(Sample.sources().edit(first, types.formatted("A, B") + first))
                        .digest(),
                Sample.fingerprint(Sample.sources().edit(first, types.formatted("B, A") + first))
                        .digest());
    }

    @Test
    void anUnrelatedClassKeepsTheDigest() {
        assertSame(Sample.sources().with("package org.cb1network.stages.network; public class Other { int x = 1; }"));
    }

    @Test
    void debugInformationDoesNotAffectTheDigest() {
        assertSame(Sample.sources().compiledWith("-g:none"));
    }

    private void assertSame(Sources sources) {
        CodeFingerprint edited = Sample.fingerprint(sources);

        assertEquals(List.of(), edited.changesSince(original));
        assertEquals(original.digest(), edited.digest());
    }
}
