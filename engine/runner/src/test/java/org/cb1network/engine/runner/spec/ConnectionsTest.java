package org.cb1network.engine.runner.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.runner.plan.Selection;
import org.cb1network.engine.runner.spec.read.PipelineReader;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problem;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.TableOutput;
import org.cb1network.engine.table.Column;
import org.cb1network.engine.table.TableSchema;
import org.junit.jupiter.api.Test;

/** What the inputs of stages need of the tables of others. */
class ConnectionsTest {

    record Parameters(
            @Describe("leading columns") @Default("[]") List<String> by) {}

    private record Toy(StageType<Parameters> type) implements Stage<Parameters> {

        static Toy of(String name, InputPort input, TableOutput output) {
            return new Toy(new StageType<>(name, name, Parameters.class, List.of(input), List.of(output), false));
        }

        @Override
        public void compute(Parameters parameters, StageContext context) {
            throw new UnsupportedOperationException();
        }
    }

    private static final TableSchema MEANS = TableSchema.of("means", "means", Column.float64("mean", "1", "a mean"));

    private static String problems(List<String> targets, String by, String... overrides) {
        String yaml = Documents.SMALL + """
                  grouped: {run: group, inputs: {table: "${main.rates}"}, with: {by: %s}}
                  needy: {run: need, inputs: {table: "${grouped.means}"}}
                  exact: {run: exactly, inputs: {table: "${main.rates}"}}
                  exacting: {run: need, inputs: {table: "${exact.means}"}}
                """.formatted(by).indent(0);
        StageCatalog catalog = StageCatalog.of(List.of(
                new TestStages.Simulate(),
                new TestStages.Choose(),
                new TestStages.Analyse(),
                Toy.of(
                        "group",
                        new InputPort("table", "any table"),
                        TableOutput.summaryOf("table", MEANS).ledBy("by")),
                Toy.of(
                        "exactly",
                        new InputPort("table", "rates", List.of(Column.float64("rate", "Hz", ""))),
                        TableOutput.summaryOf("table", MEANS).asExact()),
                Toy.of(
                        "need",
                        new InputPort(
                                "table",
                                "groups",
                                List.of(Column.text("population", ""), Column.float64("replicate", "1", ""))),
                        new TableOutput(MEANS, true))));
        try {
            PipelineSpec pipeline = PipelineReader.read(
                    yaml.getBytes(StandardCharsets.UTF_8),
                    Path.of("p.yaml"),
                    PipelineReader.DEFAULT_PROFILE,
                    List.of(overrides),
                    catalog);
            Selection.of(pipeline, targets, List.of(), false).checked();
            return "";
        } catch (PipelineException e) {
            return String.join(
                    "\n", e.problems().stream().map(Problem::toString).toList());
        }
    }

    @Test
    void anInputMayNeedColumnsThatAParameterOfAnotherStageNames() {
        assertEquals("", problems(List.of(), "[population, replicate]"));
    }

    @Test
    void anAxisThatAParameterDoesNotNameIsMissing() {
        assertEquals(
                "p.yaml:48:38: the input 'table' needs a column 'replicate' (a number without unit), which ${grouped.means}"
                        + " does not have; valid names are population, condition, mean",
                problems(List.of(), "[population, condition]"));
    }

    /** A stage whose type does not call its table exact may add a leading column, and a summary hands it on. */
    @Test
    void whatAnExactSummaryMayHandOnIsNotMissing() {
        assertEquals("", problems(List.of("exacting"), "[population]"));
    }

    @Test
    void whatAStageThatIsNotSelectedNeedsIsNotChecked() {
        assertEquals("", problems(List.of("main"), "[population]"));
        assertEquals("", problems(List.of("scan"), "[population]", "stages.sync.sweep=null"));
        assertEquals(
                "p.yaml:45:22: ${main.spikes} is not one table: each of the stage's 8 points has one; run this stage for"
                        + " each of them with 'sweep: {each: main}'",
                problems(List.of("sync"), "[population]", "stages.sync.sweep=null"));
    }
}
