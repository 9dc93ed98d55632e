package org.cb1network.stages.science.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.testing.FakeContext;
import org.cb1network.stages.network.spec.Afferent;
import org.cb1network.stages.network.spec.AfferentNoise;
import org.cb1network.stages.network.spec.ConnectionProbability;
import org.cb1network.stages.network.spec.NetworkModel;
import org.cb1network.stages.network.spec.Pathway;
import org.cb1network.stages.network.spec.Population;
import org.cb1network.stages.network.spec.Projection;
import org.cb1network.stages.network.spec.Receptor;
import org.junit.jupiter.api.Test;

class DescribeModelStageTest {

    private static final NetworkModel MODEL = new NetworkModel(
            0.1,
            ConnectionProbability.IN_DEGREE,
            AfferentNoise.INDEPENDENT,
            Map.of("inhibitory", new Receptor.Conductance(-80, 5)),
            Map.of("PvInh", new Population(500, "inhibitory", 10, 200, -70, -70, -53, 5)),
            Map.of("Aff", new Afferent(4000, "inhibitory", 4)),
            Map.of(
                    new Pathway("PvInh", "PvInh"), projection(0.067),
                    new Pathway("Aff", "PvInh"), projection(0.1)));

    private static Projection projection(double probability) {
        return Projection.of(probability, 10).withRelease(0.5);
    }

    private static FakeContext run() throws Exception {
        DescribeModelStage stage = new DescribeModelStage();
        return FakeContext.of(stage).run(stage, new DescribeModelStage.Parameters(MODEL));
    }

    @Test
    void theInDegreeIsRoundedDownAsInTheModel() throws Exception {
        Table projections = run().output("projections");
        int row = projections.text("pre").indexOf("PvInh");
        assertEquals(33, projections.int32("in_degree", row));
        assertEquals(0.067, projections.float64("probability", row));
        assertEquals(0.5, projections.float64("release", row));
    }

    @Test
    void afferentsAreMarkedAndHaveNoMembrane() throws Exception {
        Table populations = run().output("populations");
        assertEquals(List.of("PvInh", "Aff"), populations.text("population"));
        assertTrue(populations.bool("afferent", 1));
        assertTrue(Double.isNaN(populations.float64("threshold", 1)));
        assertEquals(-53, populations.float64("threshold", 0));
        Table projections = run().output("projections");
        assertEquals(400, projections.int32("in_degree", projections.text("pre").indexOf("Aff")));
    }
}
