package org.cb1network.engine.compare;

import java.util.Optional;
import org.cb1network.cache.Digest;

/**
 * An output that differs between two results of the same key.
 *
 * @param output name of the output
 * @param first digest in the first result; empty if it has no such output
 * @param second digest in the second result; empty if it has no such output
 * @param where the first difference in words: for a table the first row that differs, with its name; for a file the first
 *     byte that differs
 */
public record OutputDifference(String output, Optional<Digest> first, Optional<Digest> second, String where) {}
