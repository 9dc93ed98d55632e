package org.cb1network.engine.runner.run;

import java.util.function.Consumer;
import org.cb1network.engine.runner.plan.PointTask;

/**
 * Computes points somewhere. {@link LocalExecutor} uses threads of this process; another one might hand the tasks to the
 * scheduler of a cluster: a {@link PointTask} is self-contained, and its result reaches the runner through the store.
 */
public interface PointExecutor extends AutoCloseable {

    /** How many points may be under way at a time. */
    int slots();

    /** Starts computing a point. {@code done} is called exactly once, from any thread, when the attempt has ended. */
    void submit(PointTask task, Consumer<PointOutcome> done);

    /** Waits for the points under way. */
    @Override
    void close();
}
