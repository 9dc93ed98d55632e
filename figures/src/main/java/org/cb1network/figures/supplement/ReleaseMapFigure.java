package org.cb1network.figures.supplement;

import java.io.IOException;
import java.util.List;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Cell;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.TextStyle;
import org.cb1network.figures.mark.DataArea;
import org.cb1network.figures.mark.Points.Symbol;
import org.cb1network.figures.paper.Conditions;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.plot.Sketch;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.Grid;
import org.cb1network.figures.stage.NoParameters;
import org.cb1network.figures.stage.Rows;
import org.cb1network.figures.theme.Theme;

/** Where the three conditions lie between release onto layer 2/3 and connections onto layer 4 of CB1+ cells. */
public final class ReleaseMapFigure extends FigureStage<NoParameters> {

    private static final double PERCENT = 100;

    private record Rate(
            @Cell("release probability CB1Inh->L23Exc") double release,
            @Cell("connection probability CB1Inh->L4Exc") double connection,
            @Cell("name of the population") String population,

            @Cell(value = "mean rate without input", unit = "Hz")
            double rate) {}

    private record Projection(
            @Cell("the condition") String condition,
            @Cell("presynaptic population") String pre,
            @Cell("postsynaptic population") String post,
            @Cell("connection probability") double probability,
            @Cell("release probability") double release) {}

    private static final RowType<Rate> RATES = RowType.of("rates", "rates over release and connections", Rate.class);
    private static final RowType<Projection> PROJECTIONS =
            RowType.of("projections", "projections of the model in each condition", Projection.class);
    private static final List<String> POPULATIONS = List.of("L23Exc", "CB1Inh", "L4Exc");

    /** Creates the stage. */
    public ReleaseMapFigure() {
        super(
                "draw-release-map",
                "Draws rates over release onto layer 2/3 and connections onto layer 4, with the conditions",
                NoParameters.class,
                List.of(RATES.input(), PROJECTIONS.input()));
    }

    @Override
    protected Figure draw(NoParameters parameters, Theme theme, StageContext context) throws IOException {
        Figure figure = Figure.of(180, 58, theme)
                .title("Release of CB1+ cells onto layer 2/3 against their connections onto layer 4")
                .describe(
                        "Rates of L2/3 PN, CB1 and L4 PN without input over both probabilities, with V1, V2M and V2M-CB1-KO "
                                + "marked.");
        List<Rate> rates = context.read(RATES);
        List<Projection> projections = context.read(PROJECTIONS);
        for (int i = 0; i < POPULATIONS.size(); i++) {
            map(figure, i, Rows.where(rates, Rate::population, POPULATIONS.get(i)), projections);
        }
        return figure;
    }

    private static void map(Figure figure, int number, List<Rate> rates, List<Projection> projections) {
        String population = POPULATIONS.get(number);
        Grid grid = Grid.of(rates, Rate::release, Rate::connection, Rate::rate);
        Axes panel = figure.panel("abc".substring(number, number + 1), Rect.of(16 + 57 * number, 11, 28, 34));
        panel.title(Conditions.shortName(population));
        var map = grid.percentUp().map(panel);
        panel.x().label("*p_{rel}* CB1→L2/3 PN");
        panel.y().label(number == 0 ? "*p_{conn}* CB1→L4 PN (%)" : "");
        panel.colorBar(map, 2, 2.2).label("rate (Hz)");
        for (String condition : Conditions.SHOWN) {
            List<Projection> fromCb1 = Rows.where(
                    projections,
                    row -> row.condition().equals(condition) && row.pre().equals("CB1Inh"));
            double release = Rows.first(Rows.where(fromCb1, Projection::post, "L23Exc"), Projection::release);
            double connection =
                    PERCENT * Rows.first(Rows.where(fromCb1, Projection::post, "L4Exc"), Projection::probability);
            panel.points(new double[] {release}, new double[] {connection})
                    .symbol(Symbol.CIRCLE)
                    .open()
                    .size(1.6)
                    .color(condition);
            panel.sketch((sketch, area) -> label(sketch, area, figure.theme(), condition, release, connection));
        }
    }

    /** The name of a condition on white, above its mark: below, that of V1 would lie on the axis. */
    private static void label(
            Sketch sketch, DataArea area, Theme theme, String condition, double release, double connection) {
        if (area.x().covers(release) && area.y().covers(connection)) {
            TextStyle style = theme.smallText().size(5.5);
            sketch.box(
                    area.toX(release),
                    area.toY(connection) - 3.2,
                    Conditions.shortName(condition),
                    style,
                    Color.WHITE,
                    sketch.color(condition));
        }
    }
}
