/**
 * Supplementary figures, which are not in the paper. Open {@link org.cb1network.figures.supplement.InputLevelFigure} first: it is small,
 * and the others have the same form.
 *
 * <ul>
 *   <li>How the parameters were chosen, and how certain the choices are: {@link org.cb1network.figures.supplement.ScanResidualsFigure},
 *       {@link org.cb1network.figures.supplement.Layer4ScansFigure} and {@link org.cb1network.figures.supplement.InputLevelFigure}.
 *   <li>The three conditions in a map of release and connection probabilities:
 *       {@link org.cb1network.figures.supplement.ReleaseMapFigure}.
 *   <li>How well published values are reproduced: {@link org.cb1network.figures.supplement.PublishedComparisonFigure} and
 *       {@link org.cb1network.figures.supplement.NoiseComparisonFigure}.
 *   <li>What the definition of the spike time tiling coefficient changes:
 *       {@link org.cb1network.figures.supplement.SttcDefinitionsFigure}.
 * </ul>
 */
@NullMarked
package org.cb1network.figures.supplement;

import org.jspecify.annotations.NullMarked;
