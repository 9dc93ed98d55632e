package org.cb1network.stages;

import java.util.List;
import org.cb1network.engine.stage.Stage;
import org.cb1network.stages.rates.RateSummaryStage;
import org.cb1network.stages.simulation.SimulateStage;

/** The stage types of this module. */
public final class ScienceStages {

    private ScienceStages() {}

    /** One of each. */
    public static List<Stage<?>> all() {
        return List.of(new SimulateStage(), new RateSummaryStage());
    }
}
