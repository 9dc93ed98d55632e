package org.cb1network.engine.cli.progress;

import java.util.Locale;

/** Formats counts. */
public final class Count {

    private Count() {}

    /** Such as {@code 1 point} or {@code 5,602 points}. */
    public static String of(long number, String noun) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? noun : noun + "s");
    }
}
