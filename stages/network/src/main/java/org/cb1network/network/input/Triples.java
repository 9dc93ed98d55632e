package org.cb1network.network.input;

import java.util.Arrays;

/** Two columns of integers and one of numbers, growing. */
final class Triples {
    private int[] first = new int[64];
    private int[] second = new int[64];
    private double[] number = new double[64];
    private int count;

    void add(int one, int other, double value) {
        if (count == first.length) {
            first = Arrays.copyOf(first, 2 * count);
            second = Arrays.copyOf(second, 2 * count);
            number = Arrays.copyOf(number, 2 * count);
        }
        first[count] = one;
        second[count] = other;
        number[count++] = value;
    }

    int[] first() {
        return Arrays.copyOf(first, count);
    }

    int[] second() {
        return Arrays.copyOf(second, count);
    }

    double[] number() {
        return Arrays.copyOf(number, count);
    }
}
