package org.cb1network.figures.plot;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.ColorCells;
import org.cb1network.figures.draw.Dots;
import org.cb1network.figures.draw.PlacedText;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.VectorPath;

/** Passes everything on to a canvas and records the placed texts. */
final class TextWatcher implements Canvas {

    private final Canvas canvas;
    private final List<PlacedText> texts = new ArrayList<>();

    TextWatcher(Canvas canvas) {
        this.canvas = canvas;
    }

    /** Returns the texts drawn so far. */
    List<PlacedText> texts() {
        return texts;
    }

    @Override
    public void text(PlacedText text, Color color) {
        texts.add(text);
        canvas.text(text, color);
    }

    @Override
    public void fill(VectorPath shape, Color color) {
        canvas.fill(shape, color);
    }

    @Override
    public void stroke(VectorPath shape, Stroke stroke, Color color) {
        canvas.stroke(shape, stroke, color);
    }

    @Override
    public void dots(Dots dots, Color color) {
        canvas.dots(dots, color);
    }

    @Override
    public void cells(ColorCells cells) {
        canvas.cells(cells);
    }

    @Override
    public void clipped(Rect area, Runnable drawing) {
        canvas.clipped(area, drawing);
    }
}
