package org.cb1network.figures.own;

import java.io.IOException;
import java.util.List;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Column;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.TextStyle;
import org.cb1network.figures.mark.DataArea;
import org.cb1network.figures.mark.Points.Symbol;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.plot.Sketch;
import org.cb1network.figures.stage.Conditions;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.PickedRows;
import org.cb1network.figures.theme.Theme;

/** Where the three conditions lie between release onto layer 2/3 and connections onto layer 4 of CB1+ cells. */
public final class ReleaseMapFigure extends FigureStage<ReleaseMapFigure.Parameters> {

    /** Nothing to choose. */
    public record Parameters() {}

    private static final double PERCENT = 100;
    private static final Column RELEASE = Column.float64("release", "1", "release probability CB1Inh->L23Exc");
    private static final Column CONNECTION = Column.float64("connection", "1", "connection probability CB1Inh->L4Exc");
    private static final Column POPULATION = Column.text("population", "name of the population");
    private static final Column RATE = Column.float64("rate", "Hz", "mean rate without input");
    private static final List<String> POPULATIONS = List.of("L23Exc", "CB1Inh", "L4Exc");

    /** Creates the figure, which has no state. */
    public ReleaseMapFigure() {
        super(
                "draw-release-map",
                "Draws rates over release onto layer 2/3 and connections onto layer 4, with the conditions",
                Parameters.class,
                List.of(
                        new InputPort(
                                "rates",
                                "rates over release and connections",
                                List.of(RELEASE, CONNECTION, POPULATION, RATE)),
                        new InputPort(
                                "projections",
                                "projections of the model in each condition",
                                List.of(
                                        Column.text("condition", ""),
                                        Column.text("pre", ""),
                                        Column.text("post", ""),
                                        Column.float64("probability", "1", ""),
                                        Column.float64("release", "1", "")))));
    }

    @Override
    protected Figure draw(Parameters parameters, Theme theme, StageContext context) throws IOException {
        Figure figure = Figure.of(180, 58, theme)
                .title("Release of CB1+ cells onto layer 2/3 against their connections onto layer 4")
                .describe(
                        "Rates of L2/3 PN, CB1 and L4 PN without input over both probabilities, with V1, V2M and V2M-CB1-KO "
                                + "marked.");
        PickedRows rates = PickedRows.of(context.input("rates"));
        PickedRows projections = PickedRows.of(context.input("projections"));
        for (int i = 0; i < POPULATIONS.size(); i++) {
            map(figure, i, rates.where("population", POPULATIONS.get(i)), projections);
        }
        return figure;
    }

    private static void map(Figure figure, int number, PickedRows rates, PickedRows projections) {
        String population = POPULATIONS.get(number);
        Grid grid = Grid.of(rates, "release", "connection", "rate");
        Axes panel = figure.panel("abc".substring(number, number + 1), Rect.of(16 + 57 * number, 11, 28, 34));
        panel.title(Conditions.shortName(population));
        var map = grid.percentUp().map(panel);
        panel.x().label("*p_{rel}* CB1→L2/3 PN");
        panel.y().label(number == 0 ? "*p_{conn}* CB1→L4 PN (%)" : "");
        panel.colorBar(map, 2, 2.2).label("rate (Hz)");
        for (String condition : Conditions.SHOWN) {
            PickedRows of = projections.where("condition", condition).where("pre", "CB1Inh");
            double release = of.where("post", "L23Exc").number("release");
            double connection = PERCENT * of.where("post", "L4Exc").number("probability");
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
