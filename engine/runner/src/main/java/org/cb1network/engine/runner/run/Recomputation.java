package org.cb1network.engine.runner.run;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cb1network.cache.CacheKey;
import org.cb1network.cache.Store;
import org.cb1network.engine.runner.plan.PointTask;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.stage.TableOutput;

/**
 * Computes results anew that a store has already, into another store: from the same inputs, under the same keys, so that
 * the two can be compared.
 */
public final class Recomputation {

    private final Store inputs;
    private final Store results;
    private final Cancellation cancellation;
    private final String version;
    private final Clock clock;

    /**
     * @param inputs has what the results are computed from
     * @param results an empty store that gets what is computed
     * @param version version of this program, for the provenance
     * @param clock for the provenance alone
     */
    public Recomputation(Store inputs, Store results, Cancellation cancellation, String version, Clock clock) {
        this.inputs = inputs;
        this.results = results;
        this.cancellation = cancellation;
        this.version = version;
        this.clock = clock;
    }

    /**
     * Computes points.
     *
     * @param jobs how many at a time
     * @return how each attempt ended, by the point's key; what is missing was not tried, because the thread was interrupted
     */
    public Map<CacheKey, PointOutcome> points(List<PointTask> tasks, int jobs) {
        PointComputer computer = new PointComputer(inputs, results, cancellation, version, clock);
        Map<CacheKey, PointOutcome> outcomes = new ConcurrentHashMap<>();
        try (LocalExecutor executor = new LocalExecutor(computer, jobs)) {
            for (PointTask task : tasks) {
                executor.submit(task, outcome -> outcomes.put(task.key(), outcome));
            }
        }
        return Map.copyOf(outcomes);
    }

    /**
     * Collects a table from the results that the points of a stage have.
     *
     * @throws org.cb1network.engine.runner.plan.ResultLostException if a point has none any more
     * @throws java.util.concurrent.CancellationException if a stop was requested
     */
    public void table(StageWork work, TableOutput output) throws IOException {
        new Collector(inputs, results, cancellation).collect(work, output);
    }
}
