/**
 * Draws figures from Arrow tables. It knows no stage class.
 *
 * <p>Packages from the author of a figure to the file: {@link org.cb1network.figures.stage} has the base class of figures,
 * {@link org.cb1network.figures.plot} figures, panels and axes, {@link org.cb1network.figures.mark} lines, bars and other marks,
 * {@link org.cb1network.figures.theme} colours and sizes, {@link org.cb1network.figures.draw} the canvas, and
 * {@link org.cb1network.figures.output} the file formats. The figures themselves are in {@link org.cb1network.figures.paper} (published
 * ones), {@link org.cb1network.figures.supplement} (further ones about the paper's model) and {@link org.cb1network.figures.general} (any
 * table). To write a new figure, read {@link org.cb1network.figures.stage.FigureStage} and {@link org.cb1network.figures.plot.Figure}
 * first.
 */
@NullMarked
package org.cb1network.figures;

import org.jspecify.annotations.NullMarked;
