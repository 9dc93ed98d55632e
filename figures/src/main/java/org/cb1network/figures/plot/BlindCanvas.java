package org.cb1network.figures.plot;

import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Cells;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.Dots;
import org.cb1network.figures.draw.PlacedText;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Shape;
import org.cb1network.figures.draw.Stroke;

/** Draws nothing: for looking at a layout without making a file. */
final class BlindCanvas implements Canvas {

    @Override
    public void fill(Shape shape, Color color) {}

    @Override
    public void stroke(Shape shape, Stroke stroke, Color color) {}

    @Override
    public void text(PlacedText text, Color color) {}

    @Override
    public void dots(Dots dots, Color color) {}

    @Override
    public void cells(Cells cells) {}

    @Override
    public void clipped(Rect area, Runnable drawing) {
        drawing.run();
    }
}
