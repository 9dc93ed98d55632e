package org.cb1network.engine.runner.run;

import java.time.Duration;
import org.cb1network.engine.runner.plan.Selection;

/**
 * What a run is about and how it goes on after a failure.
 *
 * @param selection the stages
 * @param keepGoing whether a failed point keeps other points and other stages from being computed (false) or not (true)
 * @param patience how long at least, with nothing else to do, a point is left to another process that leases it: that process may
 *     be suspended, and keeps its lease as long as it is
 */
public record RunOptions(Selection selection, boolean keepGoing, Duration patience) {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** With a patience of a minute. */
    public RunOptions(Selection selection, boolean keepGoing) {
        this(selection, keepGoing, PATIENCE);
    }
}
