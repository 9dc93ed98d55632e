/**
 * What depends on which parameter: stages for the results of a sweep with a {@code sample}. {@link
 * org.cb1network.stages.science.robustness.SensitivityStage} measures the influence of each factor on a quantity, {@link
 * org.cb1network.stages.science.robustness.RobustnessStage} where in the sampled space claims hold. Open {@link
 * org.cb1network.stages.science.robustness.SampledTable} first: it reads the sample.
 */
@NullMarked
package org.cb1network.stages.science.robustness;

import org.jspecify.annotations.NullMarked;
