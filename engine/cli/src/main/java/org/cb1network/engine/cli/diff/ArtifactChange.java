package org.cb1network.engine.cli.diff;

import java.util.Optional;
import org.cb1network.engine.compare.TableComparison;

/**
 * How an output of a stage differs.
 *
 * @param output its name
 * @param before digest in the first side; empty if it has none
 * @param now digest in the second side; empty if it has none
 * @param table how its table differs, if it is one whose bytes both sides still have
 * @param text how it differs, in words
 * @param compared whether both contents could be looked at
 */
public record ArtifactChange(
        String output, String before, String now, Optional<TableComparison> table, String text, boolean compared) {}
