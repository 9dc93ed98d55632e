/** Mean rates over the replicates of a sweep: {@link org.cb1network.stages.rates.RateSummaryStage}. */
@NullMarked
package org.cb1network.stages.rates;

import org.jspecify.annotations.NullMarked;
