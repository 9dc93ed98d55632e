package org.cb1network.engine.verify;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.compare.Tolerance;
import org.cb1network.engine.compare.Verdict;
import org.cb1network.engine.table.Count;
import org.cb1network.engine.table.ShortestDouble;
import org.cb1network.engine.verify.lock.LockedClaim;
import org.cb1network.engine.verify.lock.LockedNumber;
import org.cb1network.engine.verify.lock.LockedProfile;
import org.cb1network.engine.verify.lock.LockedValue;

/**
 * Compares the results that concern the paper: where its values lie relative to the pipeline's own, and whether its
 * claims hold. A deviation that is recorded in the lock counts as reproduced, but is reported.
 */
final class ValueChecks {

    private ValueChecks() {}

    /** Compares values with published ones: first the values themselves, then where the published values lie. */
    static List<Check> compareValues(String name, LockedProfile locked, LockedProfile found) {
        Map<String, LockedValue> before = locked.published().getOrDefault(name, Map.of());
        Map<String, LockedValue> now = found.published().getOrDefault(name, Map.of());
        Map<String, LockedNumber> numbersBefore = new LinkedHashMap<>();
        Map<String, LockedNumber> numbersNow = new LinkedHashMap<>();
        before.forEach((row, value) -> numbersBefore.put(row, value.computed()));
        now.forEach((row, value) -> numbersNow.put(row, value.computed()));
        List<Check> checks = new ArrayList<>();
        checks.add(NumberChecks.compare(name + ".computed", "", numbersBefore, numbersNow));
        Tally tally = new Tally();
        List<String> off = new ArrayList<>();
        int explained = 0;
        for (String row : Words.union(before.keySet(), now.keySet())) {
            LockedValue was = before.get(row);
            LockedValue is = now.get(row);
            if (was == null || is == null) {
                tally.add(Verdict.CHANGED, row + (was == null ? " is new" : " is missing"));
                continue;
            }
            compareValue(row, was, is, tally);
            if (!is.verdict().equals(LockedValue.WITHIN) && is.verdict().equals(was.verdict())) {
                explained += is.remark().isEmpty() ? 0 : 1;
                off.add(row + ": published " + ShortestDouble.of(is.published()) + " lies " + is.verdict()
                        + " the range of the model, around "
                        + Words.rounded(is.computed().mean())
                        + (is.remark().isEmpty() ? "; no reason is stated" : ". " + is.remark()));
            }
        }
        String asLocked = off.isEmpty()
                ? ""
                : Count.part(off.size(), now.size(), "published value", "lies", "lie")
                        + " outside the range of the model, as in the lock; for " + explained
                        + " of them the reference data gives a reason";
        checks.add(tally.check(Level.VALUES, name, now.size(), asLocked, off));
        return checks;
    }

    private static void compareValue(String row, LockedValue was, LockedValue is, Tally tally) {
        if (!Tolerance.same(was.published(), is.published())) {
            tally.add(
                    Verdict.CHANGED,
                    "the published value of " + row + " was " + ShortestDouble.of(was.published()) + ", is "
                            + ShortestDouble.of(is.published()) + ": the reference data differs from that of the lock");
        }
        if (!Tolerance.same(was.reading(), is.reading())) {
            tally.add(
                    Verdict.CHANGED,
                    "the reading uncertainty of " + row + " was " + ShortestDouble.of(was.reading()) + ", is "
                            + ShortestDouble.of(is.reading()));
        }
        if (is.verdict().equals(LockedValue.UNKNOWN)) {
            tally.add(Verdict.NOT_CHECKABLE, row + ": the spread cannot be estimated from a single realisation");
        } else if (!is.verdict().equals(was.verdict())) {
            boolean better = is.verdict().equals(LockedValue.WITHIN);
            tally.add(
                    better ? Verdict.WITHIN_TOLERANCE : Verdict.CHANGED,
                    "the published value of " + row + ", " + ShortestDouble.of(is.published()) + ", was "
                            + was.verdict()
                            + ", is " + is.verdict() + " the range of the model, around "
                            + Words.rounded(is.computed().mean())
                            + (better ? " (better than in the lock)" : ""));
        }
    }

    /** Compares the results of tests of claims. */
    static Check compareClaims(String name, LockedProfile locked, LockedProfile found) {
        Map<String, LockedClaim> before = locked.claims().getOrDefault(name, Map.of());
        Map<String, LockedClaim> now = found.claims().getOrDefault(name, Map.of());
        Tally tally = new Tally();
        List<String> open = new ArrayList<>();
        for (String row : Words.union(before.keySet(), now.keySet())) {
            LockedClaim was = before.get(row);
            LockedClaim is = now.get(row);
            if (was == null || is == null) {
                tally.add(Verdict.CHANGED, row + (was == null ? " is new" : " is missing"));
                continue;
            }
            compareClaim(row, was, is, tally);
            if (rank(is) > 0 && rank(is) == rank(was)) {
                open.add(row + ": " + is.verdict());
            }
        }
        String asLocked = open.isEmpty()
                ? ""
                : Count.part(open.size(), now.size(), "claim", "is", "are") + " not supported, as in the lock";
        return tally.check(Level.CLAIMS, name, now.size(), asLocked, open);
    }

    private static void compareClaim(String row, LockedClaim was, LockedClaim is, Tally tally) {
        if (rank(is) > rank(was)) {
            tally.add(
                    Verdict.CHANGED,
                    "'" + row + "' was " + was.verdict() + ", is " + is.verdict() + " (difference was "
                            + ShortestDouble.of(was.difference()) + ", is " + ShortestDouble.of(is.difference()) + ")");
        } else if (rank(is) < rank(was)) {
            tally.add(
                    Verdict.WITHIN_TOLERANCE,
                    "'" + row + "' was " + was.verdict() + ", is " + is.verdict() + " (better than in the lock)");
        } else if (!Tolerance.same(was.difference(), is.difference())) {
            boolean sameSign = Math.signum(was.difference()) == Math.signum(is.difference()) || rank(is) == 1;
            tally.add(
                    sameSign ? Verdict.WITHIN_TOLERANCE : Verdict.CHANGED,
                    "'" + row + "' is " + is.verdict() + " as before; the difference was "
                            + ShortestDouble.of(was.difference()) + ", is " + ShortestDouble.of(is.difference())
                            + " (rule: a claim is about which value is larger)");
        }
    }

    /** Returns 0 for supported, 1 for undecided and 2 for contradicted. */
    private static int rank(LockedClaim claim) {
        return switch (claim.verdict()) {
            case "supported" -> 0;
            case "contradicted" -> 2;
            default -> 1;
        };
    }

    /** Collects several comparisons into one check. */
    private static final class Tally {

        private final Map<Verdict, List<String>> messages = new EnumMap<>(Verdict.class);

        void add(Verdict verdict, String message) {
            messages.computeIfAbsent(verdict, any -> new ArrayList<>()).add(message);
        }

        Check check(Level level, String subject, int compared, String asLocked, List<String> remarks) {
            Verdict verdict = Verdict.worst(messages.keySet());
            String message = Words.shortened(messages.getOrDefault(verdict, List.of()));
            String all = message.isEmpty() || asLocked.isEmpty() ? message + asLocked : message + ". " + asLocked;
            return new Check(level, subject, verdict, compared, all, remarks);
        }
    }
}
