/**
 * The figures of the paper, drawn from the pipeline's tables: {@link org.cb1network.figures.paper.ModelFigure},
 * {@link org.cb1network.figures.paper.ExampleSimFigure} and {@link org.cb1network.figures.paper.EffectSummaryFigure}. Panels, order
 * and colours are those of the published figures; confidence intervals are added.
 */
@NullMarked
package org.cb1network.figures.paper;

import org.jspecify.annotations.NullMarked;
