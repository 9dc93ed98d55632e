package org.cb1network.engine.verify.result;

import java.io.IOException;
import java.util.List;
import org.cb1network.engine.table.Table;
import org.cb1network.engine.verify.lock.LockedArtifact;

/**
 * An output that is a table, or one table for each point of a sweep.
 *
 * @param stage name of the stage
 * @param output name of the output
 * @param identity its digest and size
 * @param pieces its table, or the tables of the points in order
 */
public record Artifact(String stage, String output, LockedArtifact identity, List<Piece> pieces) {

    /**
     * A table.
     *
     * @param point the axes of its point as text; empty for a table of the whole stage
     * @param digest SHA-256 of its content in hexadecimal
     * @param content its bytes
     */
    public record Piece(String point, String digest, Content content) {

        /**
         * Reads the table.
         *
         * @throws IOException if it cannot be read or is not a table
         */
        public Table table() throws IOException {
            return Table.read(content.read());
        }
    }

    public Artifact {
        pieces = List.copyOf(pieces);
    }

    /** Returns {@code stage.output}. */
    public String name() {
        return stage + "." + output;
    }

    /**
     * Reads the table of an artifact with a single table.
     *
     * @throws IOException if it cannot be read or is not a table
     */
    public Table table() throws IOException {
        return pieces.get(0).table();
    }
}
