package org.cb1network.engine.cli.repeat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.cb1network.engine.compare.Verdict;

/**
 * How points came out under a condition.
 *
 * @param condition the condition
 * @param verdict what came out; empty if the JVM does not know this condition, or is too old, so that there is nothing to compare here
 * @param jvm name and version of the JVM; empty if none has started
 * @param points how many points were computed and compared
 * @param leftOut how many were not, because they would have taken too long under this condition
 * @param differences the points that differ
 * @param problem why nothing was compared; empty if something was
 * @param took how long it took
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

    /** The report where nothing was compared. */
    static SetupReport nothing(
            JvmSetup condition, Optional<Verdict> verdict, String jvm, int points, String problem, Duration took) {
        return new SetupReport(condition, verdict, jvm, 0, points, List.of(), problem, took);
    }

    /** The verdict in a word or two. */
    public String word() {
        return verdict.map(Verdict::words).orElse("not here");
    }
}
