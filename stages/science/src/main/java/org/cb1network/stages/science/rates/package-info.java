/** Mean rates over the replicates of a sweep: {@link org.cb1network.stages.science.rates.SummarizeRatesStage}. */
@NullMarked
package org.cb1network.stages.science.rates;

import org.jspecify.annotations.NullMarked;
