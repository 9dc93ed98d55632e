package org.cb1network.figures.output;

import java.util.Arrays;
import java.util.List;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.ColorCells;
import org.cb1network.figures.draw.Dots;
import org.cb1network.figures.draw.PlacedText;
import org.cb1network.figures.draw.Polyline;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.VectorPath;

/**
 * Draws pixels on a white background.
 *
 * <p>Horizontal and vertical lines, rectangles, dots and cells are aligned with the pixels, so axes are crisp and equal lines look equal.
 * Everything else is anti-aliased by exact coverage.
 */
final class PngCanvas implements Canvas {

    private final int width;
    private final int height;
    private final double pixelsPerMm;
    private final int[] pixels;
    private final Rasterizer rasterizer;
    private Rect clip;

    /** Creates a white sheet; the number of pixels is rounded to whole ones. */
    PngCanvas(double widthMm, double heightMm, double dotsPerInch) {
        this.pixelsPerMm = dotsPerInch / 25.4;
        this.width = (int) Math.max(1, Math.rint(widthMm * pixelsPerMm));
        this.height = (int) Math.max(1, Math.rint(heightMm * pixelsPerMm));
        this.pixels = new int[width * height];
        Arrays.fill(pixels, 0xffffff);
        this.rasterizer = new Rasterizer(width);
        this.clip = Rect.of(0, 0, width, height);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Returns the pixels row by row, as 0xrrggbb. */
    int[] pixels() {
        return pixels;
    }

    @Override
    public void fill(VectorPath shape, Color color) {
        List<Polyline> pieces = Polylines.of(shape, pixelsPerMm);
        Rect bounds = shape.bounds();
        boolean large = Math.min(bounds.width(), bounds.height()) * pixelsPerMm >= 1;
        if (large && pieces.stream().allMatch(PngCanvas::isRectangular)) {
            pieces.forEach(piece -> addInside(snapped(piece, 0, Stroke.Cap.SQUARE)));
        } else {
            pieces.forEach(this::addInside);
        }
        paint(color);
    }

    private static boolean isRectangular(Polyline piece) {
        int last = piece.count() - 1;
        return piece.isAxisAligned() && (piece.x(0) == piece.x(last) || piece.y(0) == piece.y(last));
    }

    private void addInside(Polyline piece) {
        int last = piece.count() - 1;
        for (int i = 0; i < last; i++) {
            rasterizer.edge(piece.x(i), piece.y(i), piece.x(i + 1), piece.y(i + 1));
        }
        rasterizer.edge(piece.x(last), piece.y(last), piece.x(0), piece.y(0));
    }

    @Override
    public void stroke(VectorPath shape, Stroke stroke, Color color) {
        double lineWidth = stroke.widthMm() * pixelsPerMm;
        double[] dashes = stroke.dashPt().stream()
                .mapToDouble(d -> d * Stroke.MM_PER_PT * pixelsPerMm)
                .toArray();
        for (Polyline piece : Polylines.of(shape, pixelsPerMm)) {
            boolean snap = piece.isAxisAligned();
            double pieceWidth = snap ? Math.max(1, Math.rint(lineWidth)) : lineWidth;
            Polyline placed = snap ? snapped(piece, pieceWidth, stroke.cap()) : piece;
            StrokeOutline outline = new StrokeOutline(rasterizer, pieceWidth, stroke.cap(), stroke.join());
            if (dashes.length == 0) {
                outline.add(placed);
            } else {
                StrokeOutline.dashes(placed, dashes).forEach(outline::add);
            }
        }
        paint(color);
    }

    /** Moves a piece of horizontal and vertical lines so that the edges of its lines, {@code w} pixels wide, fall between pixels. */
    private static Polyline snapped(Polyline piece, double w, Stroke.Cap cap) {
        int n = piece.count();
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = Math.rint(piece.x(i) - w / 2) + w / 2;
            y[i] = Math.rint(piece.y(i) - w / 2) + w / 2;
        }
        if (!piece.isClosed() && cap == Stroke.Cap.BUTT) {
            snapEnd(piece, x, y, 0, 1);
            snapEnd(piece, x, y, n - 1, n - 2);
        }
        return piece.isClosed() ? Polyline.closed(x, y) : Polyline.open(x, y);
    }

    /** A line with butt ends stops between two pixels. */
    private static void snapEnd(Polyline piece, double[] x, double[] y, int end, int neighbour) {
        if (piece.y(end) == piece.y(neighbour)) {
            x[end] = Math.rint(piece.x(end));
        } else {
            y[end] = Math.rint(piece.y(end));
        }
    }

    @Override
    public void text(PlacedText text, Color color) {
        Polylines.of(text.outline(), pixelsPerMm).forEach(this::addInside);
        paint(color);
    }

    @Override
    public void dots(Dots dots, Color color) {
        int w = (int) Math.max(1, Math.rint(dots.width() * pixelsPerMm));
        int h = (int) Math.max(1, Math.rint(dots.height() * pixelsPerMm));
        for (int i = 0; i < dots.count(); i++) {
            int x = (int) Math.rint((dots.area().x() + dots.column(i) * dots.width()) * pixelsPerMm);
            int y = (int) Math.rint((dots.area().y() + dots.row(i) * dots.height()) * pixelsPerMm);
            block(x, y, x + w, y + h, color);
        }
    }

    @Override
    public void cells(ColorCells cells) {
        for (int row = 0; row < cells.rows(); row++) {
            int y0 = (int) Math.rint(cells.edgeY(row) * pixelsPerMm);
            int y1 = (int) Math.rint(cells.edgeY(row + 1) * pixelsPerMm);
            for (int column = 0; column < cells.columns(); column++) {
                int x0 = (int) Math.rint(cells.edgeX(column) * pixelsPerMm);
                int x1 = (int) Math.rint(cells.edgeX(column + 1) * pixelsPerMm);
                block(x0, y0, x1, y1, cells.colors().at(row, column));
            }
        }
    }

    @Override
    public void clipped(Rect area, Runnable drawing) {
        Rect before = clip;
        double x0 = Math.max(before.x(), Math.rint(area.x() * pixelsPerMm));
        double y0 = Math.max(before.y(), Math.rint(area.y() * pixelsPerMm));
        double x1 = Math.min(before.right(), Math.rint(area.right() * pixelsPerMm));
        double y1 = Math.min(before.bottom(), Math.rint(area.bottom() * pixelsPerMm));
        clip = Rect.of(x0, y0, Math.max(0, x1 - x0), Math.max(0, y1 - y0));
        drawing.run();
        clip = before;
    }

    private void block(int left, int top, int right, int bottom, Color color) {
        int x0 = Math.max(left, (int) clip.x());
        int x1 = Math.min(right, (int) clip.right());
        for (int y = Math.max(top, (int) clip.y()); y < Math.min(bottom, (int) clip.bottom()); y++) {
            for (int x = x0; x < x1; x++) {
                blend(y * width + x, color, color.alpha());
            }
        }
    }

    private void paint(Color color) {
        rasterizer.paint(clip, (y, from, to, coverage) -> {
            int offset = y * width;
            for (int x = from; x < to; x++) {
                if (coverage[x - from] > 0) {
                    blend(offset + x, color, color.alpha() * coverage[x - from]);
                }
            }
        });
    }

    private void blend(int at, Color color, double opacity) {
        int below = pixels[at];
        int red = mixed(below >> 16 & 255, color.red(), opacity);
        int green = mixed(below >> 8 & 255, color.green(), opacity);
        int blue = mixed(below & 255, color.blue(), opacity);
        pixels[at] = red << 16 | green << 8 | blue;
    }

    private static int mixed(int below, int above, double opacity) {
        return (int) (below + (above - below) * opacity + 0.5);
    }
}
