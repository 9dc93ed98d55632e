package org.cb1network.engine.verify;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.compare.Verdict;

/**
 * The outcome of comparing results with the lock.
 *
 * @param subject what was verified, in words, and how the results were produced
 * @param profile name of the profile
 * @param checks the comparisons, by level and in the order of the stages
 * @param notes additional information for the reader
 */
public record Verification(String subject, String profile, List<Check> checks, List<String> notes) {

    public Verification {
        checks = List.copyOf(checks);
        notes = List.copyOf(notes);
    }

    /** Returns the worst verdict of all. */
    public Verdict verdict() {
        return Verdict.worst(checks.stream().map(Check::verdict).toList());
    }

    /** Returns the comparisons of a level. */
    public List<Check> of(Level level) {
        return checks.stream().filter(check -> check.level() == level).toList();
    }

    /**
     * Counts the comparisons of a level by verdict. Bytes are either the same or not: a different digest counts as
     * changed even if other levels find the content within tolerance.
     */
    public Map<Verdict, Integer> counts(Level level) {
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            counts.put(verdict, 0);
        }
        for (Check check : of(level)) {
            boolean differs = level == Level.BYTES && check.verdict() == Verdict.WITHIN_TOLERANCE;
            counts.merge(differs ? Verdict.CHANGED : check.verdict(), 1, Integer::sum);
        }
        return counts;
    }

    /** Returns the number of items compared on a level. */
    public int compared(Level level) {
        return of(level).stream().mapToInt(Check::compared).sum();
    }
}
