package org.cb1network.engine.verify;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.cb1network.engine.compare.Verdict;

/**
 * What came out of comparing results with the lock.
 *
 * @param subject what was verified, in words: how the results came about
 * @param profile name of the profile
 * @param checks the comparisons, by level and in the order of the stages
 * @param notes what a reader should know besides
 */
public record Verification(String subject, String profile, List<Check> checks, List<String> notes) {

    public Verification {
        checks = List.copyOf(checks);
        notes = List.copyOf(notes);
    }

    /** The worst verdict of all. */
    public Verdict verdict() {
        return Verdict.worst(checks.stream().map(Check::verdict).toList());
    }

    /** The comparisons of a level. */
    public List<Check> of(Level level) {
        return checks.stream().filter(check -> check.level() == level).toList();
    }

    /**
     * How many comparisons of a level came out how. Bytes are the same or not: a digest that differs counts as changed, also where the
     * levels below say that what it stands for is within tolerance.
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

    /** How many single things were compared on a level. */
    public int compared(Level level) {
        return of(level).stream().mapToInt(Check::compared).sum();
    }
}
