package org.cb1network.figures.mark;

import java.util.List;
import org.cb1network.figures.draw.Anchor;
import org.cb1network.figures.draw.Canvas;
import org.cb1network.figures.draw.TextLayout;
import org.cb1network.figures.draw.TextStyle;
import org.cb1network.figures.theme.Theme;

/** Text at a point of the data. */
public final class Note extends Mark<Note> {

    private final double x;
    private final double y;
    private final String markup;
    private Anchor anchor = Anchor.CENTER;
    private TextStyle style;
    private double shiftX;
    private double shiftY;

    /** Creates text centred on the point {@code (x, y)}. */
    public Note(Theme theme, double x, double y, String markup) {
        super(theme);
        this.x = x;
        this.y = y;
        this.markup = markup;
        this.style = theme.text();
    }

    /** Sets the point of the text that is placed at the data point. */
    public Note anchor(Anchor newAnchor) {
        this.anchor = newAnchor;
        return this;
    }

    /** Moves the text to the right and down, mm. */
    public Note shift(double rightMm, double downMm) {
        this.shiftX = rightMm;
        this.shiftY = downMm;
        return this;
    }

    /** Sets the size or weight. */
    public Note style(TextStyle newStyle) {
        this.style = newStyle;
        return this;
    }

    /** Makes the text small. */
    public Note small() {
        return style(theme().smallText());
    }

    @Override
    public ValueRange xRange() {
        return ValueRange.of(x);
    }

    @Override
    public ValueRange yRange() {
        return ValueRange.of(y);
    }

    @Override
    public List<Datum> data(DataArea area) {
        return List.of(Datum.point("note", markup, x, y));
    }

    @Override
    public void draw(Canvas canvas, DataArea area) {
        TextLayout layout = TextLayout.of(markup, style);
        canvas.text(layout.at(area.toX(x) + shiftX, area.toY(y) + shiftY, anchor, 0), color());
    }

    @Override
    protected Note self() {
        return this;
    }
}
