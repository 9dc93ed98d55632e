package org.cb1network.engine.table;

import java.util.Locale;

/** Formats sizes for messages, in decimal units. */
public final class Size {

    private static final String[] UNITS = {"kB", "MB", "GB", "TB"};
    private static final double STEP = 1000;

    /** From here on a number with one decimal would be shown as 1000.0. */
    private static final double NEXT = 999.95;

    private Size() {}

    /** Returns a text such as {@code 1 byte}, {@code 3.2 kB} or {@code 20.3 MB}. */
    public static String of(long bytes) {
        if (bytes < STEP) {
            return Count.of(bytes, "byte");
        }
        double number = bytes / STEP;
        int unit = 0;
        while (number >= NEXT && unit < UNITS.length - 1) {
            number /= STEP;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", number, UNITS[unit]);
    }
}
