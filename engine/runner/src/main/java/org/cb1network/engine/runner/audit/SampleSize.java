package org.cb1network.engine.runner.audit;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The size of a sample.
 *
 * @param count number of results; empty if it is a percentage
 * @param percent otherwise the percentage, above 0 and at most 100; rounded up, so that at least one result is taken if
 *     there is any
 */
public record SampleSize(OptionalInt count, double percent) {

    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?) ?%");
    private static final double ALL = 100;

    /** Returns the size that takes every result. */
    public static SampleSize all() {
        return new SampleSize(OptionalInt.empty(), ALL);
    }

    /**
     * Parses {@code 5%}, {@code 20} or {@code all}.
     *
     * @throws IllegalArgumentException if it is something else; the message says what is allowed
     */
    public static SampleSize parse(String text) {
        if (text.equals("all")) {
            return all();
        }
        if (COUNT.matcher(text).matches()) {
            return new SampleSize(OptionalInt.of(Integer.parseInt(text)), 0);
        }
        Matcher share = SHARE.matcher(text);
        double percent = share.matches() ? Double.parseDouble(share.group(1)) : 0;
        if (percent <= 0 || percent > ALL) {
            throw new IllegalArgumentException(
                    "a sample is a percentage such as 5%, a number such as 20, or 'all', not '" + text + "'");
        }
        return new SampleSize(OptionalInt.empty(), percent);
    }

    /** Returns the size of a sample from the given number of results. */
    public int of(int results) {
        return count.isPresent()
                ? Math.min(count.getAsInt(), results)
                : (int) Math.min(results, StrictMath.ceil(results * percent / ALL));
    }
}
