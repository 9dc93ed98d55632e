package org.cb1network.figures.supplement;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;

/** Texts of labels. */
final class LabelText {

    private static final Map<String, String> PARTS = Map.of(
            "background", "bg",
            "l23", "L2/3",
            "l4", "L4",
            "pv", "PV",
            "cb1", "CB1",
            "inhibitory", "PV, CB1");

    private LabelText() {}

    /** Returns a connection such as {@code background-to-pv}; other names stay as they are. */
    static String connection(String axis) {
        String[] ends = axis.split("-to-", -1);
        return ends.length == 2
                ? PARTS.getOrDefault(ends[0], ends[0]) + "→" + PARTS.getOrDefault(ends[1], ends[1])
                : axis;
    }

    /** Returns a number with at most three significant digits. */
    static String number(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        return new BigDecimal(value)
                .round(new MathContext(3))
                .stripTrailingZeros()
                .toPlainString();
    }

    /** Returns stars for a p-value. */
    static String stars(double p) {
        return p < 0.001 ? "\\*\\*\\*" : p < 0.01 ? "\\*\\*" : p < 0.05 ? "\\*" : "n. s.";
    }
}
