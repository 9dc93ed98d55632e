package org.cb1network.engine.verify.lock;

/**
 * A locked output that is a table, or one table for each point of a sweep.
 *
 * @param digest SHA-256 of its content in hexadecimal; for several tables, of the list of their axes and digests
 * @param rows number of rows; -1 if it has one table per point
 * @param points number of tables if it has one per point; otherwise -1
 */
public record LockedArtifact(String digest, long rows, int points) {

    /** Returns a single table. */
    public static LockedArtifact table(String digest, long rows) {
        return new LockedArtifact(digest, rows, -1);
    }

    /** Returns an artifact with one table per point. */
    public static LockedArtifact ofPoints(String digest, int points) {
        return new LockedArtifact(digest, -1, points);
    }

    /** Returns whether it has one table per point. */
    public boolean isOfPoints() {
        return points >= 0;
    }
}
