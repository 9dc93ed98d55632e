package org.cb1network.engine.cli.repeat;

import java.time.Duration;
import java.util.List;

/**
 * How points came out under a condition.
 *
 * @param condition the condition
 * @param verdict equal or not
 * @param jvm name and version of the JVM; empty if none has started
 * @param points how many points were computed and compared
 * @param leftOut how many were not, because they would have taken too long under this condition
 * @param differences the points that differ
 * @param problem why nothing was compared; empty if something was
 * @param took how long it took
 */
public record ConditionReport(
        Condition condition,
        Verdict verdict,
        String jvm,
        int points,
        int leftOut,
        List<PointDifference> differences,
        String problem,
        Duration took) {

    /** What can come of it. */
    public enum Verdict {
        /** All outputs of all points have the same bytes. */
        EQUAL("equal"),
        /** Some have not. */
        DIFFERENT("DIFFERENT"),
        /** The JVM does not know this condition, or is too old: there is nothing to compare here. */
        UNAVAILABLE("not here"),
        /** It should have been possible, and was not. */
        UNCHECKED("NOT CHECKED");

        private final String word;

        Verdict(String word) {
            this.word = word;
        }

        /** For tables that people read. */
        public String word() {
            return word;
        }
    }

    public ConditionReport {
        differences = List.copyOf(differences);
    }
}
