package org.cb1network.engine.compare;

import java.util.Optional;
import org.cb1network.cache.Digest;

/**
 * One output of which two results of the same key differ.
 *
 * @param output name of the output
 * @param first digest of the first result's; empty if it has no such output
 * @param second digest of the second result's; empty if it has no such output
 * @param where the first difference in words: of a table the first row that differs, with its name; of a file the first byte
 */
public record OutputDifference(String output, Optional<Digest> first, Optional<Digest> second, String where) {}
