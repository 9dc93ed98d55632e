package org.cb1network.stages.network.input;

import java.util.Arrays;
import org.cb1network.engine.table.input.InputFileException;
import org.cb1network.engine.table.input.InputRows;

/** Growing columns for rows of three integers and one number. */
final class GrowingRows {
    private static final int BYTES_PER_ROW = 3 * Integer.BYTES + Double.BYTES;

    /** The most of an array that every virtual machine allows. */
    private static final int MOST_ROWS = Integer.MAX_VALUE - 8;

    private int[] first = new int[64];
    private int[] second = new int[64];
    private int[] third = new int[64];
    private double[] number = new double[64];
    private int count;

    /**
     * Adds a row.
     *
     * @param rows where it comes from
     * @throws InputFileException if there are more rows than memory holds
     */
    void add(InputRows rows, int one, int other, double value, int last) throws InputFileException {
        if (count == first.length) {
            if (count == MOST_ROWS) {
                throw rows.problem("the file has more than " + MOST_ROWS + " rows, the most that can be read from one");
            }
            // While the arrays grow there are the old ones and new ones of twice the length.
            if (3L * BYTES_PER_ROW * count > Runtime.getRuntime().maxMemory()) {
                throw rows.problem("the file has more rows than memory holds; give Java more with -Xmx");
            }
            int more = (int) Math.min(2L * count, MOST_ROWS);
            first = Arrays.copyOf(first, more);
            second = Arrays.copyOf(second, more);
            third = Arrays.copyOf(third, more);
            number = Arrays.copyOf(number, more);
        }
        first[count] = one;
        second[count] = other;
        third[count] = last;
        number[count++] = value;
    }

    int count() {
        return count;
    }

    int[] first() {
        return Arrays.copyOf(first, count);
    }

    int[] second() {
        return Arrays.copyOf(second, count);
    }

    int[] third() {
        return Arrays.copyOf(third, count);
    }

    double[] number() {
        return Arrays.copyOf(number, count);
    }
}
