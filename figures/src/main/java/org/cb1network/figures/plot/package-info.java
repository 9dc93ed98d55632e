/**
 * Figures, panels and axes, for authors of figures. Start with {@link org.cb1network.figures.plot.Figure}; for
 * schematics see {@link org.cb1network.figures.plot.Sketch}.
 */
@NullMarked
package org.cb1network.figures.plot;

import org.jspecify.annotations.NullMarked;
