/**
 * Whether results are those that {@code pipeline.lock} promises: {@link org.cb1network.engine.verify.Verifier} compares, level by level, and
 * gives a {@link org.cb1network.engine.verify.Verification}. Every {@link org.cb1network.engine.verify.Check} in it has a {@link
 * org.cb1network.engine.compare.Verdict} and says what it was compared with and by which rule.
 *
 * <p>What is not at hand is not compared, and never counts as passed: {@link org.cb1network.engine.compare.Verdict#NOT_CHECKABLE}.
 */
@NullMarked
package org.cb1network.engine.verify;

import org.jspecify.annotations.NullMarked;
