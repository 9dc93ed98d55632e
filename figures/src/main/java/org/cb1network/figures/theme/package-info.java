/**
 * The appearance of figures. Open {@link org.cb1network.figures.theme.Theme} first: it reads sizes, fonts and colours
 * from one file, {@code theme.properties}. {@link org.cb1network.figures.theme.ColorMap} has the colours of matrices.
 */
@NullMarked
package org.cb1network.figures.theme;

import org.jspecify.annotations.NullMarked;
