package org.cb1network.engine.verify.lock;

/**
 * An output that is a table, or one table for each point of a sweep.
 *
 * @param digest SHA-256 of its content in hexadecimal; of many tables, of the list of their axes and digests
 * @param rows number of its rows; -1 if it has one table for each point
 * @param points number of its tables if it has one for each point; otherwise -1
 */
public record LockedArtifact(String digest, long rows, int points) {

    /** One table. */
    public static LockedArtifact table(String digest, long rows) {
        return new LockedArtifact(digest, rows, -1);
    }

    /** One table for each point. */
    public static LockedArtifact ofPoints(String digest, int points) {
        return new LockedArtifact(digest, -1, points);
    }

    /** Whether it has one table for each point. */
    public boolean isOfPoints() {
        return points >= 0;
    }
}
