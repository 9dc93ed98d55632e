package org.cb1network.engine.compare;

/**
 * The difference of a column between two tables.
 *
 * @param column name of the column
 * @param unit its unit; may be empty
 * @param cells number of rows in both tables whose cells differ
 * @param meanBefore mean of the first table's column without missing numbers; NaN for text and truth values
 * @param meanNow mean of the second table's column
 * @param effectSize difference of the means over the pooled standard deviation (Cohen's d); infinite if there is no
 *     spread, NaN if there is nothing to compare
 * @param largest largest absolute difference of a number in a row that both have; NaN if only text or missing numbers
 *     differ
 * @param relative largest difference relative to the larger of the two numbers; NaN in the same cases
 * @param place description of the row with the largest absolute difference or, for text, with the first difference
 * @param before the cell there in the first table
 * @param now the cell there in the second table
 */
public record ColumnChange(
        String column,
        String unit,
        int cells,
        double meanBefore,
        double meanNow,
        double effectSize,
        double largest,
        double relative,
        String place,
        Object before,
        Object now) {

    /** Returns the place with both values in full precision. */
    public String where() {
        return place + ": " + before + " -> " + now;
    }
}
