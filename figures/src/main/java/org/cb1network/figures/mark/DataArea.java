package org.cb1network.figures.mark;

import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.theme.Theme;

/**
 * The area on the sheet in which data are drawn, and its scales.
 *
 * @param area mm
 * @param x scale from left to right
 * @param y scale from bottom to top
 * @param theme the theme
 */
public record DataArea(Rect area, Scale x, Scale y, Theme theme) {

    /** Returns the x coordinate on the sheet of a value, mm. */
    public double toX(double value) {
        return area.x() + area.width() * x.position(value);
    }

    /** Returns the y coordinate on the sheet of a value, mm. */
    public double toY(double value) {
        return area.bottom() - area.height() * y.position(value);
    }

    /** Returns the x coordinates on the sheet of values, mm. */
    public double[] toX(double[] values) {
        double[] mm = new double[values.length];
        for (int i = 0; i < mm.length; i++) {
            mm[i] = toX(values[i]);
        }
        return mm;
    }

    /** Returns the y coordinates on the sheet of values, mm. */
    public double[] toY(double[] values) {
        double[] mm = new double[values.length];
        for (int i = 0; i < mm.length; i++) {
            mm[i] = toY(values[i]);
        }
        return mm;
    }
}
