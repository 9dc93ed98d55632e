package org.cb1network.engine.table;

/** Formats counts for messages. */
public final class Count {

    private Count() {}

    /** Returns a text such as {@code 1 point} or {@code 5,602 points}. */
    public static String of(long number, String noun) {
        return of(number, noun, noun + "s");
    }

    /** Does the same as {@link #of(long, String)} for a noun with another plural, such as {@code entries}, or with a verb. */
    public static String of(long number, String noun, String plural) {
        return digits(number) + " " + (number == 1 ? noun : plural);
    }

    /** Returns a text such as {@code 1 of 3 files} or {@code 3,072 of 3,072 objects}. */
    public static String part(long part, long whole, String noun) {
        return digits(part) + " of " + of(whole, noun);
    }

    /** Returns a text such as {@code 1 of 3 files is}: the verb agrees with the part, and the noun with the whole. */
    public static String part(long part, long whole, String noun, String verb, String pluralVerb) {
        return part(part, whole, noun) + " " + (part == 1 ? verb : pluralVerb);
    }

    /** Returns a number with its thousands apart, such as {@code 5,602}. */
    public static String digits(long number) {
        // A format would take tens of milliseconds at the start of every run.
        StringBuilder digits = new StringBuilder(Long.toString(number));
        int sign = number < 0 ? 1 : 0;
        for (int place = digits.length() - 3; place > sign; place -= 3) {
            digits.insert(place, ',');
        }
        return digits.toString();
    }
}
