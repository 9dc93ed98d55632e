package org.cb1network.engine.runner.fingerprint;

/**
 * A third-party library.
 *
 * @param coordinates {@code group:artifact:version}, or the name of the file if the library does not say
 * @param digest SHA-256 of the jar file, in hexadecimal
 */
public record Library(String coordinates, String digest) implements Comparable<Library> {

    @Override
    public int compareTo(Library other) {
        int byCoordinates = coordinates.compareTo(other.coordinates);
        return byCoordinates != 0 ? byCoordinates : digest.compareTo(other.digest);
    }
}
