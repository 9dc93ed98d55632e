/**
 * Random numbers of a simulation. Start at {@link org.cb1network.stages.network.random.RandomStreams}: it hands out one
 * independent stream per role ("release CB1Inh->L23Exc"), so that a change of one role leaves all others as they were.
 *
 * <p>Generators bear the names under which they were published and are tested against the values of their authors. The
 * samplers draw many yes/no decisions at a cost that goes with the number of "yes" rather than with the number of decisions: how many
 * there are ({@link org.cb1network.stages.network.random.CountTable}, {@link org.cb1network.stages.network.random.BinomialLadder},
 * {@link org.cb1network.stages.network.random.PoissonCounts}) and which
 * ({@link org.cb1network.stages.network.random.RandomOrder}), or 64 at a time ({@link org.cb1network.stages.network.random.BernoulliMask}).
 */
@NullMarked
package org.cb1network.stages.network.random;

import org.jspecify.annotations.NullMarked;
