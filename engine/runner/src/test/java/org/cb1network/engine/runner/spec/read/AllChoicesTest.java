package org.cb1network.engine.runner.spec.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cb1network.engine.runner.spec.Documents;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.stage.Default;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.cb1network.engine.stage.Unit;
import org.junit.jupiter.api.Test;

/** {@code ${choices}} in place of a mapping. */
class AllChoicesTest {

    /** A choice without unit. */
    record Share(double computed, double published, Optional<Double> confidence) {}

    /** A choice of a rate. */
    record Rate(@Unit("Hz") double computedHz, @Unit("Hz") double publishedHz) {}

    /** What the stage takes. */
    record Parameters(
            @Default("{}") Map<String, Share> shares,
            @Default("{}") Map<String, Rate> rates,
            @Default("{}") Map<String, Double> numbers) {}

    private static final class Compare implements Stage<Parameters> {
        @Override
        public StageType<Parameters> type() {
            return new StageType<>("compare", "Compares.", Parameters.class, List.of(), List.of(), false);
        }

        @Override
        public void compute(Parameters parameters, StageContext context) {}
    }

    private static PipelineSpec read(String choices, String with) {
        String yaml = "pipeline: toys\nseed: 1\nchoices:\n" + choices.indent(2) + "stages:\n  it: {run: compare, with: "
                + with + "}\n";
        return PipelineReader.read(
                yaml.getBytes(StandardCharsets.UTF_8),
                Path.of("pipeline.yaml"),
                PipelineReader.DEFAULT_PROFILE,
                List.of(),
                StageCatalog.of(List.of(new Compare())));
    }

    private static final String CHOICES = """
            share: {computed: 0.5, published: 25 %, use: published}
            rate: {computed: 3 Hz, published: 0.004 kHz}
            """;

    @Test
    void eachMappingTakesTheChoicesOfItsKind() {
        Parameters parameters =
                (Parameters) Documents.resolve(read(CHOICES, "{shares: '${choices}', rates: '${ choices }'}"), "it", 0)
                        .parameters();
        assertEquals(Map.of("share", new Share(0.5, 0.25, Optional.empty())), parameters.shares());
        assertEquals(Map.of("rate", new Rate(3, 4)), parameters.rates());
    }

    @Test
    void aMappingOfSomethingElseTakesNoChoices() {
        PipelineException e = assertThrows(PipelineException.class, () -> read(CHOICES, "{numbers: '${choices}'}"));
        assertTrue(e.getMessage().contains("pipeline.yaml:7:"), e.getMessage());
        assertTrue(e.getMessage().contains("the choices do not fit here"), e.getMessage());
    }

    @Test
    void aConfidenceIsAResult() {
        PipelineException number = assertThrows(
                PipelineException.class, () -> read("a: {computed: 1, published: 1, confidence: 0.9}", "{}"));
        assertTrue(number.getMessage().contains("a confidence is a result"), number.getMessage());
        PipelineException nowhere = assertThrows(
                PipelineException.class,
                () -> read("a: {computed: 1, published: 1, confidence: '${nowhere.out.value}'}", "{}"));
        assertTrue(nowhere.getMessage().contains("there is no stage 'nowhere'"), nowhere.getMessage());
    }
}
