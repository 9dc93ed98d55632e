/**
 * Figures that the paper does not have: how its parameters were chosen and how sure the choices are
 * ({@link org.cb1network.figures.own.ScanResidualsFigure}, {@link org.cb1network.figures.own.Layer4ScansFigure},
 * {@link org.cb1network.figures.own.InputLevelFigure}), how its conditions lie among others
 * ({@link org.cb1network.figures.own.ReleaseMapFigure}), and how well its values are met
 * ({@link org.cb1network.figures.own.PublishedComparisonFigure}, {@link org.cb1network.figures.own.NoiseComparisonFigure}).
 */
@NullMarked
package org.cb1network.figures.own;

import org.jspecify.annotations.NullMarked;
