package org.cb1network.engine.runner.run;

import java.time.Duration;
import java.util.Map;
import org.cb1network.engine.runner.plan.Selection;

/**
 * What a run is about and how it goes on after a failure.
 *
 * @param selection the stages
 * @param keepGoing whether a failed point keeps other points and other stages from being computed (false) or not (true)
 * @param patience how long at least, with nothing else to do, a point is left to another process that leases it: that process may
 *     be suspended, and keeps its lease as long as it is
 * @param measured seconds that a point took in earlier runs, by stage, as far as they are known
 */
public record RunOptions(Selection selection, boolean keepGoing, Duration patience, Map<String, Double> measured) {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    public RunOptions {
        measured = Map.copyOf(measured);
    }

    /** With a patience of a minute. */
    public RunOptions(Selection selection, boolean keepGoing, Map<String, Double> measured) {
        this(selection, keepGoing, PATIENCE, measured);
    }

    /** With a patience of a minute, and nothing known of earlier runs. */
    public RunOptions(Selection selection, boolean keepGoing) {
        this(selection, keepGoing, Map.of());
    }
}
