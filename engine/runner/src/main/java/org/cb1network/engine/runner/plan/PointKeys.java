package org.cb1network.engine.runner.plan;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.SortedMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Digest;
import org.cb1network.engine.runner.spec.bind.CanonicalParameters;
import org.cb1network.engine.runner.spec.bind.LengthPrefixed;
import org.cb1network.engine.stage.StageType;

/**
 * The keys of the points of one stage: those of {@link KeyPreimage#ofPoint}, without making the preimages, since planning
 * needs only the keys of what may be very many points. What points with the same parameters and inputs have in common,
 * which is nearly everything, is hashed once: in the order of a preimage, only the seed and the type follow. Used by one
 * thread.
 */
final class PointKeys {

    /** Memory must not grow with the points. */
    private static final int MOST_KEPT = 4096;

    private final StageType<?> type;
    private final String codeDigest;
    private final IdentityHashMap<CanonicalParameters, Beginning> beginnings = new IdentityHashMap<>();

    /** The hash of a preimage up to its parameters. */
    private record Beginning(SortedMap<String, String> inputs, MessageDigest hash) {}

    /** Creates the keys of a stage; see {@link KeyPreimage#ofPoint}. */
    PointKeys(StageType<?> type, String codeDigest) {
        this.type = type;
        this.codeDigest = codeDigest;
    }

    /** Returns the key of a point; see {@link KeyPreimage#ofPoint}. */
    CacheKey key(long seed, CanonicalParameters parameters, SortedMap<String, String> inputs) {
        MessageDigest hash = copy(beginning(parameters, inputs).hash);
        if (type.seeded()) {
            hash.update(LengthPrefixed.pair(KeyPreimage.SEED, KeyPreimage.text(seed)));
        }
        hash.update(LengthPrefixed.pair(KeyPreimage.STAGE_TYPE, type.name()));
        return new CacheKey(Digest.fromBytes(hash.digest()));
    }

    private Beginning beginning(CanonicalParameters parameters, SortedMap<String, String> inputs) {
        Beginning known = beginnings.get(parameters);
        if (known == null || !known.inputs.equals(inputs)) {
            known = new Beginning(inputs, hash(parameters, inputs));
            if (beginnings.size() == MOST_KEPT) {
                beginnings.clear();
            }
            beginnings.put(parameters, known);
        }
        return known;
    }

    private MessageDigest hash(CanonicalParameters parameters, SortedMap<String, String> inputs) {
        List<byte[]> pairs = new ArrayList<>();
        pairs.add(LengthPrefixed.pair(KeyPreimage.CODE, codeDigest));
        inputs.forEach((port, digest) -> pairs.add(LengthPrefixed.pair(KeyPreimage.INPUT + port, digest)));
        parameters.forEachEncoding(pairs::add);
        MessageDigest hash = Digest.sha256();
        hash.update(KeyPreimage.header(pairs.size() + (type.seeded() ? 2 : 1)));
        pairs.forEach(hash::update);
        return hash;
    }

    private static MessageDigest copy(MessageDigest hash) {
        try {
            return (MessageDigest) hash.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("Every Java platform can copy a SHA-256.", e);
        }
    }
}
