package org.cb1network.engine.runner.spec.bind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.cb1network.engine.runner.spec.yaml.PipelineException;
import org.cb1network.engine.runner.spec.yaml.Problems;
import org.cb1network.engine.runner.spec.yaml.SourcePosition;
import org.cb1network.engine.runner.spec.yaml.YamlReader;
import org.cb1network.engine.stage.DefaultVariant;
import org.junit.jupiter.api.Test;

/** A sealed interface one of whose records is meant where the key {@code type} is not written. */
class DefaultVariantTest {
    sealed interface Shape {}

    @DefaultVariant
    record Square(int side) implements Shape {}

    record Circle(int radius) implements Shape {}

    record Parameters(Shape shape) {}

    private static Parameters bind(String yaml) {
        Problems problems = new Problems();
        Draft draft = new Binder(problems, Path.of(""), Map.of())
                .bind(YamlReader.readValue(yaml, SourcePosition.of("test")), ParameterTypes.of(Parameters.class));
        problems.throwIfAny();
        return (Parameters) draft.build();
    }

    @Test
    void theDefaultVariantIsMeantWithoutAType() {
        assertEquals(new Parameters(new Square(2)), bind("{shape: {side: 2}}"));
        assertEquals(new Parameters(new Square(2)), bind("{shape: {type: square, side: 2}}"));
        assertEquals(new Parameters(new Circle(3)), bind("{shape: {type: circle, radius: 3}}"));
    }

    @Test
    void writingTheTypeOfTheDefaultVariantChangesNoKey() {
        assertEquals(
                Map.of("shape.side", "2"),
                CanonicalParameters.of(ParameterTypes.of(Parameters.class), new Parameters(new Square(2)))
                        .asMap());
        assertEquals(
                Map.of("shape.type", "circle", "shape.radius", "3"),
                CanonicalParameters.of(ParameterTypes.of(Parameters.class), new Parameters(new Circle(3)))
                        .asMap());
    }

    @Test
    void anotherVariantNeedsItsTypeAndAnUnknownOneIsReported() {
        PipelineException untyped = assertThrows(PipelineException.class, () -> bind("{shape: {radius: 3}}"));
        assertTrue(untyped.getMessage().contains("radius"), untyped.getMessage());
        PipelineException unknown = assertThrows(PipelineException.class, () -> bind("{shape: {type: triangle}}"));
        assertTrue(unknown.getMessage().contains("triangle"), unknown.getMessage());
    }
}
