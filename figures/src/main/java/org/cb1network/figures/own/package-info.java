/**
 * Figures that are not in the paper: how its parameters were chosen and how certain the choices are
 * ({@link org.cb1network.figures.own.ScanResidualsFigure}, {@link org.cb1network.figures.own.Layer4ScansFigure},
 * {@link org.cb1network.figures.own.InputLevelFigure}), where its conditions lie among others
 * ({@link org.cb1network.figures.own.ReleaseMapFigure}), and how well its values are reproduced
 * ({@link org.cb1network.figures.own.PublishedComparisonFigure}, {@link org.cb1network.figures.own.NoiseComparisonFigure}).
 */
@NullMarked
package org.cb1network.figures.own;

import org.jspecify.annotations.NullMarked;
