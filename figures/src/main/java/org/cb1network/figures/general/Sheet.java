package org.cb1network.figures.general;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.TextLayout;
import org.cb1network.figures.plot.Axes;
import org.cb1network.figures.plot.Figure;
import org.cb1network.figures.plot.Legend;
import org.cb1network.figures.theme.Theme;

/**
 * A figure with one panel and, to its right, a legend. Long titles and labels are broken into lines.
 *
 * @param figure the figure
 * @param panel its panel
 * @param strokes the stroke of each series, in their order: a second dozen of series is dashed
 * @param colors the colour of each series in the theme, in the order of the series
 */
record Sheet(Figure figure, Axes panel, List<Stroke> strokes, List<String> colors) {

    /** Colours {@code series.1} to {@code series.12} of the theme; further series start again. */
    private static final int SERIES_COLORS = 12;

    /** Dashes and gaps of each dozen of series, points. */
    private static final List<List<Double>> DASHES =
            List.of(List.of(), List.of(4.0, 2.0), List.of(1.2, 1.8), List.of(6.0, 1.6, 1.2, 1.6));

    private static final double WIDTH_MM = 70;
    private static final double LEFT_MM = 18;
    private static final double TOP_MM = 8;
    private static final double BOTTOM_MM = 14;
    private static final double GAP_MM = 5;
    private static final double LEGEND_LINE_MM = 3.9;
    private static final double TEXT_LINE_MM = 3;
    private static final double MARGIN_MM = 1;

    /**
     * The texts around the panel.
     *
     * @param title above it
     * @param x label of the x axis
     * @param y label of the y axis
     */
    record Texts(String title, String x, String y) {}

    /**
     * Returns a sheet without a legend.
     *
     * @param widthMm width of the panel
     * @param heightMm height of the panel
     * @param rightMm space to the right of the panel
     * @param belowMm space for the labels of ticks below the panel, besides the usual
     */
    static Sheet of(Theme theme, Texts texts, double widthMm, double heightMm, double rightMm, double belowMm) {
        double across = 2 * (widthMm / 2 + Math.min(LEFT_MM, rightMm) - MARGIN_MM);
        String title = wrapped(theme, texts.title(), across);
        String x = wrapped(theme, texts.x(), across);
        String y = wrapped(theme, texts.y(), heightMm);
        double leftMm = LEFT_MM + extraMm(y);
        double topMm = TOP_MM + extraMm(title);
        Figure figure = Figure.of(
                        leftMm + widthMm + rightMm, topMm + heightMm + BOTTOM_MM + belowMm + extraMm(x), theme)
                .title(texts.title());
        Axes panel = figure.panel("", Rect.of(leftMm, topMm, widthMm, heightMm)).title(title);
        panel.x().label(x);
        panel.y().label(y);
        return new Sheet(figure, panel, List.of(theme.dataLine()), List.of("series.1"));
    }

    /**
     * Returns a sheet whose legend names the series. A single series without a name has no legend.
     *
     * @throws IllegalArgumentException if there are more series than anybody can tell apart
     */
    static Sheet of(Theme theme, Texts texts, Collection<String> series) {
        List<String> names = List.copyOf(series);
        if (names.equals(List.of(""))) {
            return of(theme, texts, WIDTH_MM, 45, 5, 0);
        }
        int most = SERIES_COLORS * DASHES.size();
        if (names.size() > most) {
            throw new IllegalArgumentException("'by' has " + names.size() + " values, and more than " + most
                    + " series cannot be told apart; select rows with 'where', or choose another column");
        }
        double legendMm =
                names.stream().mapToDouble(name -> widthMm(theme, name)).max().orElse(0) + 7;
        double heightMm = Math.max(45, LEGEND_LINE_MM * names.size());
        Sheet plain = of(theme, texts, WIDTH_MM, heightMm, GAP_MM + legendMm, 0);
        Rect area = plain.panel().area();
        List<String> colors = colors(theme, names);
        List<Stroke> strokes = strokes(theme, names);
        Legend legend = plain.figure().legend(area.right() + GAP_MM, area.y() + 1);
        for (int i = 0; i < names.size(); i++) {
            legend.line(names.get(i), strokes.get(i), colors.get(i));
        }
        return new Sheet(plain.figure(), plain.panel(), strokes, colors);
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

    private static List<Stroke> strokes(Theme theme, List<String> names) {
        List<Stroke> strokes = new ArrayList<>();
        int next = 0;
        for (String name : names) {
            List<Double> dashes = DASHES.get(next / SERIES_COLORS);
            Stroke line = theme.dataLine();
            strokes.add(dashes.isEmpty() ? line : line.capped(Stroke.Cap.BUTT).dashed(dashes.toArray(Double[]::new)));
            next += theme.colors().containsKey(name) ? 0 : 1;
        }
        return strokes;
    }

    /** Returns the width of a text of the legend or of a tick, mm. */
    static double widthMm(Theme theme, String text) {
        return TextLayout.of(text, theme.text()).width();
    }

    /** Breaks a text into lines that fit, after blanks or, in a long name, after other characters. */
    static String wrapped(Theme theme, String text, double widthMm) {
        StringBuilder lines = new StringBuilder();
        String rest = text;
        while (widthMm(theme, rest) > widthMm) {
            int end = endOfLine(theme, rest, widthMm);
            lines.append(rest.substring(0, end).stripTrailing()).append('\n');
            rest = rest.substring(end).stripLeading();
        }
        return lines.append(rest).toString();
    }

    private static int endOfLine(Theme theme, String text, double widthMm) {
        int fits = 1;
        while (fits + 1 < text.length() && widthMm(theme, text.substring(0, fits + 1)) <= widthMm) {
            fits++;
        }
        for (String places : List.of(" ", "_-./,;:")) {
            for (int end = fits; end > fits / 2; end--) {
                if (places.indexOf(text.charAt(end - 1)) >= 0) {
                    return end;
                }
            }
        }
        return fits;
    }

    /** Returns the height of the lines of a text after the first, mm. */
    static double extraMm(String wrapped) {
        return TEXT_LINE_MM * wrapped.chars().filter(c -> c == '\n').count();
    }
}
