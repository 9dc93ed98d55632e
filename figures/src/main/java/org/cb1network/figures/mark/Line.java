package org.cb1network.figures.mark;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Polyline;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.VectorPath;
import org.cb1network.figures.theme.Theme;

/**
 * A line through points, with an optional confidence band. NaN interrupts it. A line with many more points than can be
 * seen on paper, such as a recorded membrane potential, is thinned without changing how it looks.
 */
public final class Line extends Mark<Line> {

    private final double[] x;
    private final double[] y;
    private double[] low = {};
    private double[] high = {};
    private Stroke stroke;
    private boolean steps;
    private boolean singlePoints;
    private String label = "";

    /** Creates a line through {@code (x[i], y[i])}. */
    public Line(Theme theme, double[] x, double[] y) {
        super(theme);
        if (x.length != y.length) {
            throw new IllegalArgumentException("A line needs as many x as y, not " + x.length + " and " + y.length);
        }
        this.x = x.clone();
        this.y = y.clone();
        this.stroke = theme.dataLine();
    }

    /** Shades the area between two lines, such as the limits of a confidence interval. */
    public Line band(double[] newLow, double[] newHigh) {
        if (newLow.length != x.length || newHigh.length != x.length) {
            throw new IllegalArgumentException("A band needs two limits for each of the " + x.length + " points.");
        }
        this.low = newLow.clone();
        this.high = newHigh.clone();
        return this;
    }

    /** Sets the line width in points. */
    public Line width(double points) {
        this.stroke = stroke.width(points);
        return this;
    }

    /** Draws a point without neighbours, through which no line goes, as a dot, and the band at it as a bar. */
    public Line singlePoints() {
        this.singlePoints = true;
        return this;
    }

    /** Sets the stroke. */
    public Line stroke(Stroke newStroke) {
        this.stroke = newStroke;
        return this;
    }

    /** Sets the dashes and gaps, in points. */
    public Line dashed(Double... points) {
        this.stroke = stroke.capped(Stroke.Cap.BUTT).dashed(points);
        return this;
    }

    /** Holds each value until the next x, such as a release probability that changes in steps. */
    public Line steps() {
        this.steps = true;
        this.stroke = new Stroke(stroke.widthPt(), Stroke.Cap.BUTT, Stroke.Join.MITER, stroke.dashPt());
        return this;
    }

    /** Adds a label in the colour of the line, close to it and clear of everything else. */
    public Line label(String markup) {
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
    public List<Datum> data(DataArea area) {
        return IntStream.range(0, x.length)
                .mapToObj(i -> Datum.interval("line", series(), x[i], y[i], limit(low, i), limit(high, i)))
                .toList();
    }

    @Override
    public void draw(Canvas canvas, DataArea area) {
        drawBand(canvas, area);
        VectorPath line = VectorPath.of(points(area));
        if (!line.isEmpty()) {
            inside(canvas, area, line.bounds(), stroke.widthMm(), () -> canvas.stroke(line, stroke, color()));
        }
        if (singlePoints) {
            single(area).color(color()).draw(canvas, area);
        }
    }

    /** Returns the points without a neighbour on either side. */
    private Points single(DataArea area) {
        int[] found = IntStream.range(0, x.length)
                .filter(i -> hasPlace(i, area) && !hasPlace(i - 1, area) && !hasPlace(i + 1, area))
                .toArray();
        Points points = new Points(theme(), picked(x, found), picked(y, found));
        return low.length == 0 ? points : points.interval(picked(low, found), picked(high, found));
    }

    private boolean hasPlace(int i, DataArea area) {
        return i >= 0 && i < x.length && Double.isFinite(area.toX(x[i])) && Double.isFinite(area.toY(y[i]));
    }

    private static double[] picked(double[] values, int... places) {
        return Arrays.stream(places).mapToDouble(i -> values[i]).toArray();
    }

    private void drawBand(Canvas canvas, DataArea area) {
        if (low.length == 0) {
            return;
        }
        VectorPath.Builder band = VectorPath.builder();
        int start = 0;
        for (int i = 0; i <= x.length; i++) {
            boolean known = i < x.length && Double.isFinite(area.toY(low[i])) && Double.isFinite(area.toY(high[i]));
            if (!known) {
                addBand(band, area, start, i);
                start = i + 1;
            }
        }
        VectorPath shape = band.build();
        double opacity = theme().length("band.opacity");
        inside(canvas, area, shape.bounds(), 0.01, () -> canvas.fill(shape, color().withAlpha(opacity)));
    }

    private void addBand(VectorPath.Builder band, DataArea area, int from, int to) {
        if (to - from < 2) {
            return;
        }
        band.moveTo(area.toX(x[from]), area.toY(low[from]));
        for (int i = from + 1; i < to; i++) {
            band.lineTo(area.toX(x[i]), area.toY(low[i]));
        }
        for (int i = to - 1; i >= from; i--) {
            band.lineTo(area.toX(x[i]), area.toY(high[i]));
        }
        band.close();
    }

    @Override
    public Optional<LabelWish> labelWish(DataArea area) {
        return label.isEmpty() || ValueRange.of(area.toY(y)).isEmpty()
                ? Optional.empty()
                : Optional.of(new LabelWish(label, color(), points(area)));
    }

    @Override
    public List<Polyline> obstacles(DataArea area) {
        if (low.length == 0) {
            return List.of(points(area));
        }
        double[] px = area.toX(x);
        return List.of(points(area), Polyline.open(px, area.toY(low)), Polyline.open(px, area.toY(high)));
    }

    private Polyline points(DataArea area) {
        double[] px = area.toX(x);
        double[] py = area.toY(y);
        return steps ? Thinning.stairs(px, py) : Thinning.thin(px, py);
    }

    @Override
    protected Line self() {
        return this;
    }
}
