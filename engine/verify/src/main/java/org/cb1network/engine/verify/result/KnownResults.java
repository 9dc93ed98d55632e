package org.cb1network.engine.verify.result;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.compare.Contents;

/** A source of results that the lock names by digest, used to describe differences. */
@FunctionalInterface
public interface KnownResults extends Contents {

    /**
     * Returns the tables of the points of a sweep, if available. Most sources only have single tables and files.
     *
     * @param artifact {@code stage.output}
     * @param digest the lock's digest of all of them together
     * @throws IOException if the search fails
     */
    default Optional<List<Artifact.Piece>> points(String artifact, String digest) throws IOException {
        return Optional.empty();
    }

    /** Returns a source that searches several sources in order. */
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
