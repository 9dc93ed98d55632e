/**
 * Random numbers of a simulation. Start at {@link org.cb1network.network.random.RandomStreams}: it hands out one
 * independent stream per role ("release CB1Inh->L23Exc"), so that a change of one role leaves all others as they were.
 *
 * <p>Generators bear the names under which they were published and are tested against the values of their authors. The
 * samplers ({@link org.cb1network.network.random.BernoulliTable}, {@link org.cb1network.network.random.BernoulliLadder},
 * {@link org.cb1network.network.random.BernoulliMask}) draw many yes/no decisions at a cost that goes with the number of
 * "yes" rather than with the number of decisions.
 */
@NullMarked
package org.cb1network.network.random;

import org.jspecify.annotations.NullMarked;
