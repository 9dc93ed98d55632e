package org.cb1network.cache;

import org.jspecify.annotations.Nullable;

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
    public boolean equals(@Nullable Object other) {
        return other instanceof CacheKey key && digest.equals(key.digest);
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return digest.hex();
    }
}
