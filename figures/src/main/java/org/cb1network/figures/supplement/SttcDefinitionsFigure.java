package org.cb1network.figures.supplement;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.cb1network.engine.stage.RowType;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.table.Cell;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.mark.ValueRange;
import org.cb1network.figures.paper.Conditions;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.Estimate;
import org.cb1network.figures.stage.Estimates;
import org.cb1network.figures.stage.FigureStage;
import org.cb1network.figures.stage.NoParameters;
import org.cb1network.figures.stage.Rows;
import org.cb1network.figures.theme.Theme;

/**
 * The STTC of the beginning of a recording and of all of it, with the time T of the published code (the whole recording) and with that of
 * Cutts and Eglen (the analysed time). With the first, the STTC of the beginning is an artefact: the rest counts as silent.
 */
public final class SttcDefinitionsFigure extends FigureStage<NoParameters> {

    private record Coordination(
            @Cell("the condition") String condition,

            @Cell(value = "end of the analysed time", unit = "ms")
            double until,

            @Cell(name = "sttc", value = "mean STTC over replicates")
            double mean,

            @Cell("lower limit of the confidence interval of the mean")
            double ciLow,

            @Cell("upper limit of the confidence interval of the mean")
            double ciHigh)
            implements Estimate {}

    private static final RowType<Coordination> RECORDING =
            RowType.of("recording", "STTC whose time T is the whole recording", Coordination.class);
    private static final RowType<Coordination> ANALYSED =
            RowType.of("analysed", "STTC whose time T is the analysed time", Coordination.class);
    private static final double SHIFT = 0.2;
    private static final double MS_PER_S = 1000;

    /** Creates the stage. */
    public SttcDefinitionsFigure() {
        super(
                "draw-sttc-definitions",
                "Draws the STTC of a part and of all of a recording, by the published and by the usual definition",
                NoParameters.class,
                List.of(RECORDING.input(), ANALYSED.input()));
    }

    @Override
    protected Figure draw(NoParameters parameters, Theme theme, StageContext context) throws IOException {
        Figure figure = Figure.of(132, 60, theme)
                .title("Two definitions of the STTC")
                .describe(
                        "STTC of L2/3 principal neurons in the beginning of a recording and in all of it. If the whole recording is the time "
                                + "T, as in the published code, the rest counts as silent, and the high values of the beginning are an artefact of "
                                + "this definition; panel b has the values if T is the analysed time, as Cutts and Eglen define it.");
        List<Coordination> published = context.read(RECORDING);
        List<Coordination> analysed = context.read(ANALYSED);
        ValueRange range = range(published).union(range(analysed));
        panel(figure, "a", 18, published, range)
                .title("T = whole recording (as published)")
                .note(1.5, range.max(), "part of a recording:\nan artefact, because\nthe rest counts\nas silent")
                .small()
                .color("reference")
                .anchor(Anchor.TOP_RIGHT);
        panel(figure, "b", 76, analysed, range).title("T = analysed time");
        figure.legend(118, 12).box("V1", "V1").box("V2M", "V2M").box("KO", "V2M-CB1-KO");
        return figure;
    }

    private static Axes panel(Figure figure, String letter, double x, List<Coordination> rows, ValueRange range) {
        Axes panel = figure.panel(letter, Rect.of(x, 11, 36, 34));
        double[] ends = Rows.distinctNumbers(rows, Coordination::until);
        for (int i = 0; i < ends.length; i++) {
            Estimates values =
                    Conditions.estimates(Rows.where(rows, Coordination::until, ends[i]), Coordination::condition);
            for (int c = 0; c < values.count(); c++) {
                panel.points(new double[] {i + (c - 1) * SHIFT}, new double[] {values.mean()[c]})
                        .interval(new double[] {values.low()[c]}, new double[] {values.high()[c]})
                        .size(1.6)
                        .series(Conditions.SHOWN.get(c))
                        .color(Conditions.SHOWN.get(c));
            }
        }
        panel.x().range(-0.5, ends.length - 0.5).items(names(ends)).label("analysed until");
        panel.y().range(range.min(), range.max()).label("L2/3 PN STTC");
        return panel;
    }

    private static String[] names(double[] endsMs) {
        return Arrays.stream(endsMs)
                .mapToObj(end -> LabelText.number(end / MS_PER_S) + " s")
                .toArray(String[]::new);
    }

    private static ValueRange range(List<Coordination> rows) {
        Estimates all = Estimates.curve(rows, Coordination::until);
        return ValueRange.of(1.05 * all.atMost(0), 1.05 * all.atLeast(0.01));
    }
}
