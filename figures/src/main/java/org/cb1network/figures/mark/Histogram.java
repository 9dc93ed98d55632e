package org.cb1network.figures.mark;

import java.util.List;
import java.util.stream.IntStream;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.VectorPath;
import org.cb1network.figures.theme.Theme;

/** A histogram, drawn as one shape. */
public final class Histogram extends Mark<Histogram> {

    private final double[] edges;
    private final double[] heights;
    private boolean outlined;
    private List<Double> dashes = List.of();

    /**
     * Creates a histogram of given heights.
     *
     * @param edges limits of the bins, growing; one more than bins
     * @param heights counts or densities
     */
    public Histogram(Theme theme, double[] edges, double[] heights) {
        super(theme);
        if (edges.length != heights.length + 1) {
            throw new IllegalArgumentException(
                    heights.length + " bins have " + (heights.length + 1) + " limits, not " + edges.length + ".");
        }
        this.edges = edges.clone();
        this.heights = heights.clone();
    }

    /**
     * Draws a line around a pale fill, so that several histograms can overlap.
     *
     * @param dashPt dashes and gaps of the line, points; empty for a solid line
     */
    public Histogram outlined(List<Double> dashPt) {
        this.outlined = true;
        this.dashes = List.copyOf(dashPt);
        return this;
    }

    @Override
    public ValueRange xRange() {
        return ValueRange.of(edges);
    }

    @Override
    public ValueRange yRange() {
        return ValueRange.of(heights).with(0);
    }

    @Override
    public List<Datum> data(DataArea area) {
        return IntStream.range(0, heights.length)
                .mapToObj(i -> Datum.point("histogram", series(), (edges[i] + edges[i + 1]) / 2, heights[i]))
                .toList();
    }

    @Override
    public void draw(Canvas canvas, DataArea area) {
        double base = area.y().covers(0) ? area.toY(0) : area.area().bottom();
        VectorPath.Builder outline = VectorPath.builder().moveTo(area.toX(edges[0]), base);
        for (int i = 0; i < heights.length; i++) {
            double top = area.toY(heights[i]);
            double y = Double.isFinite(top) ? top : base;
            outline.lineTo(area.toX(edges[i]), y).lineTo(area.toX(edges[i + 1]), y);
        }
        outline.lineTo(area.toX(edges[heights.length]), base);
        VectorPath line = outline.build();
        VectorPath inside = VectorPath.builder().append(line).close().build();
        double opacity = outlined ? theme().length("band.opacity") : 1;
        inside(canvas, area, line.bounds(), 0.3, () -> {
            canvas.fill(inside, color().withAlpha(opacity));
            if (outlined) {
                canvas.stroke(
                        line,
                        Stroke.ruled(theme().length("line.error")).dashed(dashes.toArray(Double[]::new)),
                        color());
            }
        });
    }

    @Override
    protected Histogram self() {
        return this;
    }
}
