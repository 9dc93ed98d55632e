package org.cb1network.figures.draw;

/**
 * The style of text, which its markup can change.
 *
 * @param sizePt font size (height of an em), points
 * @param bold whether it is bold
 * @param italic whether it is italic
 */
public record TextStyle(double sizePt, boolean bold, boolean italic) {

    /** Returns regular text. */
    public static TextStyle plain(double sizePt) {
        return new TextStyle(sizePt, false, false);
    }

    /** Returns the same style, bold. */
    public TextStyle asBold() {
        return new TextStyle(sizePt, true, italic);
    }

    /** Returns the same style with another size in points. */
    public TextStyle size(double newSizePt) {
        return new TextStyle(newSizePt, bold, italic);
    }

    /** Returns the font size in millimetres. */
    public double sizeMm() {
        return sizePt * Stroke.MM_PER_PT;
    }
}
