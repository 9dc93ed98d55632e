package org.cb1network.cache;

import java.nio.charset.StandardCharsets;

/**
 * A byte of the lock file: the purpose is in the top bits, 60 bits of a digest are below. Two keys that share these
 * bits merely wait for each other.
 */
record LockPosition(long position) {

    static final LockPosition PROBE = of(7, 0);

    /** Shared by all processes that opened the store for writing; held exclusively while something is removed. */
    static final LockPosition USERS = of(5, 0);

    private static final int PURPOSE_SHIFT = 60;

    /** Held while the entry of a key is computed. */
    static LockPosition lease(CacheKey key) {
        return of(1, key.digest().first());
    }

    /** Held while the entry of a key is being published. */
    static LockPosition publication(CacheKey key) {
        return of(2, key.digest().first());
    }

    /** Held by the process that appends to a log. */
    static LockPosition log(String salt) {
        return of(3, Digest.of(salt.getBytes(StandardCharsets.UTF_8)).first());
    }

    /** Held by an open store while its temporary files are in use. */
    static LockPosition session(String name) {
        return of(4, Digest.of(name.getBytes(StandardCharsets.UTF_8)).first());
    }

    private static LockPosition of(long purpose, long digest) {
        return new LockPosition(purpose << PURPOSE_SHIFT | digest >>> (Long.SIZE - PURPOSE_SHIFT));
    }
}
