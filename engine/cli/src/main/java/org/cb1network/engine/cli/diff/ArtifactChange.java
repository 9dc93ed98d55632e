package org.cb1network.engine.cli.diff;

import java.util.Optional;
import org.cb1network.engine.compare.TableComparison;

/**
 * The difference of an output of a stage.
 *
 * @param output its name
 * @param before digest in the first side; empty if it has none
 * @param now digest in the second side; empty if it has none
 * @param table difference of its table, if it is one whose bytes both sides still have
 * @param text the difference in words
 * @param compared whether both contents could be read
 */
public record ArtifactChange(
        String output, String before, String now, Optional<TableComparison> table, String text, boolean compared) {}
