package org.cb1network.engine.verify;

import java.util.Locale;
import java.util.Map;
import org.cb1network.engine.compare.Tolerance;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.verify.lock.LockedNumber;
import org.cb1network.engine.verify.lock.LockedNumbers;
import org.cb1network.engine.verify.lock.LockedProfile;
import org.jspecify.annotations.Nullable;

/** Compares the estimates that figures show, and the choices made from results. */
final class NumberChecks {

    private NumberChecks() {}

    /** Compares a result that becomes a parameter. */
    static Check compareChoice(String name, LockedProfile locked, LockedProfile found) {
        String was = locked.choices().getOrDefault(name, "(none)");
        String is = found.choices().getOrDefault(name, "(none)");
        boolean same = was.equals(is);
        return new Check(
                Level.NUMBERS,
                name,
                same ? Verdict.REPRODUCED : Verdict.CHANGED,
                1,
                same
                        ? ""
                        : "the choice was " + was + ", is " + is + " (exact: a choice is a parameter of other stages)");
    }

    /** Compares the estimates in a column of a table. */
    static Check compare(String name, @Nullable LockedNumbers before, @Nullable LockedNumbers now) {
        if (before == null || now == null) {
            String message = before == null ? "the lock does not have them" : "no figure shows them any more";
            return new Check(Level.NUMBERS, name, Verdict.CHANGED, 1, message);
        }
        return compare(name, before.unit(), before.rows(), now.rows());
    }

    /** Compares estimates by the names of their rows. */
    static Check compare(String name, String unit, Map<String, LockedNumber> before, Map<String, LockedNumber> now) {
        Verdict verdict = Verdict.REPRODUCED;
        String message = "";
        int different = 0;
        for (String row : Words.union(before.keySet(), now.keySet())) {
            LockedNumber was = before.get(row);
            LockedNumber is = now.get(row);
            Verdict of;
            String text;
            if (was == null || is == null) {
                of = Verdict.CHANGED;
                text = row + (was == null ? " is new" : " is missing");
            } else if (was.equals(is)) {
                continue;
            } else {
                boolean rounded = rounded(was, is);
                of = rounded || sameWithinChance(was, is) ? Verdict.WITHIN_TOLERANCE : Verdict.CHANGED;
                text = row + ": was " + Words.of(was, unit) + ", is " + Words.of(is, unit) + " (rule: "
                        + (rounded ? Tolerance.ROUNDING : rule(was, is)) + ")";
            }
            different++;
            if (of.compareTo(verdict) > 0) {
                verdict = of;
                message = text;
            }
        }
        if (different > 0) {
            message += "; " + different + " of " + before.size() + " differ";
        }
        return new Check(Level.NUMBERS, name, verdict, before.size(), message);
    }

    private static boolean rounded(LockedNumber a, LockedNumber b) {
        return Tolerance.rounded(a.mean(), b.mean()) && a.replicates() == b.replicates();
    }

    private static boolean sameWithinChance(LockedNumber a, LockedNumber b) {
        return Tolerance.enough(a.replicates(), b.replicates())
                && Tolerance.withinSigmas(a.mean(), b.mean(), a.standardError(), b.standardError());
    }

    private static String rule(LockedNumber was, LockedNumber is) {
        double error = Math.hypot(was.standardError(), is.standardError());
        boolean known = Math.min(was.replicates(), is.replicates()) >= 4 && error > 0;
        return known
                ? String.format(Locale.ROOT, "%.1f sigma; ", Math.abs(was.mean() - is.mean()) / error) + Tolerance.SIGMA
                : "too few replicates to tell chance from a change: only rounding is allowed";
    }
}
