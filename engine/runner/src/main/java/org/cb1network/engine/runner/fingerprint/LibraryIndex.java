package org.cb1network.engine.runner.fingerprint;

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
        ClassSource source = ClassSource.of(loader);
        boolean inJar = source.stamp(RESOURCE) >= 0;
        // In a folder it may be older than the class path; in a jar it was made with it.
        return inJar ? LibraryTable.parse(source.bytes(RESOURCE).orElseThrow()) : ClassPathLibraries.of(loader, scope);
    }
}
