package org.cb1network.figures.mark;

import java.util.List;
import java.util.Optional;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.Polyline;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.theme.Theme;

/**
 * A representation of data in a panel: a line, bars, a raster. The methods of {@code Axes} create marks; the theme
 * provides all defaults.
 *
 * @param <M> the class of the mark itself, so that calls can be chained
 */
public abstract class Mark<M extends Mark<M>> {

    private final Theme theme;
    private Color color;
    private String series = "";

    /** Creates a mark in the colour of text. */
    protected Mark(Theme theme) {
        this.theme = theme;
        this.color = theme.color("text");
    }

    /**
     * A request for a label close to its line and clear of everything else.
     *
     * @param markup the text
     * @param color its colour
     * @param line the line, mm
     */
    public record LabelWish(String markup, Color color, Polyline line) {}

    /** Sets the colour. */
    public M color(Color newColor) {
        this.color = newColor;
        return self();
    }

    /** Sets the colour to the one that the theme has for a condition, a population or a part of figures. */
    public M color(String name) {
        series = series.isEmpty() ? name : series;
        return color(theme.color(name));
    }

    /** Sets the name of the series in the data table of the figure; by default the name of the colour. */
    public M series(String name) {
        series = name;
        return self();
    }

    /** Returns the range of x that the axis should show. */
    public abstract ValueRange xRange();

    /** Returns the range of y that the axis should show. */
    public abstract ValueRange yRange();

    /** Returns the rows of the mark in the data table of the figure. */
    public abstract List<Datum> data(DataArea area);

    /** Draws the mark. */
    public abstract void draw(Canvas canvas, DataArea area);

    /** Returns the requested label, if any. */
    public Optional<LabelWish> labelWish(DataArea area) {
        return Optional.empty();
    }

    /** Returns the lines, in mm, that labels should not cross. */
    public List<Polyline> obstacles(DataArea area) {
        return List.of();
    }

    /** Returns the colour. */
    protected final Color color() {
        return color;
    }

    /** Returns the name of the series. */
    protected final String series() {
        return series;
    }

    /** Returns one of the limits of intervals; NaN if there are none. */
    static double limit(double[] limits, int i) {
        return limits.length > i ? limits[i] : Double.NaN;
    }

    /** Returns the theme. */
    protected final Theme theme() {
        return theme;
    }

    /** Draws inside the area and a margin for the width of lines; clips only if something extends beyond them. */
    protected static void inside(Canvas canvas, DataArea area, Rect ink, double marginMm, Runnable drawing) {
        Rect allowed = area.area().grown(marginMm);
        if (allowed.contains(ink)) {
            drawing.run();
        } else {
            canvas.clipped(allowed, drawing);
        }
    }

    /** This mark. */
    protected abstract M self();
}
