package org.cb1network.figures.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.geom.GeneralPath;
import java.io.IOException;
import java.io.InputStream;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.junit.jupiter.api.Test;

class FontFaceTest {

    /** FontBox has outlines of its own, which need AWT's geometry. Letters with accents are put together from parts.
     * FontBox rounds the points that TrueType leaves out to whole units, hence the tolerance. */
    @Test
    void outlinesAreThoseThatFontBoxGives() throws IOException {
        try (InputStream file = getClass().getResourceAsStream("/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf")) {
            TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file.readAllBytes()));
            String letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789%&@→−µéÅ±";
            for (int letter : letters.codePoints().toArray()) {
                GeneralPath expected = font.getGlyph()
                        .getGlyph(font.getUnicodeCmapLookup().getGlyphId(letter))
                        .getPath();
                VectorPath actual = FontFace.of(false, false).glyph(letter).outline();
                assertEquals(area(expected), area(actual), 2e-4, Character.toString(letter));
            }
        }
    }

    private static double area(GeneralPath path) {
        Area area = new Area();
        double[] c = new double[6];
        VectorPath.Builder shape = VectorPath.builder();
        for (var i = path.getPathIterator(null); !i.isDone(); i.next()) {
            switch (i.currentSegment(c)) {
                case java.awt.geom.PathIterator.SEG_MOVETO -> shape.moveTo(c[0] / 2048, -c[1] / 2048);
                case java.awt.geom.PathIterator.SEG_LINETO -> shape.lineTo(c[0] / 2048, -c[1] / 2048);
                case java.awt.geom.PathIterator.SEG_QUADTO ->
                    shape.quadTo(c[0] / 2048, -c[1] / 2048, c[2] / 2048, -c[3] / 2048);
                default -> shape.close();
            }
        }
        shape.build().sendTo(area);
        return area.twice;
    }

    private static double area(VectorPath shape) {
        Area area = new Area();
        shape.sendTo(area);
        return area.twice;
    }

    /** Twice the signed area of the polygon of all points and control points: sensitive to any that is wrong. */
    private static final class Area implements VectorPath.Sink {
        private double twice;
        private double x;
        private double y;
        private double startX;
        private double startY;

        @Override
        public void moveTo(double toX, double toY) {
            x = toX;
            y = toY;
            startX = x;
            startY = y;
        }

        @Override
        public void lineTo(double toX, double toY) {
            twice += x * toY - toX * y;
            x = toX;
            y = toY;
        }

        @Override
        public void curveTo(double x1, double y1, double x2, double y2, double toX, double toY) {
            lineTo(x1, y1);
            lineTo(x2, y2);
            lineTo(toX, toY);
        }

        @Override
        public void close() {
            lineTo(startX, startY);
        }
    }
}
