package org.cb1network.figures.plot;

import java.util.ArrayList;
import java.util.List;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.Color;
import org.cb1network.figures.draw.Rect;
import org.cb1network.figures.draw.Stroke;
import org.cb1network.figures.draw.TextLayout;
import org.cb1network.figures.draw.VectorPath;
import org.cb1network.figures.mark.Points;
import org.cb1network.figures.theme.Theme;

/** The meaning of colours and symbols: samples with texts, in a column or a row. */
public final class Legend {

    private final Theme theme;
    private final double x;
    private final double y;
    private final List<Entry> entries = new ArrayList<>();
    private double columnMm = Double.NaN;

    private record Entry(String markup, double sampleWidth, Sample sample) {}

    private interface Sample {
        void draw(Canvas canvas, double x, double y);
    }

    Legend(Theme theme, double x, double y) {
        this.theme = theme;
        this.x = x;
        this.y = y;
    }

    /** Puts the entries side by side, each starting this far to the right of the one before, mm. */
    public Legend columns(double millimetres) {
        this.columnMm = millimetres;
        return this;
    }

    /** Adds a filled square, as for bars, in a colour of the theme. */
    public Legend box(String markup, String color) {
        Color fill = theme.color(color);
        return entry(
                markup,
                2.8,
                (canvas, left, middle) ->
                        canvas.fill(VectorPath.rectangle(Rect.of(left, middle - 0.95, 2.8, 1.9)), fill));
    }

    /** Adds a line sample in a colour of the theme. */
    public Legend line(String markup, String color) {
        return line(markup, theme.dataLine(), color);
    }

    /** Adds a line sample with a custom stroke. */
    public Legend line(String markup, Stroke stroke, String color) {
        Color ink = theme.color(color);
        return entry(
                markup,
                4,
                (canvas, left, middle) -> canvas.stroke(VectorPath.line(left, middle, left + 4, middle), stroke, ink));
    }

    /** Adds a symbol in a colour of the theme. */
    public Legend symbol(String markup, Points.Symbol symbol, boolean open, String color) {
        Color ink = theme.color(color);
        return entry(
                markup,
                1.6,
                (canvas, left, middle) -> Points.drawSymbol(canvas, symbol, left + 0.8, middle, 1.6, open, ink));
    }

    private Legend entry(String markup, double width, Sample sample) {
        entries.add(new Entry(markup, width, sample));
        return this;
    }

    void draw(Canvas canvas) {
        double spacing = 1.55 * theme.text().sizeMm();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            boolean row = !Double.isNaN(columnMm);
            double left = row ? x + i * columnMm : x;
            double middle = row ? y : y + i * spacing;
            entry.sample().draw(canvas, left, middle);
            TextLayout text = TextLayout.of(entry.markup(), theme.text());
            canvas.text(text.at(left + entry.sampleWidth() + 1.4, middle, Anchor.LEFT), theme.color("text"));
        }
    }
}
