package org.cb1network.figures.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class GeometryTest {

    @Test
    void transformationsHappenInTheOrderTheyAreWritten() {
        Affine moveThenTurn = Affine.translation(1, 0).then(Affine.rotation(90));
        assertEquals(0, moveThenTurn.x(0, 0), 1e-15);
        assertEquals(-1, moveThenTurn.y(0, 0), 1e-15);
        Affine turnThenMove = Affine.rotation(90).then(Affine.translation(1, 0));
        assertEquals(1, turnThenMove.x(0, 0), 1e-15);
    }

    @Test
    void aPositiveAngleIsCounterClockwiseOnPaper() {
        Affine turn = Affine.rotation(30);
        assertEquals(Math.sqrt(3) / 2, turn.x(1, 0), 1e-15);
        assertEquals(-0.5, turn.y(1, 0), 1e-15);
    }

    @Test
    void aLineMeetsABoxOnlyIfItEntersIt() {
        Rect box = Rect.of(0, 0, 2, 1);
        assertTrue(box.meetsSegment(-1, 0.5, 3, 0.5));
        assertTrue(box.meetsSegment(0.5, 0.5, 0.6, 0.6), "inside");
        assertFalse(box.meetsSegment(-1, 1, 3, 1), "along the edge");
        assertFalse(box.meetsSegment(-1, 0, 0.5, 2), "past the corner");
        assertFalse(box.meetsSegment(3, 0.5, 4, 0.5), "beyond");
        assertFalse(box.meetsSegment(Double.NaN, 0.5, 4, 0.5));
    }

    @Test
    void dotsInTheSameCellAreOneDotAndTheOrderDoesNotMatter() {
        Rect area = Rect.of(10, 10, 1, 1);
        double[] x = {10.55, 10.05, 10.58, 10.95, 11.5};
        double[] y = {10.05, 10.95, 10.01, 10.05, 10.5};
        Dots dots = Dots.of(area, x, y, 0.1, 0.1);
        assertEquals(3, dots.count(), "two share a cell, one is outside");
        assertEquals(5, dots.column(0));
        assertEquals(9, dots.column(1));
        assertEquals(0, dots.column(2));
        assertEquals(9, dots.row(2));
    }

    @Test
    void aColourIsReadAndWrittenAsHexadecimal() {
        assertEquals("#8b2a0a", Color.hex("#8B2A0A").hex());
        assertEquals(new Color(139, 42, 10, 1), Color.hex("#8b2a0a"));
        assertEquals("#808080", Color.BLACK.mix(Color.WHITE, 0.5).hex());
        assertThrows(IllegalArgumentException.class, () -> Color.hex("red"));
    }

    @Test
    void aPointThatIsNoNumberIsNotDrawn() {
        assertThrows(IllegalArgumentException.class, () -> VectorPath.line(0, 0, Double.NaN, 1));
        double[] x = {0, 1, 2, 3};
        double[] y = {0, Double.NaN, 2, 3};
        Rect drawn = VectorPath.of(Polyline.open(x, y)).bounds();
        assertEquals(3, drawn.right());
    }
}
