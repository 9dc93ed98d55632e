package org.cb1network.figures.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Widths are checked against the horizontal metrics of DejaVu Sans 2.37 (units of 1/2048 em), as other programs list them. */
class TextLayoutTest {

    private static final TextStyle STYLE = TextStyle.plain(7);
    private static final double UNIT = STYLE.sizeMm() / 2048;

    @Test
    void aLineIsAsWideAsItsLettersAndTheirKerning() {
        assertEquals(1401 * UNIT, width("A"), 1e-9);
        assertEquals((1401 + 1401 - 131) * UNIT, width("AV"), 1e-9);
        assertEquals(3 * 1303 * UNIT, width("012"), 1e-9);
        assertEquals(1585 / 2048.0, FontFace.of(true, false).advance('A'), 1e-12);
        assertEquals(1716 / 2048.0, FontFace.of(false, false).advance('→'), 1e-12);
        assertEquals(1716 / 2048.0, FontFace.of(false, false).advance('−'), 1e-12);
    }

    @Test
    void superscriptsAndSubscriptsAreSmallerAndShifted() {
        assertEquals((1540 + 1075 + 0.7 * (1716 + 1303)) * UNIT, width("Hz^{-1}"), 1e-9);
        Rect plain = ink("p");
        Rect lowered = ink("p_{p}");
        Rect raised = ink("p^{p}");
        assertTrue(lowered.bottom() > plain.bottom(), "a subscript reaches below");
        assertTrue(raised.y() < plain.y(), "a superscript reaches above");
        assertEquals("Hz−1", TextLayout.of("Hz^{-1}", STYLE).plain());
    }

    @Test
    void asterisksSlantAndEmbolden() {
        double oblique = FontFace.of(false, true).advance('p')
                + 0.7 * FontFace.of(false, true).advance('r');
        assertEquals(oblique * STYLE.sizeMm(), width("*p_{r}*"), 1e-9);
        assertEquals(FontFace.of(true, false).advance('A') * STYLE.sizeMm(), width("**A**"), 1e-9);
        assertEquals("pr x", TextLayout.of("*p_{r}* x", STYLE).plain());
    }

    @Test
    void marksWithoutAPartnerStandForThemselves() {
        for (String text : new String[] {"rate_hz", "a^b", "3 * 4 * 5", "***", "x_{open", "100 %"}) {
            assertEquals(text, TextLayout.of(text, STYLE).plain());
        }
        assertEquals("*not slanted*", TextLayout.of("\\*not slanted\\*", STYLE).plain());
    }

    @Test
    void aHyphenBeforeANumberIsAMinusSignAndInANameItIsNot() {
        assertEquals("−65", TextLayout.of("-65", STYLE).plain());
        assertEquals("L4-L2/3 (−2)", TextLayout.of("L4-L2/3 (-2)", STYLE).plain());
    }

    @Test
    void linesAreAlignedOnTheSideOfTheAnchor() {
        TextLayout block = TextLayout.of("wide line\nl", STYLE);
        assertEquals(TextLayout.of("wide line", STYLE).width(), block.width(), 1e-12);
        Rect second = secondLine(block, Anchor.RIGHT);
        assertTrue(second.x() > -0.5, "the short line ends at the right: " + second);
        assertEquals(STYLE.sizeMm() * (1493 / 2048.0 + 1.18), block.height(), 1e-12);
    }

    private static Rect secondLine(TextLayout block, Anchor anchor) {
        Rect[] last = {Rect.of(0, 0, 0, 0)};
        block.at(0, 0, anchor).outline().sendTo(new VectorPath.Sink() {
            @Override
            public void moveTo(double x, double y) {
                last[0] = Rect.of(x, y, 0, 0);
            }

            @Override
            public void lineTo(double x, double y) {}

            @Override
            public void curveTo(double x1, double y1, double x2, double y2, double x, double y) {}

            @Override
            public void close() {}
        });
        return last[0];
    }

    @Test
    void capitalsStandBetweenTopAndBaseline() {
        Rect top = TextLayout.of("H", STYLE).at(10, 20, Anchor.TOP_LEFT).bounds();
        Rect bottom = TextLayout.of("H", STYLE).at(10, 20, Anchor.BOTTOM_LEFT).bounds();
        Rect middle = TextLayout.of("H", STYLE).at(10, 20, Anchor.CENTER).bounds();
        assertEquals(20, top.y(), 1e-9);
        assertEquals(20, bottom.bottom(), 1e-9);
        assertEquals(20, middle.centerY(), 1e-9);
        assertEquals(10, middle.centerX(), 1e-2);
    }

    @Test
    void textTurnedByNinetyDegreesReadsUpwards() {
        Rect turned =
                TextLayout.of("rate", STYLE).at(10, 20, Anchor.BOTTOM_LEFT, 90).bounds();
        Rect level = TextLayout.of("rate", STYLE).at(10, 20, Anchor.BOTTOM_LEFT).bounds();
        assertEquals(level.width(), turned.height(), 1e-9);
        assertTrue(
                turned.bottom() <= 20 && turned.right() <= 10.1, "it starts below and has its baseline at the right");
    }

    @Test
    void turnedBoxesMayPassEachOtherWhereUprightOnesWouldTouch() {
        PlacedText first = TextLayout.of("L23Exc", STYLE).at(0, 0, Anchor.RIGHT, 60);
        PlacedText second = TextLayout.of("PvInh", STYLE).at(3.2, 0, Anchor.RIGHT, 60);
        assertTrue(first.bounds().overlaps(second.bounds()));
        assertFalse(first.overlaps(second, 0));
        assertTrue(first.overlaps(TextLayout.of("PvInh", STYLE).at(1.5, 0, Anchor.RIGHT, 60), 0));
        assertTrue(first.overlaps(second, 3), "a wide clearance is not kept");
    }

    @Test
    void aCharacterThatTheFontLacksIsNotDrawnAsABox() {
        IllegalArgumentException error = assertThrows(IllegalArgumentException.class, () -> TextLayout.of("脳", STYLE));
        assertTrue(error.getMessage().contains("U+8133"), error.getMessage());
    }

    private static double width(String markup) {
        return TextLayout.of(markup, STYLE).width();
    }

    private static Rect ink(String markup) {
        return TextLayout.of(markup, STYLE).at(0, 0, Anchor.BOTTOM_LEFT).bounds();
    }
}
