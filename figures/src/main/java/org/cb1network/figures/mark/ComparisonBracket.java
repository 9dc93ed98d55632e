package org.cb1network.figures.mark;

import java.util.List;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.TextLayout;
import org.cb1network.figures.draw.VectorPath;
import org.cb1network.figures.theme.Theme;

/** A bracket over two bars with the result of a test between them. */
public final class ComparisonBracket extends Mark<ComparisonBracket> {

    private static final double FOOT_MM = 0.7;

    private final double from;
    private final double to;
    private final double y;
    private final String markup;

    /** Creates a bracket from one x to another at the height y, with a text above it. */
    public ComparisonBracket(Theme theme, double from, double to, double y, String markup) {
        super(theme);
        this.from = from;
        this.to = to;
        this.y = y;
        this.markup = markup;
    }

    @Override
    public ValueRange xRange() {
        return ValueRange.of(from, to);
    }

    @Override
    public ValueRange yRange() {
        return ValueRange.of(y);
    }

    @Override
    public List<Datum> data(DataArea area) {
        return List.of(Datum.interval("comparison", markup, Double.NaN, y, from, to));
    }

    @Override
    public void draw(Canvas canvas, DataArea area) {
        double left = area.toX(from);
        double right = area.toX(to);
        double top = area.toY(y);
        VectorPath bracket = VectorPath.path(left, top + FOOT_MM, left, top, right, top, right, top + FOOT_MM);
        canvas.stroke(bracket, Stroke.ruled(theme().length("line.thin")), color());
        TextLayout text = TextLayout.of(markup, theme().smallText());
        canvas.text(text.at((left + right) / 2, top - 0.6, Anchor.BOTTOM), color());
    }

    @Override
    protected ComparisonBracket self() {
        return this;
    }
}
