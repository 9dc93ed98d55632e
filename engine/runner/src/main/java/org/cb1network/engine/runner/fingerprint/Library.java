package org.cb1network.engine.runner.fingerprint;

import java.util.Set;

/**
 * A third-party library.
 *
 * @param coordinates {@code group:artifact:version}, or the name of the file if the library does not say
 * @param digest SHA-256 of the jar file, in hexadecimal
 * @param needs coordinates of the libraries that it uses directly, sorted
 * @param packages its packages, sorted
 */
record Library(String coordinates, String digest, Set<String> needs, Set<String> packages) {}
