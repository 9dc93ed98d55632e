/**
 * Draws figures from Arrow tables. It knows no stage class.
 *
 * <p>From the user's side to the paper: {@link org.cb1network.figures.plot} has figures, panels and axes,
 * {@link org.cb1network.figures.mark} what stands for data in a panel, {@link org.cb1network.figures.theme} how it looks,
 * {@link org.cb1network.figures.draw} the surface all of it is drawn on, {@link org.cb1network.figures.output} the files.
 * To write a new figure, read {@link org.cb1network.figures.plot.Figure} first.
 */
@NullMarked
package org.cb1network.figures;

import org.jspecify.annotations.NullMarked;
