package org.cb1network.figures.output;

import java.util.function.Consumer;
import org.cb1network.engine.stage.FigureMetadata;
import org.cb1network.figures.draw.Canvas;

/**
 * The file formats of figures. The same drawing gives the same bytes on every machine: no time stamps, random ids,
 * system fonts or native code.
 */
public enum FigureFormat {
    /** Vector graphics as text, for web pages and for editing. */
    SVG("svg", "image/svg+xml"),
    /** Vector graphics for print and manuscripts. */
    PDF("pdf", "application/pdf"),
    /** Pixels at 300 dots per inch, for slides and screens. */
    PNG("png", "image/png");

    /** Resolution of PNG files. */
    public static final double DOTS_PER_INCH = 300;

    private final String extension;
    private final String mediaType;

    FigureFormat(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** Returns the file name extension, without the dot. */
    public String extension() {
        return extension;
    }

    /** Returns the media type, such as {@code image/png}. */
    public String mediaType() {
        return mediaType;
    }

    /**
     * Draws a figure in this format.
     *
     * @param widthMm width of the sheet
     * @param heightMm height of the sheet
     * @param metadata metadata of the file
     * @param drawing draws the figure on a canvas
     * @return the bytes of the file
     */
    public byte[] draw(double widthMm, double heightMm, FigureMetadata metadata, Consumer<Canvas> drawing) {
        if (this == PNG) {
            return png(widthMm, heightMm, DOTS_PER_INCH, metadata, drawing);
        }
        if (this == PDF) {
            PdfCanvas canvas = new PdfCanvas(widthMm, heightMm);
            drawing.accept(canvas);
            return canvas.finish(metadata);
        }
        SvgCanvas canvas = new SvgCanvas(widthMm, heightMm, metadata);
        drawing.accept(canvas);
        return canvas.finish();
    }

    /** Draws a PNG file with a custom resolution. */
    public static byte[] png(
            double widthMm, double heightMm, double dotsPerInch, FigureMetadata metadata, Consumer<Canvas> drawing) {
        PngCanvas canvas = new PngCanvas(widthMm, heightMm, dotsPerInch);
        drawing.accept(canvas);
        return PngFile.encode(canvas, dotsPerInch, metadata);
    }
}
