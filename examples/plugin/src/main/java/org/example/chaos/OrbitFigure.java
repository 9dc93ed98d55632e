package org.example.chaos;

import java.io.IOException;
import java.util.List;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Cell;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.NoParameters;
import org.cb1network.figures.stage.Rows;
import org.cb1network.figures.theme.Theme;

/** Draws the orbits of the logistic map, one for each growth rate. */
public final class OrbitFigure extends FigureStage<NoParameters> {

    /** A row of the input. The sweep of the stage that yields it adds the growth rate. */
    private record State(
            @Cell("growth rate") double growth,
            @Cell("number of the iteration") int step,
            @Cell("value after it") double value) {}

    private static final RowType<State> ORBITS = RowType.of("orbits", "states of each orbit", State.class);

    /** Creates the stage. */
    public OrbitFigure() {
        super("draw-orbits", "Draws the orbits of the logistic map", NoParameters.class, List.of(ORBITS.input()));
    }

    @Override
    protected Figure draw(NoParameters parameters, Theme theme, StageContext context) throws IOException {
        Figure figure = Figure.of(100, 55, theme)
                .title("Orbits of the logistic map")
                .describe("A fixed point, a cycle of two values, and chaos.");
        Axes panel = figure.panel("", Rect.of(16, 8, 56, 32));
        List<State> states = context.read(ORBITS);
        for (double growth : Rows.distinctNumbers(states, State::growth)) {
            List<State> orbit = Rows.where(states, State::growth, growth);
            panel.line(Rows.numbers(orbit, State::step), Rows.numbers(orbit, State::value))
                    .series("growth " + growth)
                    .color("series." + (int) growth);
        }
        panel.x().label("iteration");
        panel.y().range(0, 1).label("value");
        return figure;
    }
}
