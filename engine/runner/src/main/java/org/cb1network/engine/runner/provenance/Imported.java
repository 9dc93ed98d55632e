package org.cb1network.engine.runner.provenance;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.cb1network.cache.Entry;

/**
 * Says that a result was taken from a remote instead of being computed with this store. It is stored beside the result,
 * like its {@link Provenance}, which says when and where the result was computed according to those who computed it.
 *
 * @param remote name of the remote in the pipeline file
 * @param manifest name of the manifest that brought it
 * @param signer the public key by which the manifest is signed; empty unless the remote's settings trust that key
 */
public record Imported(String remote, String manifest, String signer) {

    /** Name of the document beside a result. */
    public static final String DOCUMENT = "imported";

    /** Returns what is known of an entry; empty if it was computed with this store. */
    public static Optional<Imported> of(Entry entry) {
        return Optional.ofNullable(entry.documents().get(DOCUMENT)).map(Imported::parse);
    }

    /** Returns the content of the document. */
    public byte[] toBytes() {
        return String.join("\n", remote, manifest, signer).getBytes(StandardCharsets.UTF_8);
    }

    private static Imported parse(byte[] document) {
        List<String> lines = List.of(new String(document, StandardCharsets.UTF_8).split("\n", -1));
        return new Imported(lines.get(0), lines.size() > 1 ? lines.get(1) : "", lines.size() > 2 ? lines.get(2) : "");
    }

    /** Describes the origin: {@code imported from paper, signed by ed25519:...} or {@code imported from lab, unsigned}. */
    @Override
    public String toString() {
        return "imported from " + remote + (signer.isEmpty() ? ", unsigned" : ", signed by " + signer);
    }
}
