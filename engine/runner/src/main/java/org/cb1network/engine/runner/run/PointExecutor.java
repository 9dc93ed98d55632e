package org.cb1network.engine.runner.run;

import java.util.function.Consumer;
import org.cb1network.engine.runner.plan.PointTask;

/**
 * Has points computed. {@link LocalExecutor} uses threads of this process; {@link
 * org.cb1network.engine.runner.job.RemoteExecutor} waits for other processes. Results reach the runner through the store.
 */
public interface PointExecutor extends AutoCloseable {

    /** Returns how many points may be in progress at a time. */
    int slots();

    /** Returns how many points are computed at a time; those in progress may also wait for others to compute them. */
    default int computedAtATime() {
        return slots();
    }

    /** Starts the computation of a point. {@code done} is called exactly once, from any thread, when it has ended. */
    void submit(PointTask task, Consumer<PointOutcome> done);

    /** Waits for the points in progress. */
    @Override
    void close();
}
