package org.cb1network.engine.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointsAtWorkTest {

    @TempDir
    private Path folder;

    @Test
    void whatAStageSaysOfAPointIsKnownUntilThePointEnds() throws IOException {
        PointsAtWork atWork = new PointsAtWork();
        List<Optional<String>> seen = new ArrayList<>();
        Toy slow = Toy.source("slow", (parameters, context) -> {
            seen.add(atWork.of("a"));
            context.progress("counting", 0.409);
            seen.add(atWork.of("a"));
            seen.add(atWork.of("another"));
            Toy.write(context, parameters.x());
        });
        try (Workbench bench = new Workbench(folder, slow)) {
            PointTask task = bench.plan("a: {run: slow}")
                    .stages()
                    .get(0)
                    .work()
                    .orElseThrow()
                    .task(0, false);
            PointComputer computer =
                    new PointComputer(bench.store(), new Cancellation(), "test", Clock.systemUTC(), atWork);
            assertInstanceOf(PointOutcome.Computed.class, computer.compute(task));
        }
        assertEquals(List.of(Optional.empty(), Optional.of("counting 40 %"), Optional.empty()), seen);
        assertEquals(Optional.empty(), atWork.of("a"));
    }
}
