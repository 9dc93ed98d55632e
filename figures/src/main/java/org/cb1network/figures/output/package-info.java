/**
 * Turns drawings into SVG, PDF and PNG files; start with {@link org.cb1network.figures.output.FigureFormat}.
 *
 * <p>The same drawing gives the same bytes on any JDK, on any machine. Therefore all of it is plain Java of this project:
 *
 * <ul>
 *   <li>{@link org.cb1network.figures.output.Rasterizer}, because AWT's rasteriser changes between JDK releases and needs native
 *       libraries;
 *   <li>{@link org.cb1network.figures.output.Deflate}, because {@code java.util.zip.Deflater} uses the zlib of the machine;
 *   <li>{@link org.cb1network.figures.output.PdfFile}, because PDFBox starts AWT and uses that zlib.
 * </ul>
 *
 * <p>{@link org.cb1network.engine.stage.FigureMetadata} records the tables that a file was drawn from.
 */
@NullMarked
package org.cb1network.figures.output;

import org.jspecify.annotations.NullMarked;
