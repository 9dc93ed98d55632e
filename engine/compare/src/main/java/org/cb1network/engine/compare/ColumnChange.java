package org.cb1network.engine.compare;

/**
 * How a column differs between two tables.
 *
 * @param column its name
 * @param unit its unit; may be empty
 * @param cells in how many of the rows that both tables have it differs
 * @param meanBefore mean of the first table's column, missing numbers left out; NaN for text and truth values
 * @param meanNow mean of the second table's
 * @param effectSize difference of the means over the pooled standard deviation (Cohen's d); infinite if there is no spread, NaN if
 *     there is nothing to compare
 * @param largest the largest absolute difference of a number in a row that both have; NaN if only text or missing numbers differ
 * @param relative the largest difference relative to the larger of the two numbers; NaN likewise
 * @param place the row of the largest absolute difference, or for text of the first difference, in words
 * @param before what stands there in the first table
 * @param now what stands there in the second table
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

    /** The place with both values, to the last digit. */
    public String where() {
        return place + ": " + before + " -> " + now;
    }
}
