package org.cb1network.figures.mark;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.Polyline;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.VectorPath;
import org.cb1network.figures.theme.Theme;

/** Vertical bars, one per item, at 0, 1, 2 ... along x, with optional confidence intervals and single observations. */
public final class Bars extends Mark<Bars> {

    private static final double POINT_RADIUS_MM = 0.32;

    private final double[] values;
    private double[] low = {};
    private double[] high = {};
    private double[][] observations = {};
    private Color[] colors = {};
    private String[] names = {};
    private double baseline = Double.NaN;

    /** Creates bars, one per value. */
    public Bars(Theme theme, double[] values) {
        super(theme);
        this.values = values.clone();
    }

    /** Sets the limits of the confidence interval of each value; NaN for none. */
    public Bars interval(double[] newLow, double[] newHigh) {
        if (newLow.length != values.length || newHigh.length != values.length) {
            throw new IllegalArgumentException("Give two limits for each of the " + values.length + " bars.");
        }
        this.low = newLow.clone();
        this.high = newHigh.clone();
        return this;
    }

    /** Adds single observations, such as one per seed, shown as dots over each bar. */
    public Bars observations(double[][] perBar) {
        this.observations = Arrays.stream(perBar).map(array -> array.clone()).toArray(double[][]::new);
        return this;
    }

    /** Gives the bars the theme's colours for these names of items. */
    public Bars colors(String... items) {
        this.names = items.clone();
        this.colors = Arrays.stream(items).map(theme()::color).toArray(Color[]::new);
        return this;
    }

    /**
     * Sets the value at which bars start; by default 0 or, if the axis does not include it, the lower end of the axis.
     */
    public Bars from(double value) {
        this.baseline = value;
        return this;
    }

    @Override
    public ValueRange xRange() {
        return ValueRange.of(-0.5, values.length - 0.5);
    }

    @Override
    public ValueRange yRange() {
        ValueRange range = ValueRange.of(values)
                .union(ValueRange.of(low))
                .union(ValueRange.of(high))
                .with(Double.isNaN(baseline) ? 0 : baseline);
        for (double[] bar : observations) {
            range = range.union(ValueRange.of(bar));
        }
        return range;
    }

    @Override
    public List<Datum> data(DataArea area) {
        List<Datum> data = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            String name = names.length > i ? names[i] : series();
            data.add(Datum.interval("bars", name, i, values[i], limit(low, i), limit(high, i)));
            for (double observation : observations.length > i ? observations[i] : new double[0]) {
                data.add(Datum.point("observations", name, i, observation));
            }
        }
        return data;
    }

    @Override
    public void draw(Canvas canvas, DataArea area) {
        double half = theme().length("bar.width") / 2;
        double start = Double.isNaN(baseline) && area.y().covers(0) ? 0 : baseline;
        double bottom = Double.isNaN(start) ? area.area().bottom() : area.toY(start);
        for (int i = 0; i < values.length; i++) {
            double top = area.toY(values[i]);
            if (Double.isFinite(top)) {
                VectorPath bar =
                        VectorPath.rectangle(Rect.between(area.toX(i - half), top, area.toX(i + half), bottom));
                Color fill = colors.length > i ? colors[i] : color();
                inside(canvas, area, bar.bounds(), 0.05, () -> canvas.fill(bar, fill));
            }
            drawObservations(canvas, area, i, 2 * half);
            drawInterval(canvas, area, i);
        }
    }

    /** Draws a dark line with a white outline, which is visible on bars of any colour. */
    private void drawInterval(Canvas canvas, DataArea area, int i) {
        if (low.length <= i || !Double.isFinite(area.toY(low[i])) || !Double.isFinite(area.toY(high[i]))) {
            return;
        }
        double width = theme().length("line.error");
        VectorPath whisker = VectorPath.line(area.toX(i), area.toY(low[i]), area.toX(i), area.toY(high[i]));
        canvas.stroke(whisker, Stroke.ruled(width + 0.6), Color.WHITE);
        canvas.stroke(whisker, Stroke.ruled(width), theme().color("axis"));
    }

    /** Draws dots side by side in the given order, so that equal data give equal pictures. */
    private void drawObservations(Canvas canvas, DataArea area, int i, double width) {
        if (observations.length <= i) {
            return;
        }
        double[] bar = observations[i];
        for (int k = 0; k < bar.length; k++) {
            double y = area.toY(bar[k]);
            if (Double.isFinite(y)) {
                double x = area.toX(i + 0.8 * width * ((k + 0.5) / bar.length - 0.5));
                canvas.fill(VectorPath.circle(x, y, POINT_RADIUS_MM + 0.12), Color.WHITE);
                canvas.fill(VectorPath.circle(x, y, POINT_RADIUS_MM), theme().color("reference"));
            }
        }
    }

    @Override
    public List<Polyline> obstacles(DataArea area) {
        List<Polyline> outlines = new ArrayList<>();
        double half = theme().length("bar.width") / 2;
        for (int i = 0; i < values.length; i++) {
            boolean whisker = high.length > i && high[i] > values[i];
            double top = area.toY(whisker ? high[i] : values[i]);
            if (Double.isFinite(top)) {
                outlines.add(Polyline.around(Rect.between(
                        area.toX(i - half), top, area.toX(i + half), area.area().bottom())));
            }
        }
        return outlines;
    }

    @Override
    protected Bars self() {
        return this;
    }
}
