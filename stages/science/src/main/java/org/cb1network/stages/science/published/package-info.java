/**
 * The pipeline's values beside published ones: {@link org.cb1network.stages.science.published.ComparePublishedStage} for values of figures and
 * of other simulations, {@link org.cb1network.stages.science.published.CompareChoicesStage} for the parameters that the
 * parametrization chose.
 */
@NullMarked
package org.cb1network.stages.science.published;

import org.jspecify.annotations.NullMarked;
