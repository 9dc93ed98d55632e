package org.cb1network.engine.runner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.spec.StageSpec;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SelectionTest {

    @TempDir
    private Path folder;

    private Workbench bench;
    private PipelineSpec pipeline;

    /** {@code left <- a -> right <- b}, and {@code end <- right}; written in an order against the edges. */
    @BeforeEach
    void open() {
        bench = new Workbench(folder, Toy.add(), Toy.total());
        pipeline = bench.read("""
                end: {run: total, inputs: {in: "${right.out}"}}
                right: {run: total, with: {x: "${b.out.value}"}, inputs: {in: "${a.out}"}}
                left: {run: total, inputs: {in: "${a.out}"}}
                b: {run: add}
                a: {run: add}
                """);
    }

    @AfterEach
    void close() throws IOException {
        bench.close();
    }

    private static List<String> names(Selection selection) {
        return selection.stages().stream().map(StageSpec::name).toList();
    }

    private List<String> forced(Selection selection) {
        return pipeline.stages().keySet().stream().filter(selection::isForced).toList();
    }

    @Test
    void everyStageComesAfterThoseItNeeds() {
        assertEquals(List.of("b", "a", "right", "left", "end"), names(Selection.all(pipeline)));
    }

    @Test
    void aTargetSelectsExactlyWhatItNeeds() {
        assertEquals(List.of("b", "a", "right"), names(Selection.of(pipeline, List.of("right"), List.of(), false)));
        assertEquals(List.of("a"), names(Selection.of(pipeline, List.of("a"), List.of(), false)));
    }

    @Test
    void fromSelectsWhatDependsOnAStageAndWhatThatNeeds() {
        assertEquals(List.of("b", "a", "right", "end"), names(Selection.of(pipeline, List.of(), List.of("b"), false)));
        assertEquals(List.of("b", "a", "right"), names(Selection.of(pipeline, List.of("right"), List.of("b"), false)));
    }

    @Test
    void forceAppliesToTheNamedStagesNotToThoseTheyNeed() {
        assertEquals(List.of("right"), forced(Selection.of(pipeline, List.of("right"), List.of(), true)));
        assertEquals(List.of("b"), forced(Selection.of(pipeline, List.of(), List.of("b"), true)));
    }

    @Test
    void forceWithoutNamesAppliesToEveryStage() {
        assertEquals(
                5, forced(Selection.of(pipeline, List.of(), List.of(), true)).size());
        assertEquals(
                0, forced(Selection.of(pipeline, List.of(), List.of(), false)).size());
    }

    @Test
    void anUnknownStageIsAnsweredWithTheNearestName() {
        assertEquals(
                "the pipeline has no stage 'rihgt'; did you mean 'right'?",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Selection.of(pipeline, List.of("rihgt"), List.of(), false))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Selection.of(pipeline, List.of(), List.of("zzz"), false));
    }

    @Test
    void aTargetThatDoesNotDependOnFromIsRejected() {
        assertEquals(
                "nothing is selected: left does not depend on b",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Selection.of(pipeline, List.of("left"), List.of("b"), false))
                        .getMessage());
    }
}
