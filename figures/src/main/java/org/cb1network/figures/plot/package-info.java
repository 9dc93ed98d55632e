/**
 * Figures, panels and axes: what somebody uses who writes a figure. Start with {@link org.cb1network.figures.plot.Figure}; for
 * schematics see {@link org.cb1network.figures.plot.Sketch}.
 */
@NullMarked
package org.cb1network.figures.plot;

import org.jspecify.annotations.NullMarked;
