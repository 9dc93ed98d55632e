package org.cb1network.engine.verify;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.cb1network.cache.Digest;
import org.cb1network.engine.table.ShortestDouble;
import org.cb1network.engine.verify.lock.LockedNumber;

/** Phrases used by comparisons. */
final class Words {

    private static final int MOST_DETAILS = 5;
    private static final int MOST_NAMES = 12;

    private Words() {}

    /** Joins the first few lines. */
    static String shortened(List<String> lines) {
        if (lines.size() <= MOST_DETAILS) {
            return String.join("; ", lines);
        }
        return String.join("; ", lines.subList(0, MOST_DETAILS)) + "; and " + (lines.size() - MOST_DETAILS) + " more";
    }

    /** Joins the first few names. */
    static String someOf(List<String> names) {
        if (names.size() <= MOST_NAMES) {
            return String.join(", ", names);
        }
        return String.join(", ", names.subList(0, MOST_NAMES)) + " and " + (names.size() - MOST_NAMES) + " more";
    }

    /** Says that two digests differ. */
    static String bytesDiffer(String was, String is) {
        return "sha-256 was " + Digest.parse(was).shortHex() + ", is "
                + Digest.parse(is).shortHex();
    }

    /** Formats an estimate with its standard error. */
    static String of(LockedNumber number, String unit) {
        String text = ShortestDouble.of(number.mean());
        return text
                + (unit.isEmpty() || unit.equals("1") ? "" : " " + unit)
                + (Double.isNaN(number.standardError()) ? "" : ", s.e. " + ShortestDouble.of(number.standardError()))
                + (number.replicates() > 0 ? ", n " + number.replicates() : "");
    }

    /** Formats a number with four digits. */
    static String rounded(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
    }

    /** Returns the names of both, the first set's names first. */
    static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }
}
