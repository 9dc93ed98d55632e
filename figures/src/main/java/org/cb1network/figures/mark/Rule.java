package org.cb1network.figures.mark;

import java.util.List;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Polyline;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.VectorPath;
import org.cb1network.figures.theme.Theme;

/** A reference value: a dotted line across the panel, or a shaded span between two values. */
public final class Rule extends Mark<Rule> {

    private final boolean upright;
    private final double from;
    private final double to;
    private Stroke stroke;

    private Rule(Theme theme, boolean upright, double from, double to) {
        super(theme);
        this.upright = upright;
        this.from = from;
        this.to = to;
        this.stroke = theme.referenceLine();
        color("reference");
    }

    /** Returns a dotted line at a value of x. */
    public static Rule vertical(Theme theme, double x) {
        return new Rule(theme, true, x, x);
    }

    /** Returns a dotted line at a value of y. */
    public static Rule horizontal(Theme theme, double y) {
        return new Rule(theme, false, y, y);
    }

    /** Returns a shaded span between two values of x. */
    public static Rule verticalSpan(Theme theme, double from, double to) {
        return new Rule(theme, true, from, to);
    }

    /** Sets the stroke. */
    public Rule line(Stroke newStroke) {
        this.stroke = newStroke;
        return this;
    }

    @Override
    public ValueRange xRange() {
        return upright ? ValueRange.of(from, to) : ValueRange.NONE;
    }

    @Override
    public ValueRange yRange() {
        return upright ? ValueRange.NONE : ValueRange.of(from, to);
    }

    @Override
    public List<Datum> data(DataArea area) {
        double none = Double.NaN;
        if (from == to) {
            return List.of(Datum.point("rule", series(), upright ? from : none, upright ? none : from));
        }
        return List.of(Datum.interval(upright ? "span of x" : "span of y", series(), none, none, from, to));
    }

    @Override
    public void draw(Canvas canvas, DataArea area) {
        Rect whole = area.area();
        Rect place = upright
                ? Rect.between(area.toX(from), whole.y(), area.toX(to), whole.bottom())
                : Rect.between(whole.x(), area.toY(from), whole.right(), area.toY(to));
        inside(canvas, area, place, 0.3, () -> {
            if (from == to) {
                canvas.stroke(VectorPath.line(place.x(), place.bottom(), place.right(), place.y()), stroke, color());
            } else {
                canvas.fill(VectorPath.rectangle(place), color().withAlpha(theme().length("span.opacity")));
            }
        });
    }

    @Override
    public List<Polyline> obstacles(DataArea area) {
        if (from != to) {
            return List.of();
        }
        Rect whole = area.area();
        return List.of(
                upright
                        ? Polyline.line(area.toX(from), whole.y(), area.toX(from), whole.bottom())
                        : Polyline.line(whole.x(), area.toY(from), whole.right(), area.toY(from)));
    }

    @Override
    protected Rule self() {
        return this;
    }
}
