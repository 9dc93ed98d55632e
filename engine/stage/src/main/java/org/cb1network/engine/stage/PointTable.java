package org.cb1network.engine.stage;

import java.io.IOException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.cb1network.engine.table.Table;

/**
 * The table of one point, at an input that is connected to an output with one table per point.
 *
 * @param axes the values of the sweep's axes at that point, as text with units, by axis name
 * @param source reads the table
 */
public record PointTable(SortedMap<String, String> axes, Source source) {

    /** Reads a table on demand, so that not all tables are in memory at once. */
    @FunctionalInterface
    public interface Source {
        /**
         * Reads the table.
         *
         * @throws IOException if it cannot be read
         */
        Table read() throws IOException;
    }

    public PointTable {
        axes = Collections.unmodifiableSortedMap(new TreeMap<>(axes));
    }

    /**
     * Reads the table. Each call reads it again.
     *
     * @throws IOException if it cannot be read
     */
    public Table table() throws IOException {
        return source.read();
    }
}
