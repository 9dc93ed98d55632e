package org.cb1network.figures.output;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.Polyline;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.VectorPath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Areas that the rasteriser covers, in pixels, against closed forms. */
class RasterizerTest {

    private static final Rect SHEET = Rect.of(0, 0, 200, 200);

    @ParameterizedTest
    @ValueSource(doubles = {0.7, 3.3, 17, 80})
    void aDiscCoversPiTimesRadiusSquared(double radius) {
        double expected = Math.PI * radius * radius;
        assertEquals(expected, filled(VectorPath.circle(100.3, 99.8, radius), SHEET), Math.max(0.02, 2e-3 * expected));
    }

    /** The sample lines are 1/16 pixel apart, so a level edge may be 1/32 pixel off. */
    @Test
    void aTriangleCoversHalfItsBaseTimesItsHeight() {
        assertEquals(
                0.5 * 90 * 61.7, filled(VectorPath.polygon(10.2, 80.1, 100.2, 80.1, 37.9, 18.4), SHEET), 90 / 32.0);
    }

    @Test
    void pixelsOnTheEdgeAreCoveredByTheirShare() {
        Rasterizer rasterizer = new Rasterizer(10);
        addInside(rasterizer, Polyline.around(Rect.of(2.25, 3.5, 2, 1.5)));
        double[][] covered = new double[10][10];
        rasterizer.paint(
                Rect.of(0, 0, 10, 10), (y, from, to, c) -> System.arraycopy(c, 0, covered[y], from, to - from));
        assertEquals(0.75 * 0.5, covered[3][2], 1e-12);
        assertEquals(0.5, covered[3][3], 1e-12);
        assertEquals(0.25, covered[4][4], 1e-12);
        assertEquals(0, covered[4][5], 1e-12);
    }

    @Test
    void whatIsDrawnTwiceInOneShapeCountsOnceAndAHoleStaysOpen() {
        VectorPath square = VectorPath.rectangle(Rect.of(10, 10, 20, 20));
        VectorPath twice = VectorPath.builder().append(square).append(square).build();
        assertEquals(400, filled(twice, SHEET), 1e-9);
        VectorPath hole = VectorPath.polygon(15, 15, 15, 25, 25, 25, 25, 15);
        assertEquals(
                300, filled(VectorPath.builder().append(square).append(hole).build(), SHEET), 1e-9);
    }

    @Test
    void nothingIsDrawnOutsideTheClipOrTheSheet() {
        VectorPath square = VectorPath.rectangle(Rect.of(-50, -50, 400, 400));
        assertEquals(200 * 200, filled(square, SHEET), 1e-9);
        assertEquals(31 * 7, filled(square, Rect.of(3, 5, 31, 7)), 1e-9);
        assertEquals(0, filled(VectorPath.circle(500, 50, 100), SHEET), 1e-9);
    }

    @Test
    void aLineCoversItsLengthTimesItsWidthAndItsEnds() {
        double length = Math.sqrt(90 * 90 + 40 * 40);
        Polyline line = Polyline.line(30, 50, 120, 90);
        assertEquals(length * 7, stroked(line, 7, Stroke.Cap.BUTT, Stroke.Join.MITER), 0.5);
        assertEquals((length + 7) * 7, stroked(line, 7, Stroke.Cap.SQUARE, Stroke.Join.MITER), 0.5);
        double round = length * 7 + Math.PI * 3.5 * 3.5;
        assertEquals(round, stroked(line, 7, Stroke.Cap.ROUND, Stroke.Join.MITER), 0.5);
    }

    @Test
    void aCornerIsFilledAsItsJoinSays() {
        Polyline corner = Polyline.open(new double[] {30, 100, 100}, new double[] {40, 40, 110});
        double arms = 70 * 10 + 70 * 10 - 25;
        assertEquals(arms + 25, stroked(corner, 10, Stroke.Cap.BUTT, Stroke.Join.MITER), 0.5);
        double rounded = arms + Math.PI * 25 / 4;
        assertEquals(rounded, stroked(corner, 10, Stroke.Cap.BUTT, Stroke.Join.ROUND), 0.6);
    }

    @Test
    void aFineCurveIsNoThickerThanACoarseOne() {
        int n = 2000;
        double[] x = new double[n + 1];
        double[] y = new double[n + 1];
        for (int i = 0; i <= n; i++) {
            x[i] = 100 + 60 * StrictMath.cos(2 * Math.PI * i / n);
            y[i] = 100 + 60 * StrictMath.sin(2 * Math.PI * i / n);
        }
        double ring = Math.PI * (62 * 62 - 58 * 58);
        assertEquals(ring, stroked(Polyline.open(x, y), 4, Stroke.Cap.ROUND, Stroke.Join.ROUND), 2);
    }

    @Test
    void dashesCoverTheirShareOfTheLine() {
        Rasterizer rasterizer = new Rasterizer(200);
        StrokeOutline outline = new StrokeOutline(rasterizer, 2, Stroke.Cap.BUTT, Stroke.Join.MITER);
        StrokeOutline.dashes(Polyline.line(10, 10, 110, 10), new double[] {3, 7})
                .forEach(outline::add);
        assertEquals(10 * 3 * 2, sum(rasterizer, SHEET), 1e-9);
    }

    @Test
    void levelLinesAreCrispAndEquallyWideWhereverTheyAre() {
        for (double at : new double[] {5.0, 5.013, 5.04, 5.07}) {
            PngCanvas canvas = new PngCanvas(10, 10, 300);
            canvas.stroke(VectorPath.line(1, at, 9, at), Stroke.ruled(0.8), Color.BLACK);
            int dark = 0;
            for (int y = 0; y < canvas.height(); y++) {
                int pixel = canvas.pixels()[y * canvas.width() + canvas.width() / 2];
                assertTrue(pixel == 0 || pixel == 0xffffff, "no grey");
                dark += pixel == 0 ? 1 : 0;
            }
            assertEquals(3, dark);
        }
    }

    private static double filled(VectorPath shape, Rect clip) {
        Rasterizer rasterizer = new Rasterizer(200);
        Polylines.of(shape, 1).forEach(piece -> addInside(rasterizer, piece));
        return sum(rasterizer, clip);
    }

    private static void addInside(Rasterizer rasterizer, Polyline piece) {
        for (int i = 0; i < piece.lines(); i++) {
            rasterizer.edge(piece.x(i), piece.y(i), piece.x(i + 1), piece.y(i + 1));
        }
    }

    private static double stroked(Polyline line, double width, Stroke.Cap cap, Stroke.Join join) {
        Rasterizer rasterizer = new Rasterizer(200);
        List.of(line).forEach(new StrokeOutline(rasterizer, width, cap, join)::add);
        return sum(rasterizer, SHEET);
    }

    private static double sum(Rasterizer rasterizer, Rect clip) {
        double[] sum = new double[1];
        rasterizer.paint(clip, (y, from, to, coverage) -> {
            for (int x = from; x < to; x++) {
                sum[0] += coverage[x - from];
            }
        });
        return sum[0];
    }
}
