package org.cb1network.figures.output;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
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
 * Writes SVG 1.1 as text; the user unit is a millimetre. There are no ids and no XML declaration, so that
 * several files can be embedded in one HTML page unchanged.
 */
final class SvgCanvas implements Canvas {

    private final StringBuilder out = new StringBuilder();

    /** Creates a white sheet. */
    SvgCanvas(double widthMm, double heightMm, FigureMetadata metadata) {
        String width = Numbers.format(widthMm);
        String height = Numbers.format(heightMm);
        out.append("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" role=\"img\"");
        attribute("width", width + "mm");
        attribute("height", height + "mm");
        attribute("viewBox", "0 0 " + width + " " + height);
        out.append(">\n");
        metadata.title().ifPresent(title -> element("title", title));
        metadata.description().ifPresent(description -> element("desc", description));
        out.append("<metadata>").append(XmpPacket.of(metadata)).append("</metadata>\n");
        out.append("<path fill=\"#fff\" d=\"M0 0h").append(width).append('v').append(height);
        out.append('H').append("0z\"/>\n");
    }

    /** Returns the document. */
    byte[] finish() {
        return (out + "</svg>\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void fill(VectorPath shape, Color color) {
        path(shape, () -> paint("fill", color));
    }

    @Override
    public void stroke(VectorPath shape, Stroke stroke, Color color) {
        path(shape, () -> {
            attribute("fill", "none");
            paint("stroke", color);
            lineStyle(stroke);
        });
    }

    @Override
    public void text(PlacedText text, Color color) {
        path(text.outline(), () -> {
            attribute("aria-label", Xml.escaped(text.plain()));
            paint("fill", color);
        });
    }

    /** One stroke per run of dots on a line of the grid, in units of dots: a single dot takes about seven characters. */
    @Override
    public void dots(Dots dots, Color color) {
        if (dots.count() == 0) {
            return;
        }
        out.append("<path fill=\"none\"");
        paint("stroke", color);
        out.append(" transform=\"translate(");
        out.append(Numbers.format(dots.area().x())).append(' ');
        out.append(Numbers.format(dots.area().y() + dots.height() / 2));
        out.append(")scale(").append(micro(dots.width())).append(' ').append(micro(dots.height()));
        out.append(")\" d=\"");
        int x = 0;
        int y = 0;
        for (int i = 0; i < dots.count(); ) {
            int run = 1;
            while (i + run < dots.count()
                    && dots.row(i + run) == dots.row(i)
                    && dots.column(i + run) == dots.column(i) + run) {
                run++;
            }
            int right = dots.column(i) - x;
            out.append(i == 0 ? 'M' : 'm').append(right).append(' ').append(dots.row(i) - y);
            out.append('h').append(run);
            x = dots.column(i) + run;
            y = dots.row(i);
            i += run;
        }
        out.append("\"/>\n");
    }

    /**
     * Formats a number with six decimals, as in 0.084667: a raster is a thousand dots wide, so the size of a dot needs
     * more than three.
     */
    private static String micro(double value) {
        String digits = Long.toString((long) Math.rint(value * 1e6));
        String padded = "0".repeat(Math.max(0, 7 - digits.length())) + digits;
        int point = padded.length() - 6;
        return padded.substring(0, point) + "." + padded.substring(point);
    }

    @Override
    public void cells(ColorCells cells) {
        out.append("<g shape-rendering=\"crispEdges\">\n");
        for (int row = 0; row < cells.rows(); row++) {
            for (int column = 0; column < cells.columns(); column++) {
                Color color = cells.colors().at(row, column);
                if (color.alpha() > 0) {
                    fill(
                            VectorPath.rectangle(Rect.between(
                                    cells.edgeX(column),
                                    cells.edgeY(row),
                                    cells.edgeX(column + 1),
                                    cells.edgeY(row + 1))),
                            color);
                }
            }
        }
        out.append("</g>\n");
    }

    /** A nested SVG element clips without needing an id. */
    @Override
    public void clipped(Rect area, Runnable drawing) {
        String x = Numbers.format(area.x());
        String y = Numbers.format(area.y());
        String width = Numbers.format(area.width());
        String height = Numbers.format(area.height());
        out.append("<svg overflow=\"hidden\"");
        attribute("x", x);
        attribute("y", y);
        attribute("width", width);
        attribute("height", height);
        attribute("viewBox", x + " " + y + " " + width + " " + height);
        out.append(">\n");
        drawing.run();
        out.append("</svg>\n");
    }

    private void path(VectorPath shape, Runnable attributes) {
        if (!shape.isEmpty()) {
            out.append("<path");
            attributes.run();
            attribute("d", SvgPath.data(shape));
            out.append("/>\n");
        }
    }

    private void paint(String property, Color color) {
        attribute(property, color.hex());
        if (color.alpha() < 1) {
            attribute(property + "-opacity", Numbers.format(color.alpha()));
        }
    }

    private void lineStyle(Stroke stroke) {
        attribute("stroke-width", Numbers.format(stroke.widthMm()));
        if (stroke.cap() != Stroke.Cap.BUTT) {
            attribute("stroke-linecap", stroke.cap().name().toLowerCase(Locale.ROOT));
        }
        if (stroke.join() != Stroke.Join.MITER) {
            attribute("stroke-linejoin", stroke.join().name().toLowerCase(Locale.ROOT));
        }
        if (!stroke.dashPt().isEmpty()) {
            StringBuilder dashes = new StringBuilder();
            for (double dash : stroke.dashPt()) {
                dashes.append(dashes.isEmpty() ? "" : " ").append(Numbers.format(dash * Stroke.MM_PER_PT));
            }
            attribute("stroke-dasharray", dashes.toString());
        }
    }

    private void attribute(String name, String value) {
        out.append(' ').append(name).append("=\"").append(value).append('"');
    }

    private void element(String name, String text) {
        out.append('<').append(name).append('>').append(Xml.escaped(text));
        out.append("</").append(name).append(">\n");
    }
}
