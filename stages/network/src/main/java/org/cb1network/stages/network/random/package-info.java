/**
 * Random numbers of a simulation. Open {@link org.cb1network.stages.network.random.RandomStreams} first: it provides one
 * independent stream per role ("release CB1Inh->L23Exc"), so a change of one role does not affect the others.
 *
 * <p>Generators have their published names and are tested against their authors' values. Samplers draw many yes/no decisions at a
 * cost proportional to the number of "yes" rather than the number of decisions: how many there are
 * ({@link org.cb1network.stages.network.random.CountTable}, {@link org.cb1network.stages.network.random.BinomialLadder},
 * {@link org.cb1network.stages.network.random.PoissonCounts}) and which
 * ({@link org.cb1network.stages.network.random.RandomOrder}), or 64 at a time ({@link org.cb1network.stages.network.random.BernoulliMask}).
 */
@NullMarked
package org.cb1network.stages.network.random;

import org.jspecify.annotations.NullMarked;
