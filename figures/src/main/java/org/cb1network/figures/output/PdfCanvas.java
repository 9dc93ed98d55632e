package org.cb1network.figures.output;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cb1network.engine.stage.FigureMetadata;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.ColorCells;
import org.cb1network.figures.draw.Dots;
import org.cb1network.figures.draw.PlacedText;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.VectorPath;

/**
 * Writes a PDF page; the user unit of its content is a millimetre and y points down, as on a {@link Canvas}.
 *
 * <p>The file is written by {@link PdfFile} and not by PDFBox, whose {@code PDDocument} starts the native part of AWT; that
 * fails on a headless Java where {@code DISPLAY} is set, and compresses with the machine's zlib.
 */
final class PdfCanvas implements Canvas {

    private final double widthMm;
    private final double heightMm;
    private final StringBuilder content = new StringBuilder();

    /** The graphics states that set an opacity, by opacity in thousandths: PDF wants them named and declared. */
    private final Map<Long, String> opacities = new LinkedHashMap<>();

    /** Creates an empty page. */
    PdfCanvas(double widthMm, double heightMm) {
        this.widthMm = widthMm;
        this.heightMm = heightMm;
    }

    /** Returns the document. */
    byte[] finish(FigureMetadata metadata) {
        return PdfFile.encode(widthMm, heightMm, content.toString(), opacities, metadata);
    }

    @Override
    public void fill(VectorPath shape, Color color) {
        if (!shape.isEmpty()) {
            inState(color, () -> {
                color(color, "rg");
                shape.sendTo(new PathWriter());
                content.append("f\n");
            });
        }
    }

    @Override
    public void stroke(VectorPath shape, Stroke stroke, Color color) {
        if (!shape.isEmpty()) {
            inState(color, () -> {
                color(color, "RG");
                lineStyle(stroke);
                shape.sendTo(new PathWriter());
                content.append("S\n");
            });
        }
    }

    @Override
    public void text(PlacedText text, Color color) {
        fill(text.outline(), color);
    }

    /** One rectangle per run of dots on a line of the grid, filled together. */
    @Override
    public void dots(Dots dots, Color color) {
        inState(color, () -> {
            color(color, "rg");
            for (int i = 0; i < dots.count(); ) {
                int run = 1;
                while (i + run < dots.count()
                        && dots.row(i + run) == dots.row(i)
                        && dots.column(i + run) == dots.column(i) + run) {
                    run++;
                }
                numbers(
                        dots.area().x() + dots.column(i) * dots.width(),
                        dots.area().y() + dots.row(i) * dots.height(),
                        run * dots.width(),
                        dots.height());
                content.append("re\n");
                i += run;
            }
            content.append("f\n");
        });
    }

    /**
     * Each cell extends under the cells to its right and below, which are drawn after it, so that viewers that smooth edges
     * show no seams.
     */
    @Override
    public void cells(ColorCells cells) {
        for (int row = 0; row < cells.rows(); row++) {
            for (int column = 0; column < cells.columns(); column++) {
                Color color = cells.colors().at(row, column);
                if (color.alpha() > 0) {
                    double right = overlap(cells, row, column + 1, cells.area().width() / cells.columns());
                    double down = overlap(cells, row + 1, column, cells.area().height() / cells.rows());
                    double x0 = cells.edgeX(column);
                    double y0 = cells.edgeY(row);
                    double x1 = cells.edgeX(column + 1);
                    double y1 = cells.edgeY(row + 1);
                    VectorPath.Builder cell =
                            VectorPath.builder().append(VectorPath.rectangle(Rect.between(x0, y0, x1 + right, y1)));
                    if (down > 0) {
                        cell.append(VectorPath.rectangle(Rect.between(x0, y0, x1, y1 + down)));
                    }
                    fill(cell.build(), color);
                }
            }
        }
    }

    private static double overlap(ColorCells cells, int row, int column, double size) {
        boolean inside = row < cells.rows() && column < cells.columns();
        return inside && cells.colors().at(row, column).alpha() == 1 ? size : 0;
    }

    @Override
    public void clipped(Rect area, Runnable drawing) {
        content.append("q ");
        numbers(area.x(), area.y(), area.width(), area.height());
        content.append("re W n\n");
        drawing.run();
        content.append("Q\n");
    }

    private void inState(Color color, Runnable drawing) {
        if (color.alpha() < 1) {
            long opacity = Numbers.thousandths(color.alpha());
            content.append("q /")
                    .append(opacities.computeIfAbsent(opacity, o -> "A" + o))
                    .append(" gs ");
            drawing.run();
            content.append("Q\n");
        } else {
            drawing.run();
        }
    }

    private void color(Color color, String operator) {
        numbers(color.red() / 255.0, color.green() / 255.0, color.blue() / 255.0);
        content.append(operator).append(' ');
    }

    private void lineStyle(Stroke stroke) {
        numbers(stroke.widthMm());
        content.append("w ").append(capNumber(stroke.cap())).append(" J ");
        content.append(stroke.join() == Stroke.Join.ROUND ? "1 j " : "0 j 4 M ");
        content.append('[');
        for (double dash : stroke.dashPt()) {
            numbers(dash * Stroke.MM_PER_PT);
        }
        content.append("] 0 d ");
    }

    private static int capNumber(Stroke.Cap cap) {
        return switch (cap) {
            case BUTT -> 0;
            case ROUND -> 1;
            case SQUARE -> 2;
        };
    }

    private void numbers(double... values) {
        for (double value : values) {
            Numbers.append(content, Numbers.thousandths(value));
            content.append(' ');
        }
    }

    private final class PathWriter implements VectorPath.Sink {
        @Override
        public void moveTo(double x, double y) {
            numbers(x, y);
            content.append("m ");
        }

        @Override
        public void lineTo(double x, double y) {
            numbers(x, y);
            content.append("l ");
        }

        @Override
        public void curveTo(double x1, double y1, double x2, double y2, double x, double y) {
            numbers(x1, y1, x2, y2, x, y);
            content.append("c ");
        }

        @Override
        public void close() {
            content.append("h ");
        }
    }
}
