package org.cb1network.figures.draw;

/**
 * A sheet to draw on, in millimetres: the origin is the upper left corner, x grows to the right and y grows downwards.
 * Later drawing covers earlier drawing. The back ends in {@code org.cb1network.figures.output} turn it into SVG,
 * PDF or PNG.
 */
public interface Canvas {

    /** Fills the inside of a shape (non-zero winding rule). */
    void fill(VectorPath shape, Color color);

    /** Strokes the outline of a shape. */
    void stroke(VectorPath shape, Stroke stroke, Color color);

    /** Draws text as the outlines of its letters. */
    void text(PlacedText text, Color color);

    /** Draws many dots of the same size, such as the spikes of a raster. */
    void dots(Dots dots, Color color);

    /** Draws a matrix of adjoining coloured cells without seams. */
    void cells(ColorCells cells);

    /** Runs {@code drawing} clipped to the area. */
    void clipped(Rect area, Runnable drawing);
}
