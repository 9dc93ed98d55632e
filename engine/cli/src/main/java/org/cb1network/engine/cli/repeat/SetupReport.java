package org.cb1network.engine.cli.repeat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.compare.Verdict;

/**
 * The results of points under a condition.
 *
 * @param condition the condition
 * @param verdict the verdict; empty if the JVM does not support this condition or is too old, so that there is nothing
 *     to compare
 * @param jvm name and version of the JVM; empty if none has started
 * @param points number of points computed and compared
 * @param leftOut number of points left out because they would have taken too long under this condition
 * @param differences the points that differ
 * @param problem why nothing was compared; empty if something was
 * @param took duration
 */
public record SetupReport(
        JvmSetup condition,
        Optional<Verdict> verdict,
        String jvm,
        int points,
        int leftOut,
        List<PointDifference> differences,
        String problem,
        Duration took) {

    public SetupReport {
        differences = List.copyOf(differences);
    }

    /** Returns a report without a comparison. */
    static SetupReport nothing(
            JvmSetup condition, Optional<Verdict> verdict, String jvm, int points, String problem, Duration took) {
        return new SetupReport(condition, verdict, jvm, 0, points, List.of(), problem, took);
    }

    /** Returns the verdict in one or two words. */
    public String word() {
        return verdict.map(Verdict::words).orElse("not here");
    }
}
