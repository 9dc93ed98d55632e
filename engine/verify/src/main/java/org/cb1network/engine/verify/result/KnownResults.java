package org.cb1network.engine.verify.result;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Where results that the lock names by their digests may be found, to say in what others differ from them. */
public interface KnownResults {

    /**
     * The bytes with a digest, if they are at hand.
     *
     * @param digest SHA-256 in hexadecimal
     * @throws IOException if looking for them fails
     */
    Optional<byte[]> content(String digest) throws IOException;

    /**
     * The tables of the points of a sweep, if they are at hand.
     *
     * @param artifact {@code stage.output}
     * @param digest what the lock says of all of them together
     * @throws IOException if looking for them fails
     */
    Optional<List<Artifact.Piece>> points(String artifact, String digest) throws IOException;

    /** Nothing is at hand. */
    static KnownResults none() {
        return new KnownResults() {
            @Override
            public Optional<byte[]> content(String digest) {
                return Optional.empty();
            }

            @Override
            public Optional<List<Artifact.Piece>> points(String artifact, String digest) {
                return Optional.empty();
            }
        };
    }

    /** Looks at one place after the other. */
    static KnownResults first(List<KnownResults> places) {
        return new KnownResults() {
            @Override
            public Optional<byte[]> content(String digest) throws IOException {
                for (KnownResults place : places) {
                    Optional<byte[]> found = place.content(digest);
                    if (found.isPresent()) {
                        return found;
                    }
                }
                return Optional.empty();
            }

            @Override
            public Optional<List<Artifact.Piece>> points(String artifact, String digest) throws IOException {
                for (KnownResults place : places) {
                    Optional<List<Artifact.Piece>> found = place.points(artifact, digest);
                    if (found.isPresent()) {
                        return found;
                    }
                }
                return Optional.empty();
            }
        };
    }
}
