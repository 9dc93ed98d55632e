package org.cb1network.figures.paper;

import java.util.Arrays;
import java.util.List;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.paper.EffectSummaryFigure.Coordination;
import org.cb1network.figures.paper.EffectSummaryFigure.Gain;
import org.cb1network.figures.paper.EffectSummaryFigure.Membrane;
import org.cb1network.figures.paper.EffectSummaryFigure.Rate;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.Estimates;
import org.cb1network.figures.stage.Rows;

/**
 * The panels of {@link EffectSummaryFigure} with a bar for each condition. Axes are those of the published panels, extended where the
 * values need it.
 *
 * @param figure to draw on
 */
record EffectSummaryBars(Figure figure) {

    private static final double TOP_MM = 11.5;
    private static final double WIDTH_MM = 11;
    private static final double HEIGHT_MM = 16;

    /** Space above the highest bar, as a factor. */
    private static final double HEADROOM = 1.05;

    /** Panels b, c and e: rates without input. */
    void spontaneous(List<Rate> rates) {
        rate("b", 51.5, "L23Exc", "L2/3 PN\nrate (Hz)", rates, 1.35);
        rate("c", 75, "CB1Inh", "CB1\nrate (Hz)", rates, 19);
        rate("e", 130, "L4Exc", "L4 PN\nrate (Hz)", rates, 0.0125);
    }

    private void rate(String letter, double x, String population, String label, List<Rate> rates, double top) {
        Estimates values = Conditions.estimates(Rows.where(rates, Rate::population, population), Rate::condition);
        Axes panel = panel(letter, Rect.of(x, TOP_MM, WIDTH_MM, HEIGHT_MM), label);
        double reach = Math.max(top, HEADROOM * values.atLeast(0));
        panel.y().range(0, reach);
        values.bars(panel, Conditions.names(), 0, reach);
    }

    /** Panel d: membrane potential without input. */
    void membrane(List<Membrane> membrane) {
        Estimates values =
                Conditions.estimates(Rows.where(membrane, Membrane::population, "L4Exc"), Membrane::condition);
        Axes panel = panel("d", Rect.of(102, TOP_MM, WIDTH_MM, HEIGHT_MM), "mean *V_{m}*\nL4 PN (mV)");
        double bottom = values.atMost(-71);
        double top = values.atLeast(-64.4);
        panel.y().range(bottom, top);
        values.bars(panel, Conditions.names(), bottom, top);
    }

    /** Panel i: relative gain. */
    void gain(List<Gain> gains) {
        Estimates values = Conditions.estimates(Rows.where(gains, Gain::population, "L23Exc"), Gain::condition);
        Axes panel = panel("i", Rect.of(163, 16.5, WIDTH_MM, HEIGHT_MM), "rel. gain (Hz^{-1})\n(gain/spont. level)");
        panel.moveLetter(-1, -2.2);
        double bottom = Math.min(0, HEADROOM * values.atMost(0));
        double top = HEADROOM * values.atLeast(1.3);
        panel.y().range(bottom, top);
        values.bars(panel, Conditions.names(), bottom, top).from(0);
    }

    /** Panel j: STTC of L2/3 PN at a level of the input. */
    void coordination(List<Coordination> sttc, double levelHz) {
        List<Coordination> rows = Rows.where(sttc, Coordination::level, levelHz);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("the table 'sttc' has no level of " + levelHz
                    + " Hz; set 'level' to one of " + Arrays.toString(Rows.distinctNumbers(sttc, Coordination::level)));
        }
        Estimates values = Conditions.estimates(rows, Coordination::condition);
        Axes panel = panel("j", Rect.of(163, 43.5, WIDTH_MM, HEIGHT_MM), "L2/3 PN STTC");
        double bottom = 0.009;
        double top = Math.max(0.12, 1.2 * values.atLeast(0));
        panel.y().log().range(bottom, top);
        values.bars(panel, Conditions.names(), bottom, top);
        figure.text(
                178,
                42.3,
                "pairwise\ncorrelations",
                Anchor.BOTTOM_RIGHT,
                figure.theme().smallText(),
                "title");
    }

    private Axes panel(String letter, Rect area, String label) {
        Axes panel = figure.panel(letter, area);
        panel.x().noTicks();
        panel.y().label(label);
        return panel;
    }
}
