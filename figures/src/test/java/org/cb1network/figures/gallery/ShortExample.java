package org.cb1network.figures.gallery;

import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.theme.Theme;

/** How short a new figure is: two panels, a curve with its confidence band per condition and bars with their intervals. */
final class ShortExample {

    private static final String[] CONDITIONS = {"V1", "V2M", "V2M-CB1-KO"};

    private ShortExample() {}

    static Figure draw(Theme theme, double[] levels, double[][] mean, double[][] low, double[][] high) {
        Figure figure = Figure.of(110, 52, theme)
                .title("Correlations of L2/3 principal neurons against the level of input")
                .describe("The spike time tiling coefficient grows with the level, most in V1.");
        Axes curves = figure.panel("a", Rect.of(16, 8, 36, 30)).labelRoom(18);
        curves.horizontalLine(0.067);
        double[] values = new double[CONDITIONS.length];
        double[] lows = new double[CONDITIONS.length];
        double[] highs = new double[CONDITIONS.length];
        int chosen = 3;
        for (int i = 0; i < CONDITIONS.length; i++) {
            curves.line(levels, mean[i])
                    .band(low[i], high[i])
                    .color(CONDITIONS[i])
                    .label(CONDITIONS[i]);
            values[i] = mean[i][chosen];
            lows[i] = low[i][chosen];
            highs[i] = high[i][chosen];
        }
        curves.x().label("maximal level (Hz)");
        curves.y().label("STTC of L2/3 PN");
        Axes bars = figure.panel("b", Rect.of(86, 8, 18, 30));
        bars.bars(values).colors(CONDITIONS).interval(lows, highs);
        bars.x().items("V1", "V2M", "KO");
        bars.y().log().range(0.01, 0.1).label("STTC at " + levels[chosen] + " Hz");
        return figure;
    }

    static Figure figure(Theme theme) {
        double[] levels = {3, 3.333, 3.667, 4, 4.333, 4.667, 5};
        double[][] mean = {
            {0.045, 0.056, 0.066, 0.079, 0.093, 0.104, 0.118},
            {0.013, 0.014, 0.016, 0.018, 0.020, 0.023, 0.026},
            {0.014, 0.016, 0.018, 0.022, 0.027, 0.031, 0.036}
        };
        double[][] low = new double[3][];
        double[][] high = new double[3][];
        for (int i = 0; i < 3; i++) {
            low[i] = Gallery.map(mean[i], v -> 0.88 * v);
            high[i] = Gallery.map(mean[i], v -> 1.12 * v);
        }
        return draw(theme, levels, mean, low, high);
    }
}
