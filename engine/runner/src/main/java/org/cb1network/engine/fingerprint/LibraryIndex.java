package org.cb1network.engine.fingerprint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Says which library a class comes from. */
public interface LibraryIndex {

    /** Name of the resource that {@link LibraryTable} is stored in. */
    String RESOURCE = "META-INF/cb1/libraries.tsv";

    /**
     * The libraries whose code may run when a class is used: the one it comes from, and all that this one needs.
     *
     * @param packageName dotted name of the class's package
     * @return the libraries; none if the package is in no library
     */
    Set<Library> librariesOf(String packageName);

    /** No libraries: every third-party class counts by its bytes. */
    static LibraryIndex none() {
        return packageName -> Set.of();
    }

    /**
     * The index for what a class loader sees. In a jar that holds all libraries it was written at build time (see {@link
     * CodeIndexWriter}); otherwise the jars of the class path are read. Either happens at
     * the first question.
     */
    static LibraryIndex of(ClassLoader loader, ProjectScope scope) {
        return new LibraryIndex() {
            private @Nullable LibraryIndex read;

            @Override
            public synchronized Set<Library> librariesOf(String packageName) {
                if (read == null) {
                    read = read(loader, scope);
                }
                return read.librariesOf(packageName);
            }
        };
    }

    private static LibraryIndex read(ClassLoader loader, ProjectScope scope) {
        URL stored = loader.getResource(RESOURCE);
        // In a folder it may be older than the class path; in a jar it was made with it.
        if (stored == null || !stored.getProtocol().equals("jar")) {
            return ClassPathLibraries.of(loader, scope);
        }
        try (InputStream in = stored.openStream()) {
            return LibraryTable.parse(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the list of libraries in the program: " + RESOURCE, e);
        }
    }
}
