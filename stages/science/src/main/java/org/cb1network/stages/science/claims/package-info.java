/**
 * The paper's claims as inequalities, tested with the replicates of the pipeline's own results: {@link
 * org.cb1network.stages.science.claims.TestClaimsStage}.
 */
@NullMarked
package org.cb1network.stages.science.claims;

import org.jspecify.annotations.NullMarked;
