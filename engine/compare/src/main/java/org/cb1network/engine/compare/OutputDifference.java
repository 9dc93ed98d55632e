package org.cb1network.engine.compare;

import java.util.Optional;

/**
 * An output that differs between two sides.
 *
 * @param output name of the output
 * @param before digest in hexadecimal on the first side; empty if it has no such output
 * @param now digest in hexadecimal on the second side; empty if it has no such output
 * @param table the difference of its cells, if both contents are tables
 * @param text the difference in words
 * @param compared whether everything that differs could be read
 */
public record OutputDifference(
        String output, String before, String now, Optional<TableComparison> table, String text, boolean compared) {

    /**
     * Returns the first difference in words: for a table the first row that differs, with its name; for a file the first
     * byte that differs.
     *
     * @param ofBefore phrase for values of the first side, such as {@code in the store}
     * @param ofNow phrase for values of the second side
     */
    public String where(String ofBefore, String ofNow) {
        if (before.isEmpty() || now.isEmpty()) {
            return "only " + (before.isEmpty() ? ofNow : ofBefore);
        }
        return table.map(cells -> where(cells, ofBefore, ofNow)).orElse(text);
    }

    private static String where(TableComparison cells, String ofBefore, String ofNow) {
        if (cells.verdict() == Verdict.REPRODUCED) {
            return "the same columns and cells in different bytes: the descriptions or the encoding differ";
        }
        return cells.columns().isEmpty() && !cells.first().isEmpty()
                ? cells.first().get(0).describe(ofBefore, ofNow)
                : cells.message();
    }
}
