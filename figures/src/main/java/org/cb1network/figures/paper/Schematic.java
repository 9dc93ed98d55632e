package org.cb1network.figures.paper;

import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.TextStyle;
import org.cb1network.figures.draw.VectorPath;
import org.cb1network.figures.plot.Sketch;
import org.cb1network.figures.plot.Sketch.End;
import org.cb1network.figures.theme.Theme;

/**
 * The four steps in which the model was designed: an excitatory-inhibitory network; two populations of inhibition; the pathway
 * from layer 4; the differences between areas. In mm from the upper left corner of the sheet.
 *
 * @param theme colours and sizes of text
 */
record Schematic(Theme theme) {

    private static final double WIRE_PT = 1.5;
    private static final double STEP_SIZE = 0.85;
    private static final double AREA_SIZE = 0.64;

    /** The parts of the circuit that are drawn. */
    private enum Extent {
        LAYER_23,
        BOTH_LAYERS,
        /** Without names of afferents, for a small drawing. */
        BARE
    }

    void draw(Sketch sheet) {
        TextStyle style = theme.text();
        Color text = sheet.color("text");
        sheet.text(90, 4.6, "model design & parametrization steps", Anchor.BOTTOM, theme.titleText(), text);
        String[] numbers = {"*i*", "*ii*", "*iii*", "*iv*"};
        double[] starts = {3, 40.5, 82, 127};
        for (int i = 0; i < numbers.length; i++) {
            sheet.text(starts[i], 9.6, numbers[i], Anchor.BOTTOM_LEFT, theme.titleText(), text);
        }
        for (double x : new double[] {32.5, 75, 119}) {
            sheet.connect(x, 22, x + 6.5, 22, End.ARROW, 1.4, text);
        }
        excitatoryInhibitory(sheet.at(12.5, 24, 0.9));
        sheet.box(15.5, 39, "excitatory/inhibitory\nspiking network", style, Color.WHITE, text);
        circuit(sheet.at(49.5, 22.5, STEP_SIZE), Extent.LAYER_23);
        sheet.box(57, 39, "two populations\nof inhibition", style, Color.WHITE, text);
        circuit(sheet.at(92, 19.5, STEP_SIZE), Extent.BOTH_LAYERS);
        sheet.box(114.5, 39.5, "L4 afferent\npathway", style, Color.WHITE, text);
        areas(sheet, style, text);
    }

    private void areas(Sketch sheet, TextStyle style, Color text) {
        sheet.box(153.5, 6.4, "area specificity", style, Color.WHITE, text);
        sheet.box(140, 11.6, "V1", style, Color.WHITE, sheet.color("V1"));
        sheet.box(166, 11.6, "V2M", style, Color.WHITE, sheet.color("V2M"));
        circuit(sheet.at(135.5, 24, AREA_SIZE), Extent.BARE);
        circuit(sheet.at(161.5, 24, AREA_SIZE), Extent.BARE);
        Color change = sheet.color("faint");
        change(sheet, 167.2, 30.6, "*p_{rel}*", false, change);
        change(sheet, 173.6, 34.6, "*p_{conn}*", true, change);
    }

    /** A rounded label with an arrow for an increase or decrease. */
    private void change(Sketch sheet, double x, double y, String what, boolean up, Color fill) {
        double width = up ? 9.4 : 7.6;
        VectorPath outline = VectorPath.roundedRectangle(Rect.of(x - width / 2, y - 1.7, width, 3.4), 1);
        sheet.fill(outline, fill);
        sheet.stroke(outline, 0.5, sheet.color("text"));
        sheet.text(x - width / 2 + 0.8, y + 0.25, what, Anchor.LEFT, theme.smallText(), sheet.color("text"));
        double tip = up ? y - 1.3 : y + 1.3;
        sheet.connect(x + width / 2 - 1.2, 2 * y - tip, x + width / 2 - 1.2, tip, End.ARROW, 0.9, sheet.color("text"));
    }

    private void excitatoryInhibitory(Sketch s) {
        Color exc = s.color("L23Exc.body");
        Color inh = s.color("PvInh.body");
        arc(s, -10, -14, 25, -16);
        s.text(1.2, -12.4, "L2/3", Anchor.CENTER, theme.text(), s.color("title"));
        principal(s, 0, 0, 9, 6.8, "L23Exc", "Exc");
        basket(s, 13.5, -8.5, 5, 6.6, 25, "PvInh", "Inh");
        s.connect(-3, -6.3, -4.5, -12.5, -12, -11, -7.4, -4.2, End.TRIANGLE, WIRE_PT, deep(exc));
        s.connect(3, -6.3, 4, -10, 5.5, -10.6, 8.3, -10.2, End.TRIANGLE, WIRE_PT, deep(exc));
        s.connect(13.2, -2, 12.5, 1, 11.5, 1, 9.3, 0.5, End.BAR, WIRE_PT, deep(inh));
        s.connect(18.2, -7.6, 23, -6, 22.5, -14.5, 17.7, -12.6, End.BAR, WIRE_PT, deep(inh));
        background(s, 15.2, 5, 8.6, 3.2, "bg", Anchor.LEFT);
        background(s, 20.5, 0.2, 16.2, -3.4, "bg", Anchor.TOP);
    }

    /** The circuit around the principal neurons of layer 2/3, whose middle is the origin. */
    private void circuit(Sketch s, Extent extent) {
        Color pn = deep(s.color("L23Exc.body"));
        Color pv = deep(s.color("PvInh.body"));
        Color cb1 = deep(s.color("CB1Inh.body"));
        boolean layer4 = extent != Extent.LAYER_23;
        boolean named = extent != Extent.BARE;
        if (layer4) {
            layerFour(s);
        }
        arc(s, -11, -10.5, 27, -12.5);
        if (!layer4) {
            arc(s, -11, 12, 27, 12.5);
        }
        s.text(-10.8, 8.6, "L2/3", Anchor.LEFT, theme.smallText().size(named ? 7 : 8.2), s.color("title"));
        principal(s, 0, 0, 8, 6, "L23Exc", "PN");
        basket(s, 16, -5.6, 5.2, 3.9, 0, "PvInh", "PV");
        basket(s, 17, 5.6, 5.2, 3.8, 0, "CB1Inh", "CB1");
        s.connect(-1, -6, -2, -11.6, -9, -10, -5.6, -4.6, End.TRIANGLE, WIRE_PT, pn);
        s.connect(5, -4.8, 6.5, -7.4, 8, -7.6, 10.9, -6.6, End.TRIANGLE, WIRE_PT, pn);
        s.connect(13, -2.6, 12, -0.9, 10.6, -0.6, 8.3, -0.9, End.BAR, WIRE_PT, pv);
        s.connect(7.5, 2.2, 8.8, 4.2, 9.8, 4.6, 11.9, 4.7, End.TRIANGLE, WIRE_PT, pn);
        s.connect(12.4, 7.4, 9.4, 9, 7.6, 8, 5.6, 4.9, End.BAR, WIRE_PT, cb1);
        s.connect(20.6, -3.7, 25, -1.6, 21.5, 2.1, 18.6, -1.4, End.BAR, WIRE_PT, pv);
        s.connect(21.3, 7.6, 25.6, 10, 21.5, 13, 19, 9.6, End.BAR, WIRE_PT, cb1);
        background(s, 6.6, -11, 3.1, -6.2, named ? "bg" : "", Anchor.LEFT);
        background(s, 25.6, -7, 21.4, -6.2, named ? "bg" : "", Anchor.LEFT);
        background(s, 26.4, 4.6, 22.4, 5.2, named ? "bg" : "", Anchor.LEFT);
        if (layer4) {
            s.connect(2.6, 15.6, -1.4, 13, -1.2, 10.5, -0.8, 6.3, End.TRIANGLE, WIRE_PT, deep(s.color("L4Exc.body")));
            s.connect(16.6, 9.4, 17, 12.6, 15.4, 13.6, 13.4, 14.9, End.BAR, WIRE_PT, cb1);
            background(s, -3, 21.6, 1.2, 19.8, named ? "bg" : "", Anchor.RIGHT);
            s.connect(8, 26.8, 8, 22.9, End.TRIANGLE, 1.8, s.color("title"));
            s.text(
                    9.4,
                    26.4,
                    named ? "input" : "",
                    Anchor.LEFT,
                    theme.smallText().size(7),
                    s.color("title"));
        }
    }

    private void layerFour(Sketch s) {
        VectorPath band = VectorPath.builder()
                .moveTo(-11, 12.2)
                .curveTo(2, 10.4, 14, 10.4, 27, 12.2)
                .lineTo(27, 24.2)
                .curveTo(14, 22.6, 2, 22.6, -11, 24.2)
                .close()
                .build();
        s.fill(band, s.color("faint").tint(0.65));
        arc(s, -11, 12.2, 27, 12.2);
        arc(s, -11, 24.2, 27, 24.2);
        s.text(-10.2, 17.4, "L4", Anchor.LEFT, theme.smallText().size(7.6), s.color("title"));
        principal(s, 8, 18.2, 7, 4.6, "L4Exc", "PN");
    }

    /** The border of a layer. */
    private static void arc(Sketch s, double x1, double y1, double x2, double y2) {
        double third = (x2 - x1) / 3;
        VectorPath curve = VectorPath.builder()
                .moveTo(x1, y1)
                .curveTo(x1 + third, y1 - 1.8, x2 - third, y2 - 1.8, x2, y2)
                .build();
        s.stroke(curve, Stroke.ruled(0.5).dashed(1.2, 1.4), s.color("reference"));
    }

    private void principal(Sketch s, double x, double y, double rx, double ry, String population, String name) {
        s.fill(Sketch.ellipse(x, y, rx, ry, 4), s.color(population + ".body"));
        double size = ry * 1.15;
        s.fill(Sketch.triangle(x, y + 0.3, size * 1.15, size), s.color(population + ".soma"));
        s.text(x, y + 0.14 * size + 0.3, name, Anchor.CENTER, inner(name), Color.WHITE);
    }

    private void basket(
            Sketch s, double x, double y, double rx, double ry, double degrees, String population, String name) {
        s.fill(Sketch.ellipse(x, y, rx, ry, degrees), s.color(population + ".body"));
        s.fill(VectorPath.circle(x, y, 3.3), s.color(population + ".soma"));
        s.text(x, y, name, Anchor.CENTER, inner(name), Color.WHITE);
    }

    private TextStyle inner(String name) {
        return theme.smallText().size(name.length() > 2 ? 6.8 : 7.2).asBold();
    }

    private void background(Sketch s, double x1, double y1, double x2, double y2, String name, Anchor anchor) {
        s.connect(x1, y1, x2, y2, End.TRIANGLE, 1.4, s.color("bracket").tint(0.25));
        double right = anchor == Anchor.LEFT ? 0.8 : anchor == Anchor.RIGHT ? -0.8 : 0;
        double down = anchor == Anchor.TOP ? 0.6 : 0;
        s.text(x1 + right, y1 + down, name, anchor, theme.smallText().size(7), s.color("reference"));
    }

    /** Returns a stronger colour for the axons of cells with a body of this colour, visible on white. */
    private static Color deep(Color body) {
        return body.mix(Color.gray(0.35), 0.22);
    }
}
