package org.cb1network.engine.runner.plan;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.IdentityHashMap;
import java.util.SortedMap;
import org.cb1network.engine.runner.spec.bind.CanonicalParameters;
import org.cb1network.engine.runner.spec.bind.CanonicalParameters.Piece;
import org.cb1network.engine.stage.StageType;

/**
 * Makes the keys of a stage's points, one after another: those that {@link KeyPreimage#key} gives, in a fraction of the time,
 * because what points have in common is encoded once. With thousands of points this is most of the work of a run that has
 * nothing to do. For one thread.
 */
final class PointKeys {

    /** Encodings kept; a stage with more parts than that is not slowed down by much, and memory stays bounded. */
    private static final int MOST_ENCODED = 4096;

    private final byte[] beforeParameters;
    private final byte[] stageType;
    private final boolean seeded;
    private final IdentityHashMap<Piece, byte[]> encoded = new IdentityHashMap<>();
    private final MessageDigest sha256;

    PointKeys(StageType<?> type, String codeDigest) {
        this.beforeParameters = KeyPreimage.frame(KeyPreimage.CODE, codeDigest);
        this.stageType = KeyPreimage.frame(KeyPreimage.STAGE_TYPE, type.name());
        this.seeded = type.seeded();
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * The key of a point, 32 bytes.
     *
     * @param inputs digest of the content of each input, by port
     */
    byte[] keyOf(long seed, CanonicalParameters parameters, SortedMap<String, String> inputs) {
        int ingredients = 2 + inputs.size() + (seeded ? 1 : 0);
        for (Piece piece : parameters.pieces()) {
            ingredients += piece.size();
        }
        // In the order of the names: code, inputs, parameters, seed, stage type.
        sha256.update(KeyPreimage.head());
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(ingredients).flip());
        sha256.update(beforeParameters);
        inputs.forEach((port, digest) -> sha256.update(KeyPreimage.frame(KeyPreimage.INPUT + port, digest)));
        parameters.pieces().forEach(this::add);
        if (seeded) {
            sha256.update(KeyPreimage.frame(KeyPreimage.SEED, KeyPreimage.text(seed)));
        }
        sha256.update(stageType);
        return sha256.digest();
    }

    private void add(Piece piece) {
        byte[] known = encoded.get(piece);
        if (known == null && (piece.parts().isEmpty() || encoded.size() < MOST_ENCODED)) {
            known = encode(piece);
        }
        if (known != null) {
            sha256.update(known);
        } else {
            piece.parts().forEach(this::add);
        }
    }

    private byte[] encode(Piece piece) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (piece.parts().isEmpty()) {
            piece.forEach((path, value) -> bytes.writeBytes(KeyPreimage.frame(KeyPreimage.PARAMETER + path, value)));
        } else {
            for (Piece part : piece.parts()) {
                byte[] known = encoded.get(part);
                bytes.writeBytes(known == null ? encode(part) : known);
            }
        }
        byte[] all = bytes.toByteArray();
        if (encoded.size() < MOST_ENCODED) {
            encoded.put(piece, all);
        }
        return all;
    }
}
