package org.cb1network.figures.draw;

/**
 * How text looks before its markup.
 *
 * @param sizePt font size (height of an em), points
 * @param bold whether it is bold
 * @param italic whether it is slanted
 */
public record TextStyle(double sizePt, boolean bold, boolean italic) {

    /** Upright text of normal weight. */
    public static TextStyle plain(double sizePt) {
        return new TextStyle(sizePt, false, false);
    }

    /** The same style, bold. */
    public TextStyle asBold() {
        return new TextStyle(sizePt, true, italic);
    }

    /** The same style, slanted. */
    public TextStyle asItalic() {
        return new TextStyle(sizePt, bold, true);
    }

    /** The same style with another size in points. */
    public TextStyle size(double newSizePt) {
        return new TextStyle(newSizePt, bold, italic);
    }

    /** Font size in millimetres. */
    public double sizeMm() {
        return sizePt * Stroke.MM_PER_PT;
    }
}
