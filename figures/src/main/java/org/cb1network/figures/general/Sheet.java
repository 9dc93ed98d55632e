package org.cb1network.figures.general;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.TextLayout;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.plot.Legend;
import org.cb1network.figures.theme.Theme;

/**
 * A figure with one panel and, to its right, a legend.
 *
 * @param figure the figure
 * @param panel its panel
 * @param colors the colour of each series in the theme, in the order of the series
 */
record Sheet(Figure figure, Axes panel, List<String> colors) {

    /** Colours {@code series.1} to {@code series.12} of the theme; further series start again. */
    private static final int SERIES_COLORS = 12;

    private static final double LEFT_MM = 18;
    private static final double TOP_MM = 8;
    private static final double BOTTOM_MM = 14;
    private static final double GAP_MM = 5;
    private static final double LEGEND_LINE_MM = 3.9;

    /** Returns a sheet without a legend. {@code rightMm} is the space to the right of the panel. */
    static Sheet of(Theme theme, String title, double widthMm, double heightMm, double rightMm) {
        Figure figure = Figure.of(LEFT_MM + widthMm + rightMm, TOP_MM + heightMm + BOTTOM_MM, theme)
                .title(title);
        Axes panel =
                figure.panel("", Rect.of(LEFT_MM, TOP_MM, widthMm, heightMm)).title(title);
        return new Sheet(figure, panel, List.of("series.1"));
    }

    /** Returns a sheet whose legend names the series. A single series without a name has no legend. */
    static Sheet of(Theme theme, String title, Collection<String> series) {
        List<String> names = List.copyOf(series);
        if (names.equals(List.of(""))) {
            return of(theme, title, 70, 45, 5);
        }
        double legendMm =
                names.stream().mapToDouble(name -> widthMm(theme, name)).max().orElse(0) + 7;
        double heightMm = Math.max(45, LEGEND_LINE_MM * names.size());
        Sheet plain = of(theme, title, 70, heightMm, GAP_MM + legendMm);
        List<String> colors = colors(theme, names);
        Legend legend = plain.figure().legend(LEFT_MM + 70 + GAP_MM, TOP_MM + 1);
        for (int i = 0; i < names.size(); i++) {
            legend.line(names.get(i), colors.get(i));
        }
        return new Sheet(plain.figure(), plain.panel(), colors);
    }

    /**
     * Returns the colours of series: the theme's colour of that name, such as of a condition, or the next colour for
     * series.
     */
    static List<String> colors(Theme theme, List<String> names) {
        List<String> colors = new ArrayList<>();
        int next = 0;
        for (String name : names) {
            boolean known = theme.colors().containsKey(name);
            colors.add(known ? name : "series." + (1 + next % SERIES_COLORS));
            next += known ? 0 : 1;
        }
        return colors;
    }

    /** Returns the width of a text of the legend or of a tick, mm. */
    static double widthMm(Theme theme, String text) {
        return TextLayout.of(text, theme.text()).width();
    }
}
