package org.cb1network.stages.network.spec;

import java.math.BigDecimal;
import java.math.MathContext;

/** Times in messages: steps times their length, which binary floating point does not hold exactly. */
public final class Milliseconds {

    /** More than any recording needs, and fewer than the digits that are noise. */
    private static final MathContext DIGITS = new MathContext(12);

    private Milliseconds() {}

    /** A time in ms as people write it, such as {@code 49.9} for 499 steps of 0.1 ms. */
    public static String text(double timeMs) {
        return BigDecimal.valueOf(timeMs).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
