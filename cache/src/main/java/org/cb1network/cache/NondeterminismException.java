package org.cb1network.cache;

import java.io.IOException;
import java.util.List;

/**
 * Signals an attempt to publish other content for a key that has an entry. Either the computation is not deterministic,
 * or the key lacks something that the result depends on. No result of the computation can be trusted until the cause is
 * found. The first content is kept.
 */
public final class NondeterminismException extends IOException {

    private static final long serialVersionUID = 1;

    private final transient CacheKey key;
    private final transient List<String> outputs;

    NondeterminismException(CacheKey key, List<String> outputs, String message) {
        super(message);
        this.key = key;
        this.outputs = List.copyOf(outputs);
    }

    /** Returns the key with two contents. */
    public CacheKey key() {
        return key;
    }

    /** Returns the names of the outputs that differ or exist only once. */
    public List<String> outputs() {
        return outputs;
    }
}
