package org.cb1network.figures.plot;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Cells;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.Dots;
import org.cb1network.figures.draw.PlacedText;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Shape;
import org.cb1network.figures.draw.Stroke;

/** Hands everything on to a canvas and remembers where text went. */
final class TextWatcher implements Canvas {

    private final Canvas canvas;
    private final List<PlacedText> texts = new ArrayList<>();

    TextWatcher(Canvas canvas) {
        this.canvas = canvas;
    }

    /** The texts drawn so far. */
    List<PlacedText> texts() {
        return texts;
    }

    @Override
    public void text(PlacedText text, Color color) {
        texts.add(text);
        canvas.text(text, color);
    }

    @Override
    public void fill(Shape shape, Color color) {
        canvas.fill(shape, color);
    }

    @Override
    public void stroke(Shape shape, Stroke stroke, Color color) {
        canvas.stroke(shape, stroke, color);
    }

    @Override
    public void dots(Dots dots, Color color) {
        canvas.dots(dots, color);
    }

    @Override
    public void cells(Cells cells) {
        canvas.cells(cells);
    }

    @Override
    public void clipped(Rect area, Runnable drawing) {
        canvas.clipped(area, drawing);
    }
}
