package org.cb1network.figures.paper;

import java.io.IOException;
import java.util.List;
import org.cb1network.engine.stage.Describe;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.Unit;
import org.cb1network.engine.table.Cell;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.TextStyle;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.Estimate;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.theme.Theme;

/**
 * The published figure effect-summary, panels a to j: the effect of release probability on layer 2/3, the circuits without input in
 * three conditions, their responses to input, and gain and coordination.
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

    /** A rate of layer 2/3 in the scan of release probabilities. */
    record ReleaseRate(
            @Cell("release probability") double release,
            @Cell("name of the population") String population,

            @Cell(name = "rate", value = "mean rate over replicates", unit = "Hz")
            double mean,

            @Cell(value = "lower limit of the confidence interval of the mean", unit = "Hz")
            double ciLow,

            @Cell(value = "upper limit of the confidence interval of the mean", unit = "Hz")
            double ciHigh)
            implements Estimate {}

    /** A rate without input. */
    record Rate(
            @Cell("the condition") String condition,
            @Cell("name of the population") String population,

            @Cell(name = "rate", value = "mean rate over replicates", unit = "Hz")
            double mean,

            @Cell(value = "lower limit of the confidence interval of the mean", unit = "Hz")
            double ciLow,

            @Cell(value = "upper limit of the confidence interval of the mean", unit = "Hz")
            double ciHigh)
            implements Estimate {}

    /** A membrane potential without input. */
    record Membrane(
            @Cell("the condition") String condition,
            @Cell("name of the population") String population,

            @Cell(value = "mean membrane potential", unit = "mV")
            double mean,

            @Cell(name = "mean_ci_low", value = "lower limit of the confidence interval of the mean", unit = "mV")
            double ciLow,

            @Cell(name = "mean_ci_high", value = "upper limit of the confidence interval of the mean", unit = "mV")
            double ciHigh)
            implements Estimate {}

    /** A response to an input event. */
    record Response(
            @Cell("the condition") String condition,
            @Cell("name of the population") String population,

            @Cell(value = "rate of the input at the peak of the event", unit = "Hz")
            double amplitude,

            @Cell(name = "smoothed", value = "mean response over replicates", unit = "Hz")
            double mean,

            @Cell(value = "lower limit of the confidence interval of the mean", unit = "Hz")
            double ciLow,

            @Cell(value = "upper limit of the confidence interval of the mean", unit = "Hz")
            double ciHigh)
            implements Estimate {}

    /** A relative gain. */
    record Gain(
            @Cell("the condition") String condition,
            @Cell("name of the population") String population,

            @Cell(name = "relative_gain", value = "mean relative gain over replicates", unit = "1/Hz")
            double mean,

            @Cell(value = "lower limit of the confidence interval of the mean", unit = "1/Hz")
            double ciLow,

            @Cell(value = "upper limit of the confidence interval of the mean", unit = "1/Hz")
            double ciHigh)
            implements Estimate {}

    /** An STTC of L2/3 principal neurons. */
    record Coordination(
            @Cell(value = "maximal level of the input", unit = "Hz")
            double level,

            @Cell("the condition") String condition,

            @Cell(name = "sttc", value = "mean STTC over replicates")
            double mean,

            @Cell("lower limit of the confidence interval of the mean")
            double ciLow,

            @Cell("upper limit of the confidence interval of the mean")
            double ciHigh)
            implements Estimate {}

    private static final RowType<ReleaseRate> RELEASE =
            RowType.of("release", "rates of layer 2/3 over release probability", ReleaseRate.class);
    private static final RowType<Rate> SPONTANEOUS = RowType.of("spontaneous", "rates without input", Rate.class);
    private static final RowType<Membrane> MEMBRANE =
            RowType.of("membrane", "membrane potentials without input", Membrane.class);
    private static final RowType<Response> RESPONSES_L23 =
            RowType.of("responses-l23", "responses of layer 2/3 alone to input", Response.class);
    private static final RowType<Response> RESPONSES =
            RowType.of("responses", "responses of the L4-L2/3 circuit to input", Response.class);
    private static final RowType<Gain> GAINS = RowType.of("gains", "relative gains of the L4-L2/3 circuit", Gain.class);
    private static final RowType<Coordination> STTC =
            RowType.of("sttc", "STTC of L2/3 PN over the level of the input", Coordination.class);

    /** Creates the stage. */
    public EffectSummaryFigure() {
        super(
                "draw-effect-summary",
                "Draws the published summary figure: spontaneous activity, input-output curves, gain and coordination",
                Parameters.class,
                List.of(
                        RELEASE.input(),
                        SPONTANEOUS.input(),
                        MEMBRANE.input(),
                        RESPONSES_L23.input(),
                        RESPONSES.input(),
                        GAINS.input(),
                        STTC.input()));
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
        curves.releaseScan(context.read(RELEASE));
        curves.layer23(context.read(RESPONSES_L23));
        curves.bothLayers(context.read(RESPONSES));
        EffectSummaryBars bars = new EffectSummaryBars(figure);
        bars.spontaneous(context.read(SPONTANEOUS));
        bars.membrane(context.read(MEMBRANE));
        bars.gain(context.read(GAINS));
        bars.coordination(context.read(STTC), parameters.levelHz());
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
