package org.cb1network.figures.paper;

import java.io.IOException;
import java.util.List;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Column;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.mark.Matrix;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.PickedRows;
import org.cb1network.figures.theme.Theme;

/**
 * The published figure model: the steps of its design, its connection probabilities in V1, and what release probability does to a
 * synapse.
 */
public final class ModelFigure extends FigureStage<ModelFigure.Parameters> {

    /** Nothing to choose. */
    public record Parameters() {}

    private static final List<String> POST = List.of("L23Exc", "PvInh", "CB1Inh", "L4Exc");
    private static final List<String> PRE = List.of("L23Exc", "PvInh", "CB1Inh", "L4Exc", "AffExcBG", "AffExcTV");
    private static final double PERCENT = 100;

    private static final Column PRE_COLUMN = Column.text("pre", "where the projection comes from");
    private static final Column POST_COLUMN = Column.text("post", "where it goes to");
    private static final Column TIME = Column.float64("time", "ms", "time");
    private static final Column RELEASE =
            Column.float64("release_probability", "1", "release probability at that time");
    private static final Column CONDUCTANCE = Column.float64("conductance", "nS", "conductance at that time");

    /** Creates the figure, which has no state. */
    public ModelFigure() {
        super(
                "draw-model",
                "Draws the published model figure: steps of its design, connection probabilities, release",
                Parameters.class,
                List.of(
                        new InputPort(
                                "projections",
                                "projections of the model in each condition",
                                List.of(
                                        Column.text("condition", "the condition"),
                                        PRE_COLUMN,
                                        POST_COLUMN,
                                        Column.float64("probability", "1", "connection probability"))),
                        new InputPort("spikes-pv", "spikes of a PV cell", List.of(TIME)),
                        new InputPort("conductance-pv", "conductance they open", List.of(TIME, RELEASE, CONDUCTANCE)),
                        new InputPort("spikes-cb1", "spikes of a CB1+ cell", List.of(TIME)),
                        new InputPort(
                                "conductance-cb1", "conductance they open", List.of(TIME, RELEASE, CONDUCTANCE))));
    }

    @Override
    protected Figure draw(Parameters parameters, Theme theme, StageContext context) throws IOException {
        Figure figure = Figure.of(180, 94, theme)
                .title("The model, and the steps of its design")
                .describe(
                        "Schematic of the circuit in four steps; matrix of connection probabilities in V1; spike trains of a PV "
                                + "and a CB1+ cell and the conductance they open, the latter at a falling release probability.");
        figure.letter("a", 1, 5);
        figure.sketch(new Schematic(theme)::draw);
        connections(figure, PickedRows.of(context.input("projections")));
        new ReleasePanel(figure, context).draw();
        return figure;
    }

    private static void connections(Figure figure, PickedRows projections) {
        PickedRows v1 = projections.where("condition", "V1");
        double[][] percent = new double[PRE.size()][POST.size()];
        double most = 10;
        for (int row = 0; row < PRE.size(); row++) {
            for (int column = 0; column < POST.size(); column++) {
                double probability = v1.where("pre", PRE.get(row))
                        .where("post", POST.get(column))
                        .number("probability");
                percent[row][column] = probability > 0 ? PERCENT * probability : Double.NaN;
                most = Math.max(most, PERCENT * (probability > 0 ? probability : 0));
            }
        }
        Axes panel = figure.panel("", Rect.of(15, 56, 17, 25.5));
        figure.letter("b", 1, 53.5);
        Matrix matrix = panel.matrix(percent).range(1, most);
        String[] post = POST.toArray(String[]::new);
        panel.x().items(post).tickColors(post).turnTicks(70).oppositeLabel("post");
        panel.y()
                .items("L23Exc", "PvInh", "CB1Inh", "L4Exc", "bg", "input")
                .tickColors(PRE.toArray(String[]::new))
                .oppositeLabel("pre");
        panel.colorBar(matrix, 7.5, 2.5).ticks(1, 4, 7, 10).label("*p_{conn}* (%)");
    }
}
