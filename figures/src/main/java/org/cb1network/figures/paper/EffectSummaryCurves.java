package org.cb1network.figures.paper;

import java.util.List;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.paper.EffectSummaryFigure.ReleaseRate;
import org.cb1network.figures.paper.EffectSummaryFigure.Response;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.stage.Estimates;
import org.cb1network.figures.stage.Rows;

/**
 * The panels of {@link EffectSummaryFigure} with curves and their confidence bands.
 *
 * @param figure to draw on
 */
record EffectSummaryCurves(Figure figure) {

    private static final List<String> CIRCUIT = List.of("PvInh", "CB1Inh", "L23Exc");
    private static final double V1_RELEASE = 0.5;
    private static final double V2M_RELEASE = 0.25;

    /** Panel a: rates of layer 2/3 over the release probability of CB1+ cells. */
    void releaseScan(List<ReleaseRate> rates) {
        Axes panel = figure.panel("a", Rect.of(12.5, 17.5, 17, 18)).moveLetter(0, -3.5);
        panel.verticalLine(V2M_RELEASE);
        panel.verticalLine(V1_RELEASE);
        double top = 40;
        double bottom = 0.2;
        for (String population : CIRCUIT) {
            Estimates curve =
                    Estimates.curve(Rows.where(rates, ReleaseRate::population, population), ReleaseRate::release);
            curve.line(panel, population).label(population.equals("L23Exc") ? "PN" : Conditions.shortName(population));
            top = curve.atLeast(top);
            bottom = Math.max(0.02, curve.atMost(bottom));
        }
        panel.note(V2M_RELEASE, 1.2 * top, "V2M")
                .color("V2M")
                .anchor(Anchor.BOTTOM)
                .shift(0, -0.7);
        panel.note(V1_RELEASE, 1.2 * top, "V1")
                .color("V1")
                .anchor(Anchor.BOTTOM)
                .shift(0, -0.7);
        panel.x().range(0.06, 0.67).ticks(V2M_RELEASE, V1_RELEASE).label("*p_{rel}* CB1→L2/3 PN");
        panel.y().log().range(bottom, 1.2 * top).label("rate (Hz)");
        if (top < 1000) {
            panel.y().plainNumbers();
        }
    }

    /** Panel f: responses of layer 2/3 alone. */
    void layer23(List<Response> responses) {
        List<Response> rows = Rows.where(responses, Response::population, "L23Exc");
        conditions("f", 51, rows, "L2/3 circuit", "L2/3 PN", "L2/3 PN", 5.4);
    }

    /** Panels g and h: responses of both layers. */
    void bothLayers(List<Response> responses) {
        List<Response> l4 = Rows.where(responses, Response::population, "L4Exc");
        conditions("g", 87, l4, "L4-L2/3 circuit", "L4 PN", "L4 PN", 28);
        List<Response> l23 = Rows.where(responses, Response::population, "L23Exc");
        conditions("h", 122, l23, "L4-L2/3 circuit", "L4 PN", "L2/3 PN", 5.4);
    }

    private void conditions(
            String letter, double x, List<Response> rows, String title, String input, String output, double least) {
        Axes panel = figure.panel(letter, Rect.of(x, 52.5, 19, 18)).title(title);
        List<String> shown = Conditions.SHOWN.stream()
                .filter(Rows.distinctTexts(rows, Response::condition)::contains)
                .toList();
        double top = least;
        double right = 1;
        for (String condition : shown) {
            Estimates curve = Estimates.curve(Rows.where(rows, Response::condition, condition), Response::amplitude);
            curve.line(panel, condition);
            top = Math.max(top, 1.04 * curve.atLeast(0));
            right = Math.max(right, curve.x()[curve.count() - 1]);
        }
        for (int i = 0; i < shown.size(); i++) {
            String condition = shown.get(shown.size() - 1 - i);
            panel.note(0, top, condition)
                    .small()
                    .color(condition)
                    .anchor(Anchor.TOP_LEFT)
                    .shift(0.5, 2.5 * i);
        }
        panel.x().range(0, right).label(input + " input (Hz)");
        panel.y().range(0, top).label(output + "\noutput (Hz)");
    }
}
