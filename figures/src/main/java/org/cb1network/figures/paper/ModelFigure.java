package org.cb1network.figures.paper;

import java.io.IOException;
import java.util.List;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Cell;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.mark.Matrix;
import org.cb1network.figures.paper.ReleasePanel.Train;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.NoParameters;
import org.cb1network.figures.stage.Rows;
import org.cb1network.figures.theme.Theme;

/**
 * The published figure model: the steps of its design, its connection probabilities in V1, and the effect of release probability on a
 * synapse.
 */
public final class ModelFigure extends FigureStage<NoParameters> {

    private static final List<String> POST = List.of("L23Exc", "PvInh", "CB1Inh", "L4Exc");
    private static final List<String> PRE = List.of("L23Exc", "PvInh", "CB1Inh", "L4Exc", "AffExcBG", "AffExcTV");
    private static final double PERCENT = 100;

    private record Projection(
            @Cell("the condition") String condition,
            @Cell("presynaptic population or afferent") String pre,
            @Cell("postsynaptic population") String post,
            @Cell("connection probability") double probability) {}

    /** A spike of the neuron whose synapse panel c shows. */
    record Spike(
            @Cell(value = "time of the spike", unit = "ms") double time) {}

    /** The state of that synapse at one time. */
    record Synapse(
            @Cell(value = "time", unit = "ms") double time,
            @Cell("release probability at that time") double releaseProbability,

            @Cell(value = "conductance at that time", unit = "nS")
            double conductance) {}

    private static final RowType<Projection> PROJECTIONS =
            RowType.of("projections", "projections of the model in each condition", Projection.class);
    private static final RowType<Spike> SPIKES_PV = RowType.of("spikes-pv", "spikes of a PV cell", Spike.class);
    private static final RowType<Synapse> CONDUCTANCE_PV =
            RowType.of("conductance-pv", "conductance that these spikes open", Synapse.class);
    private static final RowType<Spike> SPIKES_CB1 = RowType.of("spikes-cb1", "spikes of a CB1+ cell", Spike.class);
    private static final RowType<Synapse> CONDUCTANCE_CB1 =
            RowType.of("conductance-cb1", "conductance that these spikes open", Synapse.class);

    /** Creates the stage. */
    public ModelFigure() {
        super(
                "draw-model",
                "Draws the published model figure: steps of its design, connection probabilities, release",
                NoParameters.class,
                List.of(
                        PROJECTIONS.input(),
                        SPIKES_PV.input(),
                        CONDUCTANCE_PV.input(),
                        SPIKES_CB1.input(),
                        CONDUCTANCE_CB1.input()));
    }

    @Override
    protected Figure draw(NoParameters parameters, Theme theme, StageContext context) throws IOException {
        Figure figure = Figure.of(180, 94, theme)
                .title("The model, and the steps of its design")
                .describe(
                        "Schematic of the circuit in four steps; matrix of connection probabilities in V1; spike trains of a PV "
                                + "and a CB1+ cell and the conductance they open, the latter at a falling release probability.");
        figure.letter("a", 1, 5);
        figure.sketch(new Schematic(theme)::draw);
        connections(figure, Rows.where(context.read(PROJECTIONS), Projection::condition, "V1"));
        new ReleasePanel(figure)
                .draw(
                        Train.of("PvInh", "PV spike train", context.read(SPIKES_PV), context.read(CONDUCTANCE_PV)),
                        Train.of("CB1Inh", "CB1 spike train", context.read(SPIKES_CB1), context.read(CONDUCTANCE_CB1)));
        return figure;
    }

    private static void connections(Figure figure, List<Projection> v1) {
        double[][] percent = new double[PRE.size()][POST.size()];
        double most = 10;
        for (int row = 0; row < PRE.size(); row++) {
            for (int column = 0; column < POST.size(); column++) {
                double probability = Rows.first(
                        Rows.where(Rows.where(v1, Projection::pre, PRE.get(row)), Projection::post, POST.get(column)),
                        Projection::probability);
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
