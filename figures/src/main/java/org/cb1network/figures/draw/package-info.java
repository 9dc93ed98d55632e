/**
 * The surface that everything is drawn on: a {@link org.cb1network.figures.draw.Canvas} in millimetres, shapes, colours, and text as
 * the outlines of its letters.
 *
 * <p>Fonts come with the program: {@link org.cb1network.figures.draw.FontFace} reads DejaVu Sans from the class path, so text has
 * the same size and shape on every machine, including machines without fonts. Open
 * {@link org.cb1network.figures.draw.TextLayout} for the markup of text. This package knows nothing of data or files.
 */
@NullMarked
package org.cb1network.figures.draw;

import org.jspecify.annotations.NullMarked;
