package org.cb1network.engine.table;

/** Formats counts for messages. */
public final class Count {

    private Count() {}

    /** Returns a text such as {@code 1 point} or {@code 5,602 points}. */
    public static String of(long number, String noun) {
        return of(number, noun, noun + "s");
    }

    /** Does the same as {@link #of(long, String)} for a noun with another plural, such as {@code entries}. */
    public static String of(long number, String noun, String plural) {
        // A format would take tens of milliseconds at the start of every run.
        StringBuilder digits = new StringBuilder(Long.toString(number));
        for (int place = digits.length() - 3; place > 0; place -= 3) {
            digits.insert(place, ',');
        }
        return digits + " " + (number == 1 ? noun : plural);
    }
}
