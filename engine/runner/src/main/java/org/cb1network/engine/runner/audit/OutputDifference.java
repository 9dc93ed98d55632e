package org.cb1network.engine.runner.audit;

import java.util.Optional;
import org.cb1network.cache.Digest;
import org.cb1network.engine.table.TableDifference;

/**
 * One output of which two results of the same key differ.
 *
 * @param output name of the output
 * @param first digest of the first result's; empty if it has no such output
 * @param second digest of the second result's; empty if it has no such output
 * @param table where they begin to differ, if they are tables with different cells
 * @param where that place in words; for a file the first byte that differs
 */
public record OutputDifference(
        String output,
        Optional<Digest> first,
        Optional<Digest> second,
        Optional<TableDifference> table,
        String where) {}
