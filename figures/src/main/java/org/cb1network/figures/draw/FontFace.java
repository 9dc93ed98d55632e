package org.cb1network.figures.draw;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.GlyfDescript;
import org.apache.fontbox.ttf.GlyphData;
import org.apache.fontbox.ttf.GlyphDescription;
import org.apache.fontbox.ttf.KerningSubtable;
import org.apache.fontbox.ttf.KerningTable;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * One face of the DejaVu Sans family, read from the jar: widths, kerning and outlines of letters. It uses neither fonts of
 * the machine nor AWT, so text looks the same everywhere. All lengths are in ems.
 */
public final class FontFace {

    /** Height of capitals above the baseline. */
    static final double CAP_HEIGHT = 1493 / 2048.0;

    private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";

    private final TrueTypeFont font;
    private final CmapLookup letters;
    private final KerningSubtable kerning;
    private final double unitsPerEm;
    private final ConcurrentHashMap<Integer, Glyph> glyphs = new ConcurrentHashMap<>();

    /** A letter: its number in the font, its advance width and its outline (baseline at y = 0, y downwards). */
    record Glyph(int id, double advance, VectorPath outline) {}

    /** Faces are loaded on first use, because parsing one takes about 30 ms. */
    private enum Face {
        REGULAR("DejaVuSans.ttf"),
        BOLD("DejaVuSans-Bold.ttf"),
        OBLIQUE("DejaVuSans-Oblique.ttf"),
        BOLD_OBLIQUE("DejaVuSans-BoldOblique.ttf");

        private final String file;

        Face(String file) {
            this.file = file;
        }
    }

    private static final class Regular {
        static final FontFace FACE = load(Face.REGULAR);
    }

    private static final class Bold {
        static final FontFace FACE = load(Face.BOLD);
    }

    private static final class Oblique {
        static final FontFace FACE = load(Face.OBLIQUE);
    }

    private static final class BoldOblique {
        static final FontFace FACE = load(Face.BOLD_OBLIQUE);
    }

    private FontFace(TrueTypeFont font) throws IOException {
        this.font = font;
        this.letters = font.getUnicodeCmapLookup();
        KerningTable table = font.getKerning();
        this.kerning = table.getHorizontalKerningSubtable();
        this.unitsPerEm = font.getUnitsPerEm();
    }

    /** Returns the face for a style. */
    public static FontFace of(boolean bold, boolean italic) {
        if (bold) {
            return italic ? BoldOblique.FACE : Bold.FACE;
        }
        return italic ? Oblique.FACE : Regular.FACE;
    }

    private static FontFace load(Face face) {
        try (InputStream in = FontFace.class.getResourceAsStream(FOLDER + face.file)) {
            if (in == null) {
                throw new FileNotFoundException(
                        "The font " + face.file + " is missing: is jasperreports-fonts on the class path?");
            }
            return new FontFace(new TTFParser().parse(new RandomAccessReadBuffer(in.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the advance width of a character, in ems.
     *
     * @throws IllegalArgumentException if the font does not have it
     */
    public double advance(int codePoint) {
        return glyph(codePoint).advance();
    }

    /** Returns the kerning between two characters, in ems; mostly 0 or negative. */
    double kerning(Glyph left, Glyph right) {
        return kerning.getKerning(left.id(), right.id()) / unitsPerEm;
    }

    Glyph glyph(int codePoint) {
        return glyphs.computeIfAbsent(codePoint, this::read);
    }

    private Glyph read(int codePoint) {
        int id = letters.getGlyphId(codePoint);
        if (id == 0) {
            throw new IllegalArgumentException(
                    String.format("The font DejaVu Sans has no character U+%04X. Please use another one.", codePoint));
        }
        synchronized (font) {
            try {
                GlyphData data = font.getGlyph().getGlyph(id);
                VectorPath outline = data == null ? VectorPath.builder().build() : outline(data.getDescription());
                return new Glyph(id, font.getAdvanceWidth(id) / unitsPerEm, outline);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /**
     * Returns the contours of a TrueType glyph: quadratic curves with the on-curve points between two control points
     * left out.
     */
    private VectorPath outline(GlyphDescription glyph) {
        VectorPath.Builder outline = VectorPath.builder();
        int start = 0;
        for (int contour = 0; contour < glyph.getContourCount(); contour++) {
            int end = glyph.getEndPtOfContours(contour);
            if (end > start) {
                addContour(outline, glyph, start, end);
            }
            start = end + 1;
        }
        return outline.build();
    }

    private void addContour(VectorPath.Builder outline, GlyphDescription glyph, int start, int end) {
        int count = end - start + 1;
        boolean startsOnCurve = onCurve(glyph, start);
        double x = startsOnCurve ? x(glyph, start) : (x(glyph, start) + x(glyph, end)) / 2;
        double y = startsOnCurve ? y(glyph, start) : (y(glyph, start) + y(glyph, end)) / 2;
        double firstX = x;
        double firstY = y;
        outline.moveTo(x, y);
        for (int i = startsOnCurve ? 1 : 0; i < count; i++) {
            int point = start + i;
            if (onCurve(glyph, point)) {
                outline.lineTo(x(glyph, point), y(glyph, point));
                continue;
            }
            boolean last = i == count - 1;
            int next = point + 1;
            if (last) {
                outline.quadTo(x(glyph, point), y(glyph, point), firstX, firstY);
            } else if (onCurve(glyph, next)) {
                outline.quadTo(x(glyph, point), y(glyph, point), x(glyph, next), y(glyph, next));
                i++;
            } else {
                outline.quadTo(
                        x(glyph, point),
                        y(glyph, point),
                        (x(glyph, point) + x(glyph, next)) / 2,
                        (y(glyph, point) + y(glyph, next)) / 2);
            }
        }
        outline.close();
    }

    private static boolean onCurve(GlyphDescription glyph, int point) {
        return (glyph.getFlags(point) & GlyfDescript.ON_CURVE) != 0;
    }

    private double x(GlyphDescription glyph, int point) {
        return glyph.getXCoordinate(point) / unitsPerEm;
    }

    private double y(GlyphDescription glyph, int point) {
        return -glyph.getYCoordinate(point) / unitsPerEm;
    }
}
