package org.cb1network.engine.compare;

import java.util.List;
import java.util.Optional;
import org.cb1network.cache.Digest;

/**
 * One output of which two results of the same key differ.
 *
 * @param output name of the output
 * @param first digest of the first result's; empty if it has no such output
 * @param second digest of the second result's; empty if it has no such output
 * @param rows the first rows that differ, if they are tables with different rows
 * @param where the first difference in words; for a file the first byte that differs
 */
public record OutputDifference(
        String output, Optional<Digest> first, Optional<Digest> second, List<RowDifference> rows, String where) {

    public OutputDifference {
        rows = List.copyOf(rows);
    }
}
