package org.cb1network.stages.science;

import java.util.List;
import org.cb1network.engine.stage.Stage;
import org.cb1network.stages.science.claims.TestClaimsStage;
import org.cb1network.stages.science.coordination.SpikeTimeTilingStage;
import org.cb1network.stages.science.coordination.SummarizeSttcStage;
import org.cb1network.stages.science.gain.EventResponsesStage;
import org.cb1network.stages.science.gain.SummarizeGainStage;
import org.cb1network.stages.science.membrane.MembraneStatisticsStage;
import org.cb1network.stages.science.membrane.SummarizeMembraneStage;
import org.cb1network.stages.science.model.DescribeModelStage;
import org.cb1network.stages.science.published.CompareChoicesStage;
import org.cb1network.stages.science.published.ComparePublishedStage;
import org.cb1network.stages.science.rates.SummarizeRatesStage;
import org.cb1network.stages.science.release.IllustrateReleaseStage;
import org.cb1network.stages.science.scan.ChooseStage;
import org.cb1network.stages.science.scan.RankScanStage;
import org.cb1network.stages.science.simulation.SimulateStage;

/** The stage types of this module. */
public final class ScienceStages {

    private ScienceStages() {}

    /** One of each, from the simulation to the comparison with what was published. */
    public static List<Stage<?>> all() {
        return List.of(
                new SimulateStage(),
                new SummarizeRatesStage(),
                new RankScanStage(),
                new ChooseStage(),
                new EventResponsesStage(),
                new SummarizeGainStage(),
                new SpikeTimeTilingStage(),
                new SummarizeSttcStage(),
                new MembraneStatisticsStage(),
                new SummarizeMembraneStage(),
                new DescribeModelStage(),
                new IllustrateReleaseStage(),
                new TestClaimsStage(),
                new CompareChoicesStage(),
                new ComparePublishedStage());
    }
}
