package org.cb1network.stages.network.input;

import java.util.Arrays;
import org.cb1network.engine.table.input.InputFileException;
import org.cb1network.engine.table.input.InputRows;

/** Three columns of integers and one of numbers, growing. */
final class GrowingRows {
    private static final int BYTES_PER_ROW = 3 * Integer.BYTES + Double.BYTES;

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
            // While the arrays grow there are the old ones and new ones of twice the length.
            if (3L * BYTES_PER_ROW * count > Runtime.getRuntime().maxMemory()) {
                throw rows.problem("the file has more rows than memory holds; give Java more with -Xmx");
            }
            first = Arrays.copyOf(first, 2 * count);
            second = Arrays.copyOf(second, 2 * count);
            third = Arrays.copyOf(third, 2 * count);
            number = Arrays.copyOf(number, 2 * count);
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
