package org.cb1network.cache;

import java.io.IOException;
import java.util.List;

/**
 * A key was to be published with another content than it has. Either the computation is not determined by its key or
 * the key leaves something out; no result of it can be trusted before that is found. The first content stays.
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

    /** The key with two contents. */
    public CacheKey key() {
        return key;
    }

    /** Names of the outputs that differ, or exist only once. */
    public List<String> outputs() {
        return outputs;
    }
}
