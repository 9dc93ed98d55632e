package org.cb1network.engine.runner.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.cb1network.engine.runner.job.ScalingModel.Stage;
import org.junit.jupiter.api.Test;

class ScalingModelTest {

    private static final ScalingModel CHAIN =
            new ScalingModel(List.of(new Stage("a", 100, 1, Set.of()), new Stage("b", 1, 7, Set.of("a"))));

    @Test
    void twiceTheWorkersHalveTheTimeOfIndependentPoints() {
        ScalingModel one = new ScalingModel(List.of(new Stage("a", 1000, 1, Set.of())));
        assertEquals(2, one.seconds(1, 1) / one.seconds(2, 1), 0.05);
    }

    @Test
    void cpusOfOneWorkerCountAsManyWorkers() {
        assertEquals(CHAIN.seconds(8, 1), CHAIN.seconds(2, 4));
    }

    @Test
    void aStageWaitsForThoseThatItNeeds() {
        double unlimited = CHAIN.seconds(1000, 1);
        assertTrue(unlimited > 8 && unlimited < 15, () -> unlimited + " s");
    }
}
