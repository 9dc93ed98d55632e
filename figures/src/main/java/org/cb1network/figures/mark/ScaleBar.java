package org.cb1network.figures.mark;

import java.util.List;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.TextLayout;
import org.cb1network.figures.draw.VectorPath;
import org.cb1network.figures.theme.Theme;

/**
 * A labelled bar whose length represents an amount of x or y, for panels without axes. By default it is just outside the
 * upper left (along x) or lower left (along y) corner of the panel.
 */
public final class ScaleBar extends Mark<ScaleBar> {

    private final boolean alongX;
    private final double amount;
    private final String text;
    private double shiftX;
    private double shiftY;

    private ScaleBar(Theme theme, boolean alongX, double amount, String text) {
        super(theme);
        this.alongX = alongX;
        this.amount = amount;
        this.text = text;
        this.shiftX = alongX ? 0 : -1.2;
        this.shiftY = alongX ? -1.2 : 0;
    }

    /** Returns a horizontal bar with its text above it. */
    public static ScaleBar alongX(Theme theme, double amount, String text) {
        return new ScaleBar(theme, true, amount, text);
    }

    /** Returns a vertical bar with rotated text to its left. */
    public static ScaleBar alongY(Theme theme, double amount, String text) {
        return new ScaleBar(theme, false, amount, text);
    }

    /** Puts the start of the bar at a distance from its corner of the panel: to the right and down, mm. */
    public ScaleBar at(double rightMm, double downMm) {
        this.shiftX = rightMm;
        this.shiftY = downMm;
        return this;
    }

    @Override
    public ValueRange xRange() {
        return ValueRange.NONE;
    }

    @Override
    public ValueRange yRange() {
        return ValueRange.NONE;
    }

    @Override
    public List<Datum> data(DataArea area) {
        return List.of();
    }

    @Override
    public void draw(Canvas canvas, DataArea area) {
        double x = area.area().x() + shiftX;
        double y = (alongX ? area.area().y() : area.area().bottom()) + shiftY;
        double length = alongX
                ? Math.abs(area.toX(area.x().start() + amount) - area.area().x())
                : Math.abs(area.toY(area.y().start() + amount) - area.area().bottom());
        Stroke stroke = Stroke.ruled(1.5 * theme().length("line.axis"));
        TextLayout layout = TextLayout.of(text, theme().text());
        double gap = theme().length("axis.gap");
        if (alongX) {
            canvas.stroke(VectorPath.line(x, y, x + length, y), stroke, color());
            boolean wide = layout.width() > length;
            double at = wide ? x : x + length / 2;
            canvas.text(layout.at(at, y - gap, wide ? Anchor.BOTTOM_LEFT : Anchor.BOTTOM), color());
        } else {
            canvas.stroke(VectorPath.line(x, y, x, y - length), stroke, color());
            boolean wide = layout.width() > length;
            double at = wide ? y : y - length / 2;
            canvas.text(layout.at(x - gap, at, wide ? Anchor.BOTTOM_LEFT : Anchor.BOTTOM, 90), color());
        }
    }

    @Override
    protected ScaleBar self() {
        return this;
    }
}
