package org.cb1network.figures.paper;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.InputPort;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Column;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.TextStyle;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.Estimates;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.PickedRows;
import org.cb1network.figures.theme.Theme;

/**
 * The published figure effect-summary, panels a to j: what release probability does to layer 2/3, the circuits without input in
 * three conditions, their answers to input, and gain and coordination.
 */
public final class EffectSummaryFigure extends FigureStage<EffectSummaryFigure.Parameters> {

    /**
     * What to show.
     *
     * @param levelHz the level of the input at which panel j shows the STTC, in Hz
     */
    public record Parameters(
            @Describe("level of the input at which panel j shows the STTC") @Unit("Hz")
            double levelHz) {}

    private static final Column POPULATION = Column.text("population", "name of the population");
    private static final Column CONDITION = Column.text("condition", "the condition");

    /** Creates the figure, which has no state. */
    public EffectSummaryFigure() {
        super(
                "draw-effect-summary",
                "Draws the published summary figure: spontaneous activity, input-output curves, gain and coordination",
                Parameters.class,
                inputs());
    }

    private static List<InputPort> inputs() {
        List<Column> curves = columns(
                Estimates.columns("smoothed", "Hz"),
                CONDITION,
                POPULATION,
                Column.float64("amplitude", "Hz", "rate of the input at the peak of the event"));
        return List.of(
                new InputPort(
                        "release",
                        "rates of layer 2/3 over release probability",
                        columns(
                                Estimates.columns("rate", "Hz"),
                                Column.float64("release", "1", "release probability"),
                                POPULATION)),
                new InputPort(
                        "spontaneous",
                        "rates without input",
                        columns(Estimates.columns("rate", "Hz"), CONDITION, POPULATION)),
                new InputPort(
                        "membrane",
                        "membrane potentials without input",
                        List.of(
                                CONDITION,
                                POPULATION,
                                Column.float64("mean", "mV", "mean membrane potential"),
                                Column.float64("mean_ci_low", "mV", "lower end of its confidence interval"),
                                Column.float64("mean_ci_high", "mV", "upper end of it"))),
                new InputPort("responses-l23", "answers of layer 2/3 alone to input", curves),
                new InputPort("responses", "answers of the L4-L2/3 circuit to input", curves),
                new InputPort(
                        "gains",
                        "relative gains of the L4-L2/3 circuit",
                        columns(Estimates.columns("relative_gain", "1/Hz"), CONDITION, POPULATION)),
                new InputPort(
                        "sttc",
                        "STTC of L2/3 PN over the level of the input",
                        columns(
                                Estimates.columns("sttc", "1"),
                                Column.float64("level", "Hz", "maximal level of the input"),
                                CONDITION)));
    }

    private static List<Column> columns(List<Column> estimates, Column... others) {
        return Stream.concat(Stream.of(others), estimates.stream()).toList();
    }

    @Override
    protected Figure draw(Parameters parameters, Theme theme, StageContext context) throws IOException {
        Figure figure = Figure.of(180, 80, theme)
                .title("What release and connections of CB1+ basket cells do to principal neurons")
                .describe(
                        "Ten panels: rates of layer 2/3 over release probability; rates and membrane potentials without input, "
                                + "answers to input, relative gain and spike time tiling coefficient in V1, V2M and V2M-CB1-KO.");
        figure.legend(61, 35.4).columns(27).box("V1", "V1").box("V2M", "V2M").box("V2M-CB1-KO", "V2M-CB1-KO");
        sections(figure);
        EffectSummaryCurves curves = new EffectSummaryCurves(figure);
        curves.releaseScan(PickedRows.of(context.input("release")));
        curves.layer23(PickedRows.of(context.input("responses-l23")));
        curves.bothLayers(PickedRows.of(context.input("responses")));
        EffectSummaryBars bars = new EffectSummaryBars(figure);
        bars.spontaneous(PickedRows.of(context.input("spontaneous")));
        bars.membrane(PickedRows.of(context.input("membrane")));
        bars.gain(PickedRows.of(context.input("gains")));
        bars.coordination(PickedRows.of(context.input("sttc")), parameters.levelHz());
        return figure;
    }

    private static void sections(Figure figure) {
        TextStyle style = figure.theme().titleText();
        figure.text(17.5, 9.4, "L2/3 circuit", Anchor.BOTTOM, style, "title");
        figure.bracket(9, 11.2, 33, 11.2, 33, 49.5, 9, 49.5);
        figure.text(19, 52, "spontaneous\nactivity\nproperties", Anchor.TOP, style, "title");
        figure.section("L4-L2/3 circuit – spontaneous activity properties", 36, 142, 4.6, 3);
        figure.section("L4-L2/3 circuit – input-output curves", 36, 142, 43, 5);
        figure.text(162, 6.2, "L4-L2/3 circuit", Anchor.BOTTOM, style, "title");
        figure.bracket(176, 8, 147.5, 8, 147.5, 64.5, 176, 64.5);
        figure.text(162, 67, "contribution\nof input-evoked\ndynamics", Anchor.TOP, style, "title");
    }
}
