/**
 * The pipeline's values beside published ones: {@link org.cb1network.stages.published.CompareStage} for values of figures and
 * of other simulations, {@link org.cb1network.stages.published.CompareChoicesStage} for the parameters that the
 * parametrization chose.
 */
@NullMarked
package org.cb1network.stages.published;

import org.jspecify.annotations.NullMarked;
