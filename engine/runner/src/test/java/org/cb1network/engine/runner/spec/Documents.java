package org.cb1network.engine.runner.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.spec.bind.Reference;
import org.cb1network.engine.runner.spec.bind.Value;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problem;

/** Test pipelines, and the results of reading them. */
public final class Documents {

    /** A small pipeline with a model, two circuits, conditions, a choice and four stages. */
    public static final String SMALL = """
            pipeline: small
            seed: 1
            model:
              time-step: 0.1 ms
              receptors:
                exc: {reversal: 0 mV, decay: 5 ms}
                inh: {reversal: -80 mV, decay: 5 ms}
              populations:
                E: {size: 40, releases: exc, leak: 10 nS, capacitance: 200 pF, rest: -70 mV, reset: -70 mV, threshold: -50 mV, refractory: 5 ms}
                I: {size: 10, releases: inh, leak: 10 nS, capacitance: 200 pF, rest: -70 mV, reset: -70 mV, threshold: -50 mV, refractory: 5 ms}
              afferents:
                In: {size: 40, releases: exc, rate: 4 Hz}
              projections:
                E -> E: {probability: 0.1, weight: 2 nS}
                I -> E: {probability: 0.2, weight: 10 nS, release: 0.5}
                In -> E: {probability: "${choices.drive}", weight: 2 nS}
            circuits:
              all: [E, I, In]
              excitatory: [E, In]
            conditions:
              A: {}
              B:
                projections.I -> E.release: 0.25
            choices:
              drive: {computed: "${choice.choice.probability}", published: 0.075}
            stages:
              scan:
                run: simulate
                circuit: all
                with: {duration: 700 ms}
                sweep:
                  drive: {set: projections.In -> E.probability, from: 0.1, to: 0.3, count: 3}
              choice:
                run: choose
                with: {targets: {E: 5 Hz}}
                inputs: {rates: "${scan.rates}"}
              main:
                run: simulate
                with: {duration: 1 s}
                sweep:
                  condition: [A, B]
                  replicate: 1..4
              sync:
                run: analyse
                inputs: {spikes: "${main.spikes}"}
                sweep: {each: main}
            """;

    private Documents() {}

    /** Returns a text of the test resources next to this class. */
    public static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Documents.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns {@link #SMALL} with a text replaced, which must occur in it. */
    public static String small(String old, String replacement) {
        assertTrue(SMALL.contains(old), () -> "not in the document: " + old);
        return SMALL.replace(old, replacement);
    }

    /** Reads a document that must be valid. */
    public static PipelineSpec read(String yaml, String... overrides) {
        return read(yaml, PipelineReader.DEFAULT_PROFILE, overrides);
    }

    /** Reads a document that must be valid. */
    public static PipelineSpec read(String yaml, String profile, String[] overrides) {
        return PipelineReader.read(
                yaml.getBytes(StandardCharsets.UTF_8),
                Path.of("p.yaml"),
                profile,
                List.of(overrides),
                TestStages.catalog());
    }

    /** Returns the problems of a document, each {@code file:line:column: message; hint}. */
    public static List<String> problems(String yaml, String... overrides) {
        return problemsOf(yaml, PipelineReader.DEFAULT_PROFILE, overrides).stream()
                .map(Problem::toString)
                .toList();
    }

    /** Returns the problems of a document that is to be run as a whole. */
    public static List<Problem> problemsOf(String yaml, String profile, String... overrides) {
        try {
            Selection.all(read(yaml, profile, overrides)).checked();
            return List.of();
        } catch (PipelineException e) {
            return e.problems();
        }
    }

    /** Checks that a document has only this problem, at the position marked by {@code §}. */
    public static void assertProblem(String expected, String marked) {
        assertProblems(List.of(expected), marked);
    }

    /** Checks that a document has only these problems, at the positions marked by {@code §}, in their order. */
    public static void assertProblems(List<String> expected, String marked) {
        List<String> placed = new ArrayList<>();
        StringBuilder yaml = new StringBuilder();
        int line = 1;
        int column = 1;
        for (int i = 0; i < marked.length(); i++) {
            char c = marked.charAt(i);
            if (c == '§') {
                placed.add("p.yaml:" + line + ":" + column + ": " + expected.get(placed.size()));
            } else {
                yaml.append(c);
                line += c == '\n' ? 1 : 0;
                column = c == '\n' ? 1 : column + 1;
            }
        }
        assertEquals(expected.size(), placed.size(), "marks");
        assertEquals(placed, problems(yaml.toString()));
    }

    /** Returns the canonical parameters of a point, with 0.01 for every reference. */
    public static SortedMap<String, String> canonical(PipelineSpec pipeline, String stage, int point) {
        return resolve(pipeline, stage, point).canonical().asMap();
    }

    /** Returns the parameters of a point, with 0.01 for every reference. */
    public static ResolvedPoint resolve(PipelineSpec pipeline, String stage, int point) {
        StageSpec spec = pipeline.stage(stage);
        return spec.resolver().with(Documents::hundredth).resolve(spec.points().get(point));
    }

    private static Value hundredth(Reference reference) {
        return Value.of(0.01, reference.column().equals(Optional.of("level")) ? "Hz" : "1");
    }
}
