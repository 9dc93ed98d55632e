package org.cb1network.engine.runner.plan;

import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;

/**
 * Computes the random seed of a point.
 *
 * <p>It depends only on the pipeline's root seed and the replicate, not on the point's other values, so points of one
 * replicate use common random numbers. This reduces the variance of differences between conditions (Law, <i>Simulation
 * Modeling and Analysis</i>, ch. 11), makes paired tests over replicates appropriate, and lets two stages that need the
 * same simulation share it. Within a simulation, every role has its own stream.
 */
final class Seeds {

    private Seeds() {}

    /** Returns 64 bits that appear unrelated for any two pairs of root seed and replicate. */
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
