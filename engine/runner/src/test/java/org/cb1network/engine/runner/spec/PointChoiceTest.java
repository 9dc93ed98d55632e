package org.cb1network.engine.runner.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problem;
import org.cb1network.engine.stage.ChoosesPoint;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.FileOutput;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.junit.jupiter.api.Test;

class PointChoiceTest {

    record Parameters(@Describe("the point") @Default("{}") Map<String, String> point) implements ChoosesPoint {}

    /** Draws the spikes of one point. */
    private static final class Draw implements Stage<Parameters> {
        @Override
        public StageType<Parameters> type() {
            return new StageType<>(
                    "draw",
                    "Draws.",
                    Parameters.class,
                    List.of(
                            InputPort.ofAllPoints("spikes", "spikes", List.of()),
                            new InputPort("rates", "rates").asOptional()),
                    List.of(new FileOutput("figure", "image/svg+xml", "svg", "The figure.")),
                    false);
        }

        @Override
        public void compute(Parameters parameters, StageContext context) {
            throw new UnsupportedOperationException();
        }
    }

    /** Returns the problems of a pipeline whose stage {@code draw} makes a choice among the eight points of {@code main}. */
    private static String problems(String draw) {
        String yaml = Documents.small("${choices.drive}", "0.1") + "  drawn:\n    run: draw\n" + draw;
        try {
            PipelineSpec pipeline = PipelineReader.read(
                    yaml.getBytes(StandardCharsets.UTF_8),
                    Path.of("p.yaml"),
                    PipelineReader.DEFAULT_PROFILE,
                    List.of(),
                    StageCatalog.of(List.of(
                            new TestStages.Simulate(), new TestStages.Choose(), new TestStages.Analyse(), new Draw())));
            Selection.all(pipeline).checked();
            return "";
        } catch (PipelineException e) {
            return String.join(
                    "\n", e.problems().stream().map(Problem::toString).toList());
        }
    }

    private static String problemsOfPoint(String point) {
        return problems("    inputs: {spikes: \"${main.spikes}\"}\n    with: {point: " + point + "}\n");
    }

    @Test
    void aChoiceOfOnePointIsRight() {
        assertEquals("", problemsOfPoint("{condition: B, replicate: 4}"));
    }

    @Test
    void aValueThatTheAxisLacksIsReportedWithThoseItHas() {
        assertEquals(
                "p.yaml:50:45: the axis 'replicate' of the stage 'main' has no value '5'; its values are 1, 2, 3, 4",
                problemsOfPoint("{condition: B, replicate: 5}"));
    }

    @Test
    void anAxisThatThereIsNotIsReportedWithTheLikelyOne() {
        assertEquals(
                "p.yaml:50:32: there is no axis 'conditions'; did you mean 'condition'?",
                problemsOfPoint("{conditions: B, replicate: 1}"));
    }

    @Test
    void aChoiceThatCannotBeReadIsReportedAsSuch() {
        assertTrue(problemsOfPoint("7").startsWith("p.yaml:50:19: "), problemsOfPoint("7"));
        assertEquals(1, problemsOfPoint("7").lines().count());
    }

    @Test
    void aChoiceThatSeveralPointsFitIsReported() {
        assertEquals(
                "p.yaml:50:19: several points of the stage 'main' are chosen, and not one; add a value of replicate, for example"
                        + " replicate: 1",
                problemsOfPoint("{condition: B}"));
        assertEquals(
                "p.yaml:47:3: several points of the stage 'main' are chosen, and not one; add a value of condition and of"
                        + " replicate, for example condition: A",
                problems("    inputs: {spikes: \"${main.spikes}\"}\n"));
    }

    @Test
    void aChoiceThatAnAxisSetsIsCheckedAtEachValue() {
        assertEquals(
                "p.yaml:51:61: the axis 'replicate' of the stage 'main' has no value '5'; its values are 1, 2, 3, 4",
                problems("""
                            inputs: {spikes: "${main.spikes}"}
                            with: {point: {condition: B, replicate: 1}}
                            sweep: {chosen: {set: with.point.replicate, values: [1, 5]}}
                        """));
    }

    @Test
    void aStageThatRunsForEachPointOrTakesJoinedTablesChoosesNone() {
        assertEquals("", problems("    inputs: {spikes: \"${main.spikes}\"}\n    sweep: {each: main}\n"));
        assertEquals("", problems("    inputs: {spikes: \"${main.rates}\"}\n"));
    }
}
