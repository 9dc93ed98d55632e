package org.cb1network.engine.verify.result;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import org.cb1network.cache.Digest;

/** Computes one digest of many results. */
public final class StateDigest {

    private StateDigest() {}

    /**
     * Returns the digest of a state.
     *
     * @param digests the digest of each result that belongs to a whole stage, by {@code stage.output}
     */
    public static String of(SortedMap<String, String> digests) {
        StringBuilder text = new StringBuilder();
        digests.forEach(
                (name, digest) -> text.append(digest).append("  ").append(name).append('\n'));
        return Digest.of(text.toString().getBytes(StandardCharsets.UTF_8)).hex();
    }
}
