package org.cb1network.stages.science.analysis;

/** Sequences of numbers that are the same in Java and Python, to compare the results of both. */
final class Sequences {

    private Sequences() {}

    /** {@code [((i*i*7 + 13*i) % 101) / 10 for i in range(n)]}. */
    static double[] rough(int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = ((i * i * 7 + 13 * i) % 101) / 10.0;
        }
        return values;
    }

    /** {@code numpy.linspace(0, end, n)}. */
    static double[] evenly(double end, int n) {
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = i == n - 1 ? end : i * (end / (n - 1));
        }
        return values;
    }

    /**
     * A membrane potential that fluctuates around -63.5 mV, driven by the linear congruential generator x = (1103515245
     * x + 12345) mod 2^31 from x = 12345: {@code v = v + 0.01*(-65 - v) + 0.3*(x/2**31 - 0.45)} from v = -65.
     */
    static double[] membranePotential(int n) {
        double[] values = new double[n];
        long x = 12345;
        double v = -65;
        for (int i = 0; i < n; i++) {
            x = (x * 1103515245L + 12345L) & 0x7FFFFFFFL;
            v = v + 0.01 * (-65 - v) + 0.3 * (x * 0x1.0p-31 - 0.45);
            values[i] = v;
        }
        return values;
    }
}
