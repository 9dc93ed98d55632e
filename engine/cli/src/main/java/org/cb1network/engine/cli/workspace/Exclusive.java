package org.cb1network.engine.cli.workspace;

/** Checks options that exclude each other. */
public final class Exclusive {

    private Exclusive() {}

    /**
     * Rejects two options that exclude each other.
     *
     * @throws IllegalArgumentException if both are given
     */
    public static void require(String first, boolean firstGiven, String second, boolean secondGiven) {
        if (firstGiven && secondGiven) {
            throw new IllegalArgumentException(first + " and " + second + " exclude each other; leave one of them out");
        }
    }
}
