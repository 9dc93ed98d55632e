package org.cb1network.stages.network.kernel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StepThreadsTest {
    @Test
    void ifTheSystemAllowsNoMoreThreadsThoseThatHaveStartedEnd() throws InterruptedException {
        List<Thread> started = new ArrayList<>();
        ThreadFactory threads = work -> {
            if (!started.isEmpty()) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            Thread thread = new Thread(work);
            started.add(thread);
            return thread;
        };
        assertThrows(OutOfMemoryError.class, () -> new StepThreads(3, threads));
        started.get(0).join(TimeUnit.MINUTES.toMillis(1));
        assertFalse(started.get(0).isAlive());
    }
}
