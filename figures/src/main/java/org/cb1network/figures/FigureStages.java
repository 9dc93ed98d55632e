package org.cb1network.figures;

import java.util.List;
import org.cb1network.engine.stage.Stage;
import org.cb1network.figures.own.InputLevelFigure;
import org.cb1network.figures.own.Layer4ScansFigure;
import org.cb1network.figures.own.NoiseComparisonFigure;
import org.cb1network.figures.own.PublishedComparisonFigure;
import org.cb1network.figures.own.ReleaseMapFigure;
import org.cb1network.figures.own.ScanResidualsFigure;
import org.cb1network.figures.paper.EffectSummaryFigure;
import org.cb1network.figures.paper.ExampleSimFigure;
import org.cb1network.figures.paper.ModelFigure;

/** All figures, as stage types. */
public final class FigureStages {

    private FigureStages() {}

    /** One of each: the figures of the paper first, then our own. */
    public static List<Stage<?>> all() {
        return List.of(
                new ModelFigure(),
                new ExampleSimFigure(),
                new EffectSummaryFigure(),
                new ScanResidualsFigure(),
                new Layer4ScansFigure(),
                new InputLevelFigure(),
                new ReleaseMapFigure(),
                new PublishedComparisonFigure(),
                new NoiseComparisonFigure());
    }
}
