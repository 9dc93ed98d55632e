package org.cb1network.engine.runner.spec;

import static org.cb1network.engine.runner.spec.Documents.SMALL;
import static org.cb1network.engine.runner.spec.Documents.canonical;
import static org.cb1network.engine.runner.spec.Documents.read;
import static org.cb1network.engine.runner.spec.Documents.resolve;
import static org.cb1network.engine.runner.spec.Documents.small;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** The canonical form determines cache keys: what must change it, and what must not. */
class CanonicalFormTest {

    private static final SortedMap<String, String> SCAN = canonical(read(SMALL), "scan", 0);

    /** Returns the first point of {@code scan} in a changed document. */
    private static Map<String, String> scan(String old, String replacement) {
        return canonical(read(small(old, replacement)), "scan", 0);
    }

    /** Returns the effect of a change on the first point of {@code scan}: path to old and new value. */
    private static Map<String, String> changes(String old, String replacement) {
        Map<String, String> after = scan(old, replacement);
        Map<String, String> changes = new HashMap<>();
        SCAN.forEach((path, value) -> {
            if (!value.equals(after.get(path))) {
                changes.put(path, value + " to " + after.get(path));
            }
        });
        after.forEach((path, value) -> {
            if (!SCAN.containsKey(path)) {
                changes.put(path, "null to " + value);
            }
        });
        return changes;
    }

    @Test
    void parametersHaveTheNamesThatUsersWrite() {
        assertEquals("700 ms", SCAN.get("duration"));
        assertEquals("200 ms", SCAN.get("discard"));
        assertEquals("0.1", SCAN.get("model.projections.In -> E.probability"));
        assertEquals("0.5", SCAN.get("model.projections.I -> E.release"));
        assertEquals("-80 mV", SCAN.get("model.receptors.inh.reversal"));
        assertEquals("inh", SCAN.get("model.projections.I -> E.receptor"));
        assertEquals("independent", SCAN.get("model.afferent-noise"));
        assertEquals("nothing", SCAN.get("record"));
        assertEquals("{}", SCAN.get("stimuli"));
    }

    @Test
    void irrelevantChangesKeepTheKey() {
        Map<String, String> none = Map.of();
        assertEquals(none, changes("700 ms", "0.7 s"), "units");
        assertEquals(none, changes("700 ms", "7e2   ms"), "ways to write a number");
        assertEquals(none, changes("probability: 0.1,", "probability: 10 %,"), "percent");
        assertEquals(none, changes("weight: 10 nS", "weight: 0.01 uS"), "micro as u");
        assertEquals(none, changes("weight: 10 nS", "weight: 0.01 µS"), "micro sign");
        assertEquals(none, changes("duration: 700 ms", "discard: 200 ms, duration: 700 ms"), "a default written out");
        assertEquals(
                none, changes("duration: 700 ms", "stimuli: {}, duration: 700 ms"), "an empty default written out");
        assertEquals(none, changes("release: 0.5", "receptor: inh, release: 0.5"), "the receptor that it has anyway");
        assertEquals(none, changes("{reversal: 0 mV, decay: 5 ms}", "{decay: 5 ms, reversal: 0 mV}"), "order of keys");
        assertEquals(none, changes("reversal: 0 mV", "reversal: -0 mV"), "the sign of zero");
        assertEquals(none, changes("E -> E:", "E->E:"), "spaces around the arrow");
        assertEquals(none, changes("  scan:\n", "  # a comment\n  scan: # another\n\n"), "comments");
        assertEquals(
                none,
                changes("    inh: {", "    unused: {reversal: 1 mV, decay: 1 ms}\n    inh: {"),
                "a receptor nobody uses");
        assertEquals(none, changes("  A: {}", "  A: {}\n  C: {projections.E -> E.release: 0.3}"), "another condition");
        assertEquals(none, changes("circuits:\n", "circuits:\n  other: [E]\n"), "another circuit");
        assertEquals(none, changes("duration: 1 s", "duration: 2 s"), "parameters of another stage");
        assertEquals(none, changes("seed: 1", "seed: 1\ndescription: new"), "descriptions");
        assertEquals(
                none,
                changes("    run: simulate\n    circuit", "    describe: new\n    run: simulate\n    circuit"),
                "descriptions of stages");
    }

    @Test
    void relevantChangesChangeTheKeyAndNothingElse() {
        assertEquals(Map.of("duration", "700 ms to 701 ms"), changes("700 ms", "701 ms"));
        assertEquals(Map.of("model.projections.I -> E.release", "0.5 to 0.6"), changes("release: 0.5", "release: 0.6"));
        assertEquals(
                Map.of("model.projections.I -> E.receptor", "inh to exc"),
                changes("release: 0.5", "release: 0.5, receptor: exc"));
        assertEquals(Map.of("model.afferents.In.rate", "4 Hz to 5 Hz"), changes("rate: 4 Hz", "rate: 5 Hz"));
        assertEquals(
                Map.of(
                        "stimuli", "{} to null",
                        "stimuli.In.type", "null to constant",
                        "stimuli.In.level", "null to 3 Hz"),
                changes("duration: 700 ms", "stimuli: {In: {type: constant, level: 3 Hz}}, duration: 700 ms"));
        assertEquals(Map.of("model.time-step", "0.1 ms to 0.1000000001 ms"), changes("0.1 ms", "0.1000000001 ms"));
    }

    @Test
    void namesAreNeverNormalizedAway() {
        Map<String, String> renamed =
                canonical(read(SMALL.replace("exc:", "Exc:").replace("releases: exc", "releases: Exc")), "scan", 0);

        assertNotEquals(SCAN, renamed);
        assertEquals("Exc", renamed.get("model.populations.E.releases"));
    }

    @Test
    void theCircuitDecidesWhichPartsOfTheModelCount() {
        Map<String, String> part = canonical(read(small("circuit: all", "circuit: excitatory")), "scan", 0);

        assertFalse(part.keySet().stream().anyMatch(path -> path.contains("I") && !path.contains("In")));
        assertFalse(part.keySet().stream().anyMatch(path -> path.contains("receptors.inh")));
        assertEquals("0.1", part.get("model.projections.E -> E.probability"));
    }

    @Test
    void aConditionCountsByItsChangesAndNotByItsName() {
        PipelineSpec pipeline = read(SMALL);
        PipelineSpec renamed = read(SMALL.replace("  A: {}", "  A: {}\n  C: {}").replace("[A, B]", "[C, B]"));

        assertEquals(canonical(pipeline, "main", 0), canonical(renamed, "main", 0));
        assertEquals("0.5", canonical(pipeline, "main", 0).get("model.projections.I -> E.release"));
        assertEquals("0.25", canonical(pipeline, "main", 4).get("model.projections.I -> E.release"));
    }

    @Test
    void theSetOfAStageAndAnAxisReplaceValuesOfTheModel() {
        String small = SMALL.replace("condition: [A, B]", "condition: [A]");
        String set = small.replace(
                "run: simulate\n    with: {duration: 1 s}",
                "run: simulate\n    set: {projections.I -> E.release: 0.7}\n    with: {duration: 1 s}");
        String axis = small.replace("replicate: 1..4", "release: {set: projections.I -> E.release, values: [0.8]}");

        assertEquals("0.7", canonical(read(set), "main", 0).get("model.projections.I -> E.release"));
        assertEquals("0.8", canonical(read(axis), "main", 0).get("model.projections.I -> E.release"));
    }

    @Test
    void aReferenceCountsByItsValue() {
        String choice = canonical(read(SMALL), "main", 0).get("model.projections.In -> E.probability");
        PipelineSpec pinned = read(SMALL, "choices.drive.use=published");

        assertEquals("0.01", choice);
        assertEquals("0.075", canonical(pinned, "main", 0).get("model.projections.In -> E.probability"));
        assertTrue(pinned.stage("main").references().isEmpty());
    }

    @Test
    void valuesWithoutEffectAreNormalizedAway() {
        String flat = "{type: gaussian-bumps, level: 0 Hz, width: 100 ms}";
        String other = "{type: gaussian-bumps, level: 0 kHz}";

        assertEquals(
                scan("duration: 700 ms", "duration: 700 ms, stimuli: {In: " + flat + "}"),
                scan("duration: 700 ms", "duration: 700 ms, stimuli: {In: " + other + "}"));
    }

    @Test
    void listsOfSingleValuesAreOneTextAndCannotBeConfused() {
        PipelineSpec pipeline = read(small(
                "with: {targets: {E: 5 Hz}}",
                "with: {targets: {E: 5 Hz}, windows: [0.1 s, 5 ms], tolerance: 5 %, note: 'a, b'}"));
        Map<String, String> choice = canonical(pipeline, "choice", 0);

        assertEquals("[100 ms, 5 ms]", choice.get("windows"));
        assertEquals("0.05", choice.get("tolerance"));
        assertEquals("a, b", choice.get("note"));
        assertFalse(choice.containsKey("measured"), "an absent value has no path");
    }

    @Test
    void pathsAreInOrder() {
        List<String> visited = new ArrayList<>();
        resolve(read(Documents.resource("network.yaml")), "dynamics", 1)
                .canonical()
                .forEach((path, value) -> visited.add(path));

        assertEquals(visited.stream().sorted().toList(), visited);
        assertTrue(visited.size() > 80);
    }

    @Test
    void theFormIsTheSameInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("tr-TR-u-nu-arab"));
            assertEquals(SCAN, canonical(read(SMALL), "scan", 0));
        } finally {
            Locale.setDefault(before);
        }
    }
}
