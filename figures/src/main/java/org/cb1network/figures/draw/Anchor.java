package org.cb1network.figures.draw;

/**
 * The point of a block of text that is placed at the given position. The block extends from the cap height of its first line to the
 * baseline of its last line, so that texts line up whatever their letters are. The lines of the block are aligned on the same side.
 */
public enum Anchor {
    /** Top, left. */
    TOP_LEFT(0, 0),
    /** Top, middle. */
    TOP(0.5, 0),
    /** Top, right. */
    TOP_RIGHT(1, 0),
    /** Middle, left. */
    LEFT(0, 0.5),
    /** The middle. */
    CENTER(0.5, 0.5),
    /** Middle, right. */
    RIGHT(1, 0.5),
    /** Baseline of the last line, left. */
    BOTTOM_LEFT(0, 1),
    /** Baseline of the last line, middle. */
    BOTTOM(0.5, 1),
    /** Baseline of the last line, right. */
    BOTTOM_RIGHT(1, 1);

    private final double across;
    private final double down;

    Anchor(double across, double down) {
        this.across = across;
        this.down = down;
    }

    /** Returns the share of the width to the left of the anchor: 0, 1/2 or 1. */
    public double across() {
        return across;
    }

    /** Returns the share of the height above the anchor: 0, 1/2 or 1. */
    public double down() {
        return down;
    }
}
