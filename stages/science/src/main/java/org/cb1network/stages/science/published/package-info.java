/**
 * Comparison of the pipeline's values with published ones: {@link
 * org.cb1network.stages.science.published.ComparePublishedStage} for values of figures and of other simulations, {@link
 * org.cb1network.stages.science.published.CompareChoicesStage} for the parameters chosen by the parametrization.
 */
@NullMarked
package org.cb1network.stages.science.published;

import org.jspecify.annotations.NullMarked;
