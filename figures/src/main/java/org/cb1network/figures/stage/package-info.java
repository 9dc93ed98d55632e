/**
 * Figures as stages of a pipeline. Every figure extends {@link org.cb1network.figures.stage.FigureStage}: its inputs are tables,
 * its outputs are SVG, PDF and PNG files and a table of the drawn numbers. {@code META-INF/services} lists all figures.
 *
 * <p>A figure knows the columns of its tables, but not the stages that yield them. The columns are declared as records; see
 * {@link org.cb1network.figures.stage.Rows} and {@link org.cb1network.figures.stage.Estimate}.
 */
@NullMarked
package org.cb1network.figures.stage;

import org.jspecify.annotations.NullMarked;
