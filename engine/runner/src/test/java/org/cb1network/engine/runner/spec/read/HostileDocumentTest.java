package org.cb1network.engine.runner.spec.read;

import static java.util.stream.Collectors.joining;
import static org.cb1network.engine.runner.spec.Documents.problems;
import static org.cb1network.engine.runner.spec.Documents.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.cb1network.engine.runner.spec.Documents;
import org.junit.jupiter.api.Test;

/** Small files that demand much: each ends with a problem that has a position, before it takes much time or memory. */
class HostileDocumentTest {

    private static String stages(int count, IntFunction<String> stage) {
        return "pipeline: x\nseed: 1\nstages:\n"
                + IntStream.range(0, count)
                        .mapToObj(i -> "  s" + i + ": " + stage.apply(i) + "\n")
                        .collect(joining());
    }

    private static void assertFirst(String expected, String yaml) {
        List<String> problems = problems(yaml);
        assertTrue(
                !problems.isEmpty() && problems.get(0).startsWith(expected),
                () -> problems.stream().limit(3).collect(joining("\n")));
    }

    @Test
    void aLineOfMegabytesIsRejected() {
        assertFirst("p.yaml:2:1: this line is longer than 100000 characters", "a: 1\n" + "# ".repeat(1_000_000));
    }

    @Test
    void manyLargeAxesAreRejected() {
        assertFirst(
                "p.yaml:6:41: the axes of this pipeline have more than 2000000 values together",
                stages(100, i -> "{run: trivial, sweep: {replicate: 1000000}}"));
    }

    @Test
    void endlessAxesAreRejected() {
        String chain = stages(
                100,
                i -> i == 0
                        ? "{run: trivial}"
                        : "{run: trivial, sweep: {each: s" + (i - 1) + ", a" + i + ": {set: with.x, values: [1]}}}");

        assertFirst("p.yaml:35:30: this sweep has more than 30 axes", chain);
    }

    @Test
    void thousandsOfProfilesAreRejected() {
        String profiles =
                IntStream.range(0, 5000).mapToObj(i -> "  p" + i + ": {}\n").collect(joining());

        assertFirst("p.yaml:48:3: there are more than 100 profiles", Documents.SMALL + "profiles:\n" + profiles);
    }

    @Test
    void aLongChainOfStagesIsRead() {
        String chain = stages(5000, i -> i == 0 ? "{run: trivial}" : "{run: trivial, sweep: {each: s" + (i - 1) + "}}");

        assertEquals(5000, read(chain).stages().size());
    }

    @Test
    void aLongCycleIsShortened() {
        String cycle = stages(1000, i -> "{run: analyse, inputs: {spikes: \"${s" + (i + 1) % 1000 + ".synchrony}\"}}");
        List<String> problems = problems(cycle);

        assertEquals(1, problems.size());
        assertTrue(problems.get(0).startsWith("p.yaml:4:39: stages wait for each other: s0 -> s999 -> s998 -> "));
        assertTrue(problems.get(0).contains(" -> ... (1000 stages)"));
        assertTrue(problems.get(0).length() < 1000);
    }

    @Test
    void onlyTheFirstOfThousandsOfProblemsAreShown() {
        assertEquals(200, problems(stages(3000, i -> "{run: trivia}")).size());
    }

    @Test
    void aLargeModelInManyConditionsIsRejected() {
        String neuron =
                "releases: exc, leak: 10 nS, capacitance: 200 pF, rest: -70 mV, reset: -70 mV, threshold: -50 mV, refractory: 5 ms}";
        String populations = IntStream.range(0, 70)
                .mapToObj(i -> "    P" + i + ": {size: 1, " + neuron + "\n")
                .collect(joining());
        String projections = IntStream.range(0, 70 * 70)
                .mapToObj(i -> "    P" + i % 70 + " -> P" + i / 70 + ": {probability: 0.1, weight: 2 nS}\n")
                .collect(joining());
        String conditions =
                IntStream.range(0, 2100).mapToObj(i -> "  C" + i + ":\n").collect(joining());
        List<String> problems = problems(Documents.small("  populations:\n", "  populations:\n" + populations)
                .replace("  projections:\n", "  projections:\n" + projections)
                .replace("conditions:\n", "conditions:\n" + conditions));

        assertTrue(
                problems.get(0).endsWith("the model is too large for so many conditions; remove some"),
                () -> problems.get(0));
    }
}
