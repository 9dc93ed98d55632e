package org.cb1network.figures.draw;

import java.util.ArrayList;
import java.util.List;

/**
 * A block of text, laid out and measured.
 *
 * <p>Markup: {@code Hz^{-1}} is a superscript, {@code p_{rel}} a subscript, {@code *italic*} and {@code **bold**} may contain the others,
 * and a line feed starts a new line. A backslash escapes the character after it. An underscore or circumflex without a brace and an
 * unpaired asterisk are literal, so names such as {@code rate_hz} need no escape. A hyphen before a digit at the start of a word becomes
 * a minus sign.
 */
public final class TextLayout {

    private static final double LINE_SPACING = 1.18;
    private static final double SCRIPT_SIZE = 0.7;
    private static final double SUPERSCRIPT_RISE = 0.38;
    private static final double SUBSCRIPT_DROP = 0.16;

    private final String plain;
    private final double sizeMm;
    private final List<Line> lines;
    private final double width;

    /** A line: its outline, with the origin at its left end on the baseline, and its advance width; in mm. */
    private record Line(VectorPath outline, double width) {}

    private TextLayout(String plain, double sizeMm, List<Line> lines) {
        this.plain = plain;
        this.sizeMm = sizeMm;
        this.lines = lines;
        this.width = lines.stream().mapToDouble(Line::width).max().orElse(0);
    }

    /** Lays out text with its markup. */
    public static TextLayout of(String markup, TextStyle style) {
        List<Line> lines = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        for (String line : markup.split("\n", -1)) {
            Setter setter = new Setter(style);
            setter.set(line, 0, line.length(), style.bold(), style.italic(), 1, 0);
            lines.add(new Line(setter.outline.build(), setter.x));
            plain.append(plain.isEmpty() ? "" : " ").append(setter.plain);
        }
        return new TextLayout(plain.toString(), style.sizeMm(), List.copyOf(lines));
    }

    /** Returns the text without its markup, on one line. */
    public String plain() {
        return plain;
    }

    /** Returns the width of the widest line, mm (sum of advance widths). */
    public double width() {
        return width;
    }

    /** Returns the height from the cap height of the first line to the baseline of the last, mm. */
    public double height() {
        return sizeMm * (FontFace.CAP_HEIGHT + (lines.size() - 1) * LINE_SPACING);
    }

    /** Places the text horizontally. */
    public PlacedText at(double x, double y, Anchor anchor) {
        return at(x, y, anchor, 0);
    }

    /** Places the text, rotated counter-clockwise about its position by an angle in degrees. */
    public PlacedText at(double x, double y, Anchor anchor, double degrees) {
        Affine toPlace = Affine.translation(-anchor.across() * width, -anchor.down() * height())
                .then(Affine.rotation(degrees))
                .then(Affine.translation(x, y));
        return new PlacedText(plain, outline(anchor), toPlace);
    }

    /** Returns the outlines of all lines; the origin is the upper left corner of the block. */
    private VectorPath outline(Anchor anchor) {
        VectorPath.Builder block = VectorPath.builder();
        double baseline = sizeMm * FontFace.CAP_HEIGHT;
        for (Line line : lines) {
            double left = anchor.across() * (width - line.width());
            block.append(line.outline().transformed(Affine.translation(left, baseline)));
            baseline += sizeMm * LINE_SPACING;
        }
        return block.build();
    }

    /** Reads the markup of one line and sets its letters. */
    private static final class Setter {
        private final double sizeMm;
        private final VectorPath.Builder outline = VectorPath.builder();
        private final StringBuilder plain = new StringBuilder();
        private double x;

        Setter(TextStyle style) {
            this.sizeMm = style.sizeMm();
        }

        void set(String text, int from, int to, boolean bold, boolean italic, double scale, double rise) {
            int at = from;
            StringBuilder run = new StringBuilder();
            while (at < to) {
                char c = text.charAt(at);
                int close = c == '*' || c == '_' || c == '^' ? closing(text, at, to) : -1;
                if (c == '\\' && at + 1 < to) {
                    run.append(text.charAt(at + 1));
                    at += 2;
                } else if (close < 0) {
                    run.append(isMinus(text, at, to) ? '\u2212' : c);
                    at++;
                } else {
                    letters(run, bold, italic, scale, rise);
                    if (c == '*' && text.charAt(at + 1) == '*') {
                        set(text, at + 2, close, true, italic, scale, rise);
                        at = close + 2;
                    } else if (c == '*') {
                        set(text, at + 1, close, bold, true, scale, rise);
                        at = close + 1;
                    } else {
                        double shift = c == '^' ? SUPERSCRIPT_RISE : -SUBSCRIPT_DROP;
                        set(text, at + 2, close, bold, italic, scale * SCRIPT_SIZE, rise + shift * scale);
                        at = close + 1;
                    }
                }
            }
            letters(run, bold, italic, scale, rise);
        }

        /** Returns the end of the part that starts with the markup at {@code at}, or -1 if there is no markup. */
        private static int closing(String text, int at, int to) {
            if (text.charAt(at) != '*') {
                return at + 1 < to && text.charAt(at + 1) == '{' ? closingBrace(text, at + 2, to) : -1;
            }
            String mark = at + 1 < to && text.charAt(at + 1) == '*' ? "**" : "*";
            int inside = at + mark.length();
            int close = text.indexOf(mark, inside);
            boolean something = close > inside && close + mark.length() <= to && text.charAt(inside) != '*';
            return something && text.charAt(inside) != ' ' ? close : -1;
        }

        private static int closingBrace(String text, int from, int to) {
            int depth = 1;
            for (int i = from; i < to; i++) {
                depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
                if (depth == 0) {
                    return i;
                }
            }
            return -1;
        }

        private static boolean isMinus(String text, int at, int to) {
            return text.charAt(at) == '-'
                    && at + 1 < to
                    && Character.isDigit(text.charAt(at + 1))
                    && (at == 0 || " ({[".indexOf(text.charAt(at - 1)) >= 0);
        }

        private void letters(StringBuilder run, boolean bold, boolean italic, double scale, double rise) {
            FontFace face = FontFace.of(bold, italic);
            double em = sizeMm * scale;
            FontFace.Glyph[] previous = new FontFace.Glyph[1];
            run.codePoints().forEach(codePoint -> {
                FontFace.Glyph glyph = face.glyph(codePoint);
                if (previous[0] != null) {
                    x += em * face.kerning(previous[0], glyph);
                }
                outline.append(glyph.outline().transformed(new Affine(em, 0, 0, em, x, -rise * sizeMm)));
                x += em * glyph.advance();
                previous[0] = glyph;
            });
            plain.append(run);
            run.setLength(0);
        }
    }
}
