package org.cb1network.stages;

import java.util.List;
import org.cb1network.engine.stage.Stage;
import org.cb1network.stages.claims.ClaimsStage;
import org.cb1network.stages.coordination.CoordinationSummaryStage;
import org.cb1network.stages.coordination.SpikeTimeTilingStage;
import org.cb1network.stages.gain.EventResponseStage;
import org.cb1network.stages.gain.GainSummaryStage;
import org.cb1network.stages.membrane.MembraneStage;
import org.cb1network.stages.membrane.MembraneSummaryStage;
import org.cb1network.stages.model.DescribeModelStage;
import org.cb1network.stages.published.CompareChoicesStage;
import org.cb1network.stages.published.CompareStage;
import org.cb1network.stages.rates.RateSummaryStage;
import org.cb1network.stages.release.ReleaseStage;
import org.cb1network.stages.scan.ChooseStage;
import org.cb1network.stages.scan.RankScanStage;
import org.cb1network.stages.simulation.SimulateStage;

/** The stage types of this module. */
public final class ScienceStages {

    private ScienceStages() {}

    /** One of each, from the simulation to the comparison with what was published. */
    public static List<Stage<?>> all() {
        return List.of(
                new SimulateStage(),
                new RateSummaryStage(),
                new RankScanStage(),
                new ChooseStage(),
                new EventResponseStage(),
                new GainSummaryStage(),
                new SpikeTimeTilingStage(),
                new CoordinationSummaryStage(),
                new MembraneStage(),
                new MembraneSummaryStage(),
                new DescribeModelStage(),
                new ReleaseStage(),
                new ClaimsStage(),
                new CompareChoicesStage(),
                new CompareStage());
    }
}
