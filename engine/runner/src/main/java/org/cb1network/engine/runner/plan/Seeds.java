package org.cb1network.engine.runner.plan;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * The random seed of a point.
 *
 * <p>It depends on the pipeline's root seed and the replicate alone, not on the point's other values: points of one replicate
 * use common random numbers. Differences between conditions then have a smaller variance (a classic of simulation studies, Law,
 * <i>Simulation Modeling and Analysis</i>, ch. 11) and paired tests over replicates are the right ones; and two stages that ask
 * for the same simulation find it in the store. Within a simulation every role has its own stream.
 */
final class Seeds {

    private Seeds() {}

    /** Returns 64 bits that look unrelated for any two pairs of root seed and replicate. */
    static long of(long rootSeed, int replicate) {
        return Hashing.sha256()
                .newHasher()
                .putString("replicate", StandardCharsets.UTF_8)
                .putLong(rootSeed)
                .putInt(replicate)
                .hash()
                .asLong();
    }
}
