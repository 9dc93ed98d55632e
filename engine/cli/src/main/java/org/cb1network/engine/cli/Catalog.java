package org.cb1network.engine.cli;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.engine.runner.spec.StageCatalog;
import org.cb1network.engine.stage.Stage;
import org.cb1network.figures.FigureStages;
import org.cb1network.stages.science.ScienceStages;

/** All stage types that {@code pipeline.jar} brings. */
final class Catalog {

    private Catalog() {}

    static StageCatalog stages() {
        List<Stage<?>> stages = new ArrayList<>(ScienceStages.all());
        stages.addAll(FigureStages.all());
        return StageCatalog.of(stages);
    }
}
