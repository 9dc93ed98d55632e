package org.cb1network.figures.mark;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.Polyline;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.VectorPath;
import org.cb1network.figures.theme.Theme;

/** Points with optional error bars. */
public final class Points extends Mark<Points> {

    private final double[] x;
    private final double[] y;
    private double[] low = {};
    private double[] high = {};
    private Symbol symbol = Symbol.CIRCLE;
    private double sizeMm = 1.4;
    private boolean open;
    private String label = "";

    /** The symbol of a point. */
    public enum Symbol {
        /** A disc. */
        CIRCLE(VectorPath::circle),
        /** A square. */
        SQUARE((x, y, r) -> VectorPath.rectangle(Rect.of(x - 0.88 * r, y - 0.88 * r, 1.76 * r, 1.76 * r))),
        /** A diamond. */
        DIAMOND((x, y, r) -> VectorPath.polygon(x, y - 1.2 * r, x + 1.2 * r, y, x, y + 1.2 * r, x - 1.2 * r, y)),
        /** A triangle that points up. */
        TRIANGLE((x, y, r) -> VectorPath.polygon(x, y - 1.15 * r, x + r, y + 0.65 * r, x - r, y + 0.65 * r)),
        /** Two crossed lines. */
        CROSS((x, y, r) -> VectorPath.builder()
                .append(VectorPath.line(x - r, y - r, x + r, y + r))
                .append(VectorPath.line(x - r, y + r, x + r, y - r))
                .build());

        @SuppressWarnings("ImmutableEnumChecker") // outlines have no state
        private final Outline outline;

        Symbol(Outline outline) {
            this.outline = outline;
        }
    }

    private interface Outline {
        VectorPath around(double x, double y, double radius);
    }

    /** Creates points at {@code (x[i], y[i])}. */
    public Points(Theme theme, double[] x, double[] y) {
        super(theme);
        if (x.length != y.length) {
            throw new IllegalArgumentException("Points need as many x as y, not " + x.length + " and " + y.length);
        }
        this.x = x.clone();
        this.y = y.clone();
    }

    /** Sets the limits of the error bar of each point; NaN for none. */
    public Points interval(double[] newLow, double[] newHigh) {
        if (newLow.length != x.length || newHigh.length != x.length) {
            throw new IllegalArgumentException("Give two limits for each of the " + x.length + " points.");
        }
        this.low = newLow.clone();
        this.high = newHigh.clone();
        return this;
    }

    /** Sets the symbol. */
    public Points symbol(Symbol newSymbol) {
        this.symbol = newSymbol;
        return this;
    }

    /** Sets the diameter of the symbol, mm. */
    public Points size(double millimetres) {
        this.sizeMm = millimetres;
        return this;
    }

    /** Fills the symbol with white. */
    public Points open() {
        this.open = true;
        return this;
    }

    /** Adds a label in the colour of the points, close to them and clear of everything else. */
    public Points label(String markup) {
        this.label = markup;
        return this;
    }

    @Override
    public ValueRange xRange() {
        return ValueRange.of(x);
    }

    @Override
    public ValueRange yRange() {
        return ValueRange.of(y).union(ValueRange.of(low)).union(ValueRange.of(high));
    }

    @Override
    public Optional<LabelWish> labelWish(DataArea area) {
        return label.isEmpty() || ValueRange.of(area.toY(y)).isEmpty()
                ? Optional.empty()
                : Optional.of(new LabelWish(label, color(), Polyline.open(area.toX(x), area.toY(y))));
    }

    /** Returns a box around each point and a vertical line for its error bar. */
    @Override
    public List<Polyline> obstacles(DataArea area) {
        List<Polyline> lines = new ArrayList<>();
        for (int i = 0; i < x.length; i++) {
            double px = area.toX(x[i]);
            double py = area.toY(y[i]);
            if (!Double.isFinite(px) || !Double.isFinite(py)) {
                continue;
            }
            lines.add(Polyline.around(Rect.of(px - sizeMm / 2, py - sizeMm / 2, sizeMm, sizeMm)));
            if (low.length > 0) {
                lines.add(Polyline.line(px, area.toY(low[i]), px, area.toY(high[i])));
            }
        }
        return lines;
    }

    @Override
    public List<Datum> data(DataArea area) {
        return IntStream.range(0, x.length)
                .mapToObj(i -> Datum.interval("points", series(), x[i], y[i], limit(low, i), limit(high, i)))
                .toList();
    }

    @Override
    public void draw(Canvas canvas, DataArea area) {
        Stroke bar = Stroke.ruled(theme().length("line.error"));
        for (int i = 0; i < x.length; i++) {
            double px = area.toX(x[i]);
            boolean known = low.length > 0 && Double.isFinite(px);
            if (known && Double.isFinite(area.toY(low[i])) && Double.isFinite(area.toY(high[i]))) {
                VectorPath line = VectorPath.line(px, area.toY(low[i]), px, area.toY(high[i]));
                inside(canvas, area, line.bounds(), 0.1, () -> canvas.stroke(line, bar, color()));
            }
            if (area.x().covers(x[i]) && area.y().covers(y[i])) {
                drawSymbol(canvas, symbol, px, area.toY(y[i]), sizeMm, open, color());
            }
        }
    }

    /** Draws one symbol; legends use it, too. */
    public static void drawSymbol(
            Canvas canvas, Symbol symbol, double x, double y, double sizeMm, boolean open, Color color) {
        VectorPath shape = symbol.outline.around(x, y, sizeMm / 2);
        if (symbol == Symbol.CROSS) {
            canvas.stroke(shape, Stroke.ruled(1), color);
        } else {
            canvas.fill(shape, open ? Color.WHITE : color);
            canvas.stroke(shape, Stroke.ruled(0.8), color);
        }
    }

    @Override
    protected Points self() {
        return this;
    }
}
