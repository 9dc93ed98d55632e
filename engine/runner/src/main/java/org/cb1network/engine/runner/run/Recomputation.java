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

/** Recomputes stored results into another store, from the same inputs and under the same keys, for comparison. */
public final class Recomputation {

    private final Store inputs;
    private final Store results;
    private final Cancellation cancellation;
    private final String version;
    private final Clock clock;

    /**
     * Creates a recomputation.
     *
     * @param inputs has the inputs of the results
     * @param results an empty store that receives the new results
     * @param version version of this program, for the provenance
     * @param clock for the provenance only
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
     * @param jobs number of points at a time
     * @param each called after each point, on any thread
     * @return the outcome of each attempt by the point's key; missing points were not tried because the thread was
     *     interrupted
     */
    public Map<CacheKey, PointOutcome> points(List<PointTask> tasks, int jobs, Runnable each) {
        PointComputer computer = new PointComputer(inputs, results, cancellation, version, clock);
        Map<CacheKey, PointOutcome> outcomes = new ConcurrentHashMap<>();
        try (LocalExecutor executor = new LocalExecutor(computer, jobs)) {
            for (PointTask task : tasks) {
                executor.submit(task, outcome -> {
                    outcomes.put(task.key(), outcome);
                    each.run();
                });
            }
        }
        return Map.copyOf(outcomes);
    }

    /**
     * Collects a table from the results of a stage's points.
     *
     * @throws org.cb1network.engine.runner.plan.ResultLostException if a point has no result any more
     * @throws java.util.concurrent.CancellationException if a stop was requested
     */
    public void table(StageWork work, TableOutput output) throws IOException {
        new Collector(inputs, results, cancellation).collect(work, output);
    }
}
