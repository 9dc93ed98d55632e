package org.cb1network.figures.plot;

import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.ColorCells;
import org.cb1network.figures.draw.Dots;
import org.cb1network.figures.draw.PlacedText;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.VectorPath;

/** Draws nothing: for checking a layout without writing a file. */
final class BlindCanvas implements Canvas {

    @Override
    public void fill(VectorPath shape, Color color) {}

    @Override
    public void stroke(VectorPath shape, Stroke stroke, Color color) {}

    @Override
    public void text(PlacedText text, Color color) {}

    @Override
    public void dots(Dots dots, Color color) {}

    @Override
    public void cells(ColorCells cells) {}

    @Override
    public void clipped(Rect area, Runnable drawing) {
        drawing.run();
    }
}
