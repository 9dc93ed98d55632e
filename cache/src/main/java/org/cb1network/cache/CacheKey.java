package org.cb1network.cache;

/**
 * The name under which a result is kept: the digest of everything that determines the result. What that is, is the
 * business of the one who computes it.
 *
 * @param digest digest of the key's preimage
 */
public record CacheKey(Digest digest) implements Comparable<CacheKey> {

    @Override
    public int compareTo(CacheKey other) {
        return digest.compareTo(other.digest);
    }

    @Override
    public String toString() {
        return digest.hex();
    }
}
