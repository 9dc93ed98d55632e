package org.cb1network.engine.runner.spec.read;

import static org.cb1network.engine.runner.spec.Documents.SMALL;
import static org.cb1network.engine.runner.spec.Documents.assertProblem;
import static org.cb1network.engine.runner.spec.Documents.canonical;
import static org.cb1network.engine.runner.spec.Documents.problems;
import static org.cb1network.engine.runner.spec.Documents.problemsOf;
import static org.cb1network.engine.runner.spec.Documents.read;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.Point;
import org.junit.jupiter.api.Test;

class OverridesTest {

    private static PipelineSpec withProfile(String overrides) {
        return read(SMALL + "profiles:\n  quick: " + overrides + "\n", "quick", new String[0]);
    }

    private static List<String> points(PipelineSpec pipeline, String stage) {
        return pipeline.stage(stage).points().stream().map(Point::toString).toList();
    }

    @Test
    void aProfileChangesExactlyWhatItNames() {
        PipelineSpec quick = withProfile("{stages: {main: {with: {duration: 300 ms}, sweep: {replicate: 2}}}}");

        assertEquals("300 ms", canonical(quick, "main", 0).get("duration"));
        assertEquals("700 ms", canonical(quick, "scan", 0).get("duration"));
        assertEquals(4, quick.stage("main").points().size());
        assertEquals("quick", quick.profile());
        assertEquals("1000 ms", canonical(read(SMALL), "main", 0).get("duration"));
    }

    @Test
    void aProfileMaySetAParameterLeftAtItsDefault() {
        assertEquals(
                "1 ms",
                canonical(withProfile("{stages: {main: {with: {discard: 1 ms}}}}"), "main", 0)
                        .get("discard"));
    }

    @Test
    void anEmptyValueOnTheCommandLineSuggestsAnEmptyShellVariable() {
        for (String override : List.of(
                "stages.main.sweep.replicate=",
                "stages.main.sweep= ",
                "stages.main=",
                "stages=",
                "conditions=",
                "model.populations=",
                "seed=",
                "stages.main.with={duration: }",
                "stages.main.with=",
                "stages.main.with.duration=",
                "conditions.B=",
                "stages.main.sweep.condition=",
                "stages.main.sweep.condition=[, V1]")) {
            List<String> problems = problems(SMALL, override);
            assertTrue(
                    problems.size() == 1 && problems.get(0).startsWith("-p no. 1: "), override + " gives " + problems);
        }
        assertEquals(
                List.of("-p no. 1: 'seed' has no value; write null to remove something; is a shell variable empty?"),
                problems(SMALL, "seed="));
    }

    @Test
    void anExplicitNullRemovesAValue() {
        PipelineSpec without = read(SMALL, "stages.main.sweep.replicate=null");
        assertEquals("condition=A", points(without, "main").get(0));
        assertTrue(problems(SMALL, "stages=null").toString().contains("there are no stages; add at least one"));
    }

    @Test
    void anEmptyMappingThatWouldChangeNothingIsRefused() {
        for (String override : List.of(
                "stages={}",
                "stages.main={}",
                "stages.main.sweep={}",
                "stages.main.sweep.replicate={}",
                "conditions={}",
                "stages.main={sweep: {}}",
                "stages={main: {sweep: {replicate: {}}}}")) {
            assertEquals(
                    List.of("-p no. 1: an empty mapping changes nothing here, because keys that it does not name stay;"
                            + " name the keys to change; the value null removes one"),
                    problems(SMALL, override),
                    override);
        }
        assertProblem(
                "an empty mapping changes nothing here, because keys that it does not name stay; name the keys to change;"
                        + " the value null removes one",
                SMALL + "profiles:\n  quick: {stages: {main: {sweep: §{}}}}\n");
    }

    @Test
    void anEmptyMappingEmptiesACondition() {
        PipelineSpec pipeline = read(SMALL, "conditions.B={}");
        assertEquals("0.5", canonical(pipeline, "main", 2).get("model.projections.I -> E.release"));
    }

    @Test
    void anAxisKeepsItsPathWhenItsValuesChange() {
        assertEquals(
                List.of("drive=0.1", "drive=0.3"),
                points(withProfile("{stages: {scan: {sweep: {drive: {count: 2}}}}}"), "scan"));
        assertEquals(List.of("drive=0.2"), points(withProfile("{stages: {scan: {sweep: {drive: [0.2]}}}}"), "scan"));
        assertEquals(
                List.of("drive=0.1", "drive=0.2", "drive=0.3"),
                points(withProfile("{stages: {scan: {sweep: {drive: {step: 0.1}}}}}"), "scan"));
        assertEquals(
                List.of("the only point"),
                points(
                        withProfile(
                                "{stages: {sync: {sweep: {each: null}}, main: {sweep: {condition: null, replicate: null}}}}"),
                        "main"));
    }

    @Test
    void onlyExistingThingsCanBeOverridden() {
        assertProblem(
                "there is no stage 'mian' that the profile 'quick' could change; did you mean 'main'?",
                SMALL + "profiles:\n  quick: {stages: {§mian: {with: {duration: 300 ms}}}}\n");
        assertProblem(
                "there is no 'F' that the profile 'quick' could change; valid names are E, I",
                SMALL + "profiles:\n  quick: {model: {populations: {§F: {size: 1}}}}\n");
        assertProblem(
                "there is no key 'stagse' in a profile; did you mean 'stages'?",
                SMALL + "profiles:\n  quick: {§stagse: {}}\n");
        assertProblem("a profile cannot change profiles; remove it", SMALL + "profiles:\n  quick: {§profiles: {}}\n");
    }

    @Test
    void anUnknownProfileIsReported() {
        assertEquals(
                "--profile: there is no profile 'quik'; the only valid name is paper",
                problemsOf(SMALL, "quik").get(0).toString());
        assertEquals(
                "--profile: there is no profile 'quik'; did you mean 'quick'?",
                problemsOf(SMALL + "profiles: {quick: {}}\n", "quik").get(0).toString());
    }

    @Test
    void theCommandLineSetsAnyPath() {
        PipelineSpec pipeline = read(
                SMALL,
                "seed=7",
                "stages.main.with.duration=500 ms",
                "model.populations.E.size=400",
                "model.projections.E->E.weight=3 nS",
                "conditions.B.projections.I -> E.release=0.3",
                "stages.main.set.projections.In -> E.probability=0.2",
                "stages.main.sweep.replicate=2");

        assertEquals(7, pipeline.seed());
        assertEquals("500 ms", canonical(pipeline, "main", 0).get("duration"));
        assertEquals("400", canonical(pipeline, "main", 0).get("model.populations.E.size"));
        assertEquals("3 nS", canonical(pipeline, "main", 0).get("model.projections.E -> E.weight"));
        assertEquals("0.3", canonical(pipeline, "main", 2).get("model.projections.I -> E.release"));
        assertEquals("0.2", canonical(pipeline, "main", 0).get("model.projections.In -> E.probability"));
        assertEquals(4, pipeline.stage("main").points().size());
    }

    @Test
    void theCommandLineComesAfterTheProfile() {
        String yaml = SMALL + "profiles: {quick: {seed: 5, stages: {main: {with: {duration: 300 ms}}}}}\n";
        PipelineSpec pipeline = read(yaml, "quick", new String[] {"seed=6"});

        assertEquals(6, pipeline.seed());
        assertEquals("300 ms", canonical(pipeline, "main", 0).get("duration"));
    }

    @Test
    void anOverrideOfAProfileIsRefusedBecauseItWouldNotAct() {
        String yaml = SMALL + "profiles: {quick: {seed: 5}}\n";
        assertEquals(
                List.of("-p no. 1: this value would have no effect: the profile has been applied before; choose it with"
                        + " --profile, and override what it sets, such as stages.NAME.with.PARAMETER"),
                problems(yaml, "profiles.quick.seed=6"));
    }

    @Test
    void ofTwoOverridesOfOneValueTheFirstIsRefused() {
        assertEquals(
                List.of("-p no. 1: this value would have no effect: -p no. 3 sets the same; remove one of them"),
                problems(SMALL, "seed=3", "stages.main.with.duration=2 s", "seed=4"));
    }

    @Test
    void anOverrideThatAnAxisReplacesIsRefused() {
        String yaml = SMALL.replace("count: 3}", "count: 3}\n      duration: [300 ms, 1 s]");
        assertEquals(
                List.of("-p no. 1: this value would have no effect: the axis 'duration' sets 'duration' at p.yaml:33:7;"
                        + " override that one instead"),
                problems(yaml, "stages.scan.with.duration=2 s"));
        assertEquals(List.of(), problems(yaml, "stages.scan.sweep.duration=[2 s]"));
    }

    @Test
    void anOverrideOfTheModelActsInAtLeastOneStage() {
        String override = "model.projections.In -> E.probability=0.3";
        assertEquals("0.3", canonical(read(SMALL, override), "main", 0).get("model.projections.In -> E.probability"));

        String yaml = SMALL.replace(
                "    with: {duration: 1 s}",
                "    with: {duration: 1 s}\n    set: {projections.In -> E.probability: 0.1}");
        assertEquals(
                List.of("-p no. 1: this value would have no effect: 'set' of the stage 'main' sets"
                        + " 'projections.In -> E.probability' at p.yaml:40:11; override that one instead"),
                problems(yaml, override));
    }

    @Test
    void anOverrideOfAConditionOrPopulationThatNoStageUsesIsRefused() {
        assertEquals(
                List.of("-p no. 1: this value would have no effect: no stage uses the condition 'B' with it"),
                problems(SMALL.replace("[A, B]", "[A]"), "conditions.B.projections.I -> E.release=0.3"));
        String yaml = SMALL.replace("circuit: all", "circuit: excitatory")
                .replace("    with: {duration: 1 s}", "    circuit: excitatory\n    with: {duration: 1 s}")
                .replace("[A, B]", "[A]");
        assertEquals(
                List.of("-p no. 1: this value would have no effect: no stage uses it"),
                problems(yaml, "model.populations.I.size=20"));
        assertEquals(List.of(), problems(yaml, "model.populations.E.size=20"));
    }

    @Test
    void anOverrideThatARelativeFactorChangesActs() {
        String sample = "sample: {method: sobol, count: 2, within: 10 %, over: {w: {set: projections.E -> E.weight}}}";
        assertEquals(
                List.of(),
                problems(
                        SMALL.replace("      condition: [A, B]", "      condition: [A, B]\n      " + sample),
                        "model.projections.E -> E.weight=3 nS"));
    }

    @Test
    void mistakesOnTheCommandLineAreLocatedThere() {
        assertEquals(
                List.of(
                        "-p no. 1: '0 ms' is out of range; it must be above 0 ms",
                        "-p no. 2: there is no key 'duratoin' here; did you mean 'duration'?",
                        "-p no. 3: there is no stage 'mian' that -p could change; did you mean 'main'?",
                        "-p no. 4: 'seed' is not of the form path=value; write for example -p seed=7",
                        "-p no. 5: there is no key 'sede' in a pipeline; did you mean 'seed'?",
                        "-p no. 6: this is not YAML: expected ',' or ']', but got <stream end>; check the indentation, brackets and quotes just before"),
                problems(
                        SMALL,
                        "stages.main.with.duration=0 ms",
                        "stages.main.with.duratoin=1 s",
                        "stages.mian.with.duration=1 s",
                        "seed",
                        "sede=1",
                        "stages.main.sweep.condition=[A"));
    }

    @Test
    void theCommandLineMayReconnectStages() {
        assertEquals(
                List.of("-p no. 1: there is no stage 'nowhere'; valid names are scan, choice, main, sync"),
                problems(SMALL, "choices.drive.computed=${nowhere.choice.probability}"));
    }

    @Test
    void aProfileHasANameThatAFolderCanHaveOnEverySystem() {
        assertProblem(
                "'fast/small' cannot be a folder, which a profile needs for its results; choose another name",
                SMALL + "profiles:\n  §fast/small: {}\n");
        assertProblem(
                "'Nul' cannot be a folder, which a profile needs for its results; choose another name",
                SMALL + "profiles:\n  §Nul: {}\n");
    }
}
