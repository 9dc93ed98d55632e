package org.cb1network.engine.runner.audit;

import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many of a number of results are looked at.
 *
 * @param count so many, if there are; empty if it is a share
 * @param percent this share otherwise, above 0 and at most 100; rounded up, so that of any results at least one is looked at
 */
public record SampleSize(OptionalInt count, double percent) {

    private static final Pattern COUNT = Pattern.compile("[1-9]\\d{0,8}");
    private static final Pattern SHARE = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?) ?%");
    private static final double ALL = 100;

    /** Every one of them. */
    public static SampleSize all() {
        return new SampleSize(OptionalInt.empty(), ALL);
    }

    /**
     * Reads {@code 5%}, {@code 20} or {@code all}.
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
                    "a sample is a share such as 5%, a number such as 20, or 'all', not '" + text + "'");
        }
        return new SampleSize(OptionalInt.empty(), percent);
    }

    /** How many of so many results that is. */
    public int of(int results) {
        return count.isPresent()
                ? Math.min(count.getAsInt(), results)
                : (int) Math.min(results, StrictMath.ceil(results * percent / ALL));
    }
}
