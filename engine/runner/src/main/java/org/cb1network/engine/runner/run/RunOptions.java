package org.cb1network.engine.runner.run;

import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.cb1network.engine.runner.plan.Selection;

/**
 * What a run computes, and how it continues after a failure.
 *
 * @param selection the stages
 * @param keepGoing whether other points and stages are computed after a point has failed
 * @param patience minimum time, with nothing else to do, for which a point is left to another process that leases it: a
 *     suspended process keeps its lease
 * @param slice the points that are computed first
 * @param measured seconds that a point took in earlier runs, by stage, as far as known; called only if there is something to do
 */
public record RunOptions(
        Selection selection,
        boolean keepGoing,
        Duration patience,
        Slice slice,
        Supplier<Map<String, Double>> measured) {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Creates options with a patience of one minute. */
    public RunOptions(Selection selection, boolean keepGoing, Supplier<Map<String, Double>> measured) {
        this(selection, keepGoing, PATIENCE, Slice.WHOLE, measured);
    }
}
