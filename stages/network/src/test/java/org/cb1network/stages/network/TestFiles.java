package org.cb1network.stages.network;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Objects;

/** Files among the test resources. */
public final class TestFiles {
    private TestFiles() {}

    /** Path of a resource beside this class. */
    public static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(TestFiles.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
