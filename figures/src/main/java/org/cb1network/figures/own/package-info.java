/**
 * Figures that are not in the paper. Open {@link org.cb1network.figures.own.InputLevelFigure} first, a small one; all
 * have the same form. They show how the paper's parameters were chosen and how certain the choices are
 * ({@link org.cb1network.figures.own.ScanResidualsFigure}, {@link org.cb1network.figures.own.Layer4ScansFigure},
 * {@link org.cb1network.figures.own.InputLevelFigure}), where its conditions lie among others
 * ({@link org.cb1network.figures.own.ReleaseMapFigure}), how well its values are reproduced
 * ({@link org.cb1network.figures.own.PublishedComparisonFigure},
 * {@link org.cb1network.figures.own.NoiseComparisonFigure}), and how much the result depends on the definition of the
 * spike time tiling coefficient ({@link org.cb1network.figures.own.SttcDefinitionsFigure}).
 */
@NullMarked
package org.cb1network.figures.own;

import org.jspecify.annotations.NullMarked;
