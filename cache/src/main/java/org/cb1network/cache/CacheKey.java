package org.cb1network.cache;

/**
 * The key of a cache entry: the digest of everything that determines the result. The caller decides what that is.
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
