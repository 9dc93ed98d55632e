package org.cb1network.figures.plot;

import org.cb1network.figures.draw.Affine;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.TextLayout;
import org.cb1network.figures.draw.TextStyle;
import org.cb1network.figures.draw.VectorPath;
import org.cb1network.figures.theme.Theme;

/**
 * Draws schematics: cell bodies, somata, synapses, boxes with text. All in millimetres; y points down. Colours are those of
 * the theme or any others.
 */
public final class Sketch {

    private final Canvas canvas;
    private final Theme theme;
    private final Affine place;
    private final double scale;

    /** The end of a connection. */
    public enum End {
        /** Just the line. */
        NONE,
        /** An arrow head: "leads to". */
        ARROW,
        /** A filled triangle with its base towards the target: an excitatory synapse. */
        TRIANGLE,
        /** A bar across: an inhibitory synapse. */
        BAR
    }

    Sketch(Canvas canvas, Theme theme) {
        this(canvas, theme, Affine.IDENTITY, 1);
    }

    private Sketch(Canvas canvas, Theme theme, Affine place, double scale) {
        this.canvas = canvas;
        this.theme = theme;
        this.place = place;
        this.scale = scale;
    }

    /**
     * Returns a sketch whose origin is at {@code (x, y)} of this one, with everything, including lines and text,
     * scaled.
     */
    public Sketch at(double x, double y, double size) {
        Affine inner = Affine.scaling(size, size).then(Affine.translation(x, y)).then(place);
        return new Sketch(canvas, theme, inner, scale * size);
    }

    /** Returns a colour of the theme. */
    public Color color(String name) {
        return theme.color(name);
    }

    /** Fills a shape. */
    public Sketch fill(VectorPath shape, Color color) {
        canvas.fill(shape.transformed(place), color);
        return this;
    }

    /** Strokes the outline of a shape. */
    public Sketch stroke(VectorPath shape, double widthPt, Color color) {
        return stroke(shape, Stroke.round(widthPt), color);
    }

    /** Strokes the outline of a shape with a custom stroke. */
    public Sketch stroke(VectorPath shape, Stroke stroke, Color color) {
        Double[] dashes = stroke.dashPt().stream().map(d -> d * scale).toArray(Double[]::new);
        Stroke scaled = stroke.width(stroke.widthPt() * scale).dashed(dashes);
        canvas.stroke(shape.transformed(place), scaled, color);
        return this;
    }

    /** Returns an ellipse, rotated counter-clockwise by an angle in degrees. */
    public static VectorPath ellipse(double cx, double cy, double rx, double ry, double degrees) {
        Affine turn = Affine.rotation(degrees).then(Affine.translation(cx, cy));
        return VectorPath.ellipse(0, 0, rx, ry).transformed(turn);
    }

    /** Returns a triangle that points up, with its centre of mass at (cx, cy); the soma of a pyramidal cell. */
    public static VectorPath triangle(double cx, double cy, double width, double height) {
        double top = cy - height * 2 / 3;
        double base = cy + height / 3;
        return VectorPath.polygon(cx, top, cx + width / 2, base, cx - width / 2, base);
    }

    /** Draws a straight connection. */
    public Sketch connect(double x1, double y1, double x2, double y2, End end, double widthPt, Color color) {
        return connect(
                x1,
                y1,
                (2 * x1 + x2) / 3,
                (2 * y1 + y2) / 3,
                (x1 + 2 * x2) / 3,
                (y1 + 2 * y2) / 3,
                x2,
                y2,
                end,
                widthPt,
                color);
    }

    /**
     * Draws a curved connection: a cubic Bézier curve from {@code (x1, y1)} to {@code (x2, y2)} with control points
     * {@code (c1x, c1y)} and {@code (c2x, c2y)}; it arrives in the direction from the second control point.
     */
    public Sketch connect(
            double x1,
            double y1,
            double c1x,
            double c1y,
            double c2x,
            double c2y,
            double x2,
            double y2,
            End end,
            double widthPt,
            Color color) {
        double dx = x2 - c2x;
        double dy = y2 - c2y;
        double length = Math.sqrt(dx * dx + dy * dy);
        double ux = dx / length;
        double uy = dy / length;
        double size = endSize(end, widthPt);
        double stop = end == End.ARROW ? 0.9 * size : end == End.TRIANGLE ? 0.7 * size : 0;
        VectorPath curve = VectorPath.builder()
                .moveTo(x1, y1)
                .curveTo(c1x, c1y, c2x - ux * stop, c2y - uy * stop, x2 - ux * stop, y2 - uy * stop)
                .build();
        stroke(curve, Stroke.round(widthPt).capped(Stroke.Cap.BUTT), color);
        double w = size * 0.55;
        if (end == End.ARROW || end == End.TRIANGLE) {
            fill(head(x2, y2, ux, uy, size, w, end == End.ARROW), color);
        } else if (end == End.BAR) {
            stroke(
                    VectorPath.line(x2 - uy * size / 2, y2 + ux * size / 2, x2 + uy * size / 2, y2 - ux * size / 2),
                    Stroke.ruled(1.1 * widthPt),
                    color);
        }
        return this;
    }

    private static double endSize(End end, double widthPt) {
        double widthMm = widthPt * Stroke.MM_PER_PT;
        return end == End.NONE ? 0 : end == End.BAR ? 4.2 * widthMm : 3.8 * widthMm;
    }

    private static VectorPath head(double x, double y, double ux, double uy, double size, double w, boolean pointsOn) {
        double backX = x - ux * size;
        double backY = y - uy * size;
        double tipX = pointsOn ? x : backX;
        double tipY = pointsOn ? y : backY;
        double baseX = pointsOn ? backX : x;
        double baseY = pointsOn ? backY : y;
        return VectorPath.polygon(tipX, tipY, baseX - uy * w, baseY + ux * w, baseX + uy * w, baseY - ux * w);
    }

    /** Draws text in the ordinary style. */
    public Sketch text(double x, double y, String markup, Anchor anchor, Color color) {
        return text(x, y, markup, anchor, theme.text(), color);
    }

    /** Draws text in a style. */
    public Sketch text(double x, double y, String markup, Anchor anchor, TextStyle style, Color color) {
        TextLayout layout = TextLayout.of(markup, style.size(style.sizePt() * scale));
        canvas.text(layout.at(place.x(x, y), place.y(x, y), anchor), color);
        return this;
    }

    /** Draws text in a rounded box around it, centred on (x, y). */
    public Sketch box(double x, double y, String markup, TextStyle style, Color fill, Color line) {
        TextLayout layout = TextLayout.of(markup, style);
        double pad = 0.45 * style.sizeMm();
        Rect frame = Rect.of(
                x - layout.width() / 2 - pad,
                y - layout.height() / 2 - pad,
                layout.width() + 2 * pad,
                layout.height() + 2 * pad);
        VectorPath outline = VectorPath.roundedRectangle(frame, 0.35 * style.sizeMm());
        fill(outline, fill);
        stroke(outline, 0.8, line);
        return text(x, y, markup, Anchor.CENTER, style, line);
    }
}
