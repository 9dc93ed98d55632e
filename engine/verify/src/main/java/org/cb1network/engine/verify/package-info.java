/**
 * Verification of results against {@code pipeline.lock}. Open {@link org.cb1network.engine.verify.Verifier} first: it
 * compares level by level and returns a {@link org.cb1network.engine.verify.Verification}. Each
 * {@link org.cb1network.engine.verify.Check} in it has a {@link org.cb1network.engine.compare.Verdict} and names the
 * reference and the rule.
 *
 * <p>Results that are not available are not compared and never count as passed: their verdict is
 * {@link org.cb1network.engine.compare.Verdict#NOT_CHECKABLE}.
 */
@NullMarked
package org.cb1network.engine.verify;

import org.jspecify.annotations.NullMarked;
