/**
 * Figures as stages of a pipeline. {@link org.cb1network.figures.stage.FigureStage} is what every figure extends: tables come in,
 * SVG, PDF, PNG and the drawn numbers go out. {@code META-INF/services} lists all figures.
 *
 * <p>A figure knows its tables by their columns only, never the stages that they come from.
 */
@NullMarked
package org.cb1network.figures.stage;

import org.jspecify.annotations.NullMarked;
