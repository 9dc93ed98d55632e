/**
 * The figures of the paper, drawn from the pipeline's tables. Open
 * {@link org.cb1network.figures.paper.EffectSummaryFigure} first; the others are
 * {@link org.cb1network.figures.paper.ModelFigure} and {@link org.cb1network.figures.paper.ExampleSimFigure}. Panels,
 * order and colours are those of the published figures; confidence intervals are added.
 * {@link org.cb1network.figures.paper.Conditions} has the paper's conditions and populations.
 */
@NullMarked
package org.cb1network.figures.paper;

import org.jspecify.annotations.NullMarked;
