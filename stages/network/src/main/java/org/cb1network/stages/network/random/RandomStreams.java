package org.cb1network.stages.network.random;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The independent random streams of one simulation, by name.
 *
 * <p>A stream is {@link SplitMix64} from an initial state that is the first 8 bytes of SHA-256 of the simulation's seed (8 bytes,
 * big-endian) and the name of the role (UTF-8). So a stream depends on seed and name alone, not on which other streams exist or in which order they were made.
 */
public final class RandomStreams {
    private final long seed;

    /** The streams of the simulation with this seed; every value is a good seed. */
    public RandomStreams(long seed) {
        this.seed = seed;
    }

    /** The seed of the simulation. */
    public long seed() {
        return seed;
    }

    /** A new stream for a role, at its beginning. */
    public RandomStream stream(String role) {
        return new RandomStream(
                ByteBuffer.wrap(sha256(role.getBytes(StandardCharsets.UTF_8))).getLong());
    }

    private byte[] sha256(byte[] role) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).flip());
            return digest.digest(role);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
