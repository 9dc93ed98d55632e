package org.cb1network.engine.runner.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.cb1network.engine.runner.spec.PipelineSpec;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointTimesTest {

    private static final String STAGES = """
            a: {run: add, sweep: {x: [1, 2]}}
            b: {run: total, inputs: {in: "${a.out}"}, sweep: {each: a}}
            c: {run: total, inputs: {in: "${a.out}"}}
            """;

    @TempDir
    private Path folder;

    @Test
    void anAnalysisOfEachPointTakesAShareOfThePoint() throws Exception {
        try (Workbench bench = new Workbench(folder, Toy.add(), Toy.total())) {
            PipelineSpec pipeline = bench.read(STAGES);
            PointTimes times = new PointTimes(pipeline, () -> Map.of("a", 0.001));
            assertEquals(0.07 * 0.001, times.ofPoint(pipeline.stage("b")));
            assertEquals(0.05, times.ofPoint(pipeline.stage("c")));
        }
    }

    @Test
    void whatThePipelineSaysCountsUntilAPointHasBeenMeasured() throws Exception {
        try (Workbench bench = new Workbench(folder, Toy.add(), Toy.total())) {
            PipelineSpec pipeline = bench.read(STAGES.replace("run: add,", "run: add, point-time: 120 s,"));
            assertEquals(120, new PointTimes(pipeline, Map::of).ofPoint(pipeline.stage("a")));
            assertEquals(3, new PointTimes(pipeline, () -> Map.of("a", 3.0)).ofPoint(pipeline.stage("a")));
        }
    }

    @Test
    void whatThePipelineSaysEntersNoKey() throws Exception {
        try (Workbench bench = new Workbench(folder, Toy.add(), Toy.total())) {
            bench.run(STAGES);
            assertTrue(bench.plan(STAGES.replace("run: add,", "run: add, point-time: 120 s,"))
                    .isComplete());
        }
    }
}
