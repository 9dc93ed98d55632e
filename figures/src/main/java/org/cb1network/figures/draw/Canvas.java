package org.cb1network.figures.draw;

/**
 * A sheet to draw on, in millimetres: the origin is the upper left corner, x grows to the right and y grows downwards. What
 * is drawn later covers what was drawn before. The back ends in {@code org.cb1network.figures.output} turn it into SVG,
 * PDF or PNG.
 */
public interface Canvas {

    /** Fills the inside of a shape (non-zero winding rule). */
    void fill(VectorPath shape, Color color);

    /** Draws along a shape. */
    void stroke(VectorPath shape, Stroke stroke, Color color);

    /** Draws text as the outlines of its letters. */
    void text(PlacedText text, Color color);

    /** Draws many equal dots, such as the spikes of a raster. */
    void dots(Dots dots, Color color);

    /** Draws a matrix of adjoining coloured cells without seams. */
    void cells(ColorCells cells);

    /** Draws what {@code drawing} draws, but only inside the area. */
    void clipped(Rect area, Runnable drawing);
}
