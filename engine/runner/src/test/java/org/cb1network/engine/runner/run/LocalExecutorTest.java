package org.cb1network.engine.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.cb1network.engine.runner.plan.StageWork;
import org.cb1network.engine.runner.toys.Toy;
import org.cb1network.engine.runner.toys.Workbench;
import org.cb1network.engine.stage.CostEstimate;
import org.cb1network.engine.stage.PointCost;
import org.cb1network.engine.stage.Stage;
import org.cb1network.engine.stage.StageContext;
import org.cb1network.engine.stage.StageType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalExecutorTest {

    private static final String STAGES = "a: {run: large, sweep: {x: [1, 2, 3, 4, 5, 6, 7, 8], y: [10]}}";

    @TempDir
    private Path folder;

    private final List<String> notices = new CopyOnWriteArrayList<>();

    /**
     * A stage whose points need {@code y} MiB by its estimate. It records the maximum number of points computed at the
     * same time.
     */
    @PointCost(Large.Estimate.class)
    private static final class Large implements Stage<Toy.Parameters> {

        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        static final class Estimate implements CostEstimate<Toy.Parameters> {
            @Override
            public long bytes(Toy.Parameters parameters) {
                if (parameters.y() < 0) {
                    throw new IllegalStateException("cannot say");
                }
                return (long) (parameters.y() * MemoryBudget.MIB);
            }

            @Override
            public double seconds(Toy.Parameters parameters) {
                return 0;
            }
        }

        @Override
        public StageType<Toy.Parameters> type() {
            return new StageType<>("large", "A toy.", Toy.Parameters.class, List.of(), List.of(Toy.OUT), false);
        }

        @Override
        public void compute(Toy.Parameters parameters, StageContext context) throws Exception {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            Thread.sleep(30);
            Toy.write(context, parameters.x());
            running.decrementAndGet();
        }
    }

    /** Computes all points of a stage. */
    private void compute(Large stage, String stages, int jobs, long memoryMib, ThreadFactory threads)
            throws IOException, InterruptedException {
        try (Workbench bench = new Workbench(folder, stage)) {
            StageWork work = bench.plan(stages).stages().get(0).work().orElseThrow();
            PointComputer computer = new PointComputer(bench.store(), new Cancellation(), "test", Clock.systemUTC());
            CountDownLatch computed = new CountDownLatch(work.size());
            long bytes = memoryMib * MemoryBudget.MIB;
            try (LocalExecutor executor =
                    new LocalExecutor(computer, jobs, bytes, notices::add, task -> false, threads)) {
                for (int i = 0; i < work.size(); i++) {
                    executor.submit(work.task(i, false), outcome -> {
                        if (outcome instanceof PointOutcome.Computed) {
                            computed.countDown();
                        }
                    });
                }
                assertTrue(
                        computed.await(1, TimeUnit.MINUTES), "points that were not computed: " + computed.getCount());
            }
        }
    }

    @Test
    void memoryLimitsThePointsComputedAtATimeAndThisIsReportedOnce() throws Exception {
        Large large = new Large();
        // Three quarters of 56 MiB are three times 10 + 4 MiB.
        compute(large, STAGES, 6, 56, Thread::new);
        assertEquals(3, large.most.get());
        assertEquals(1, notices.size());
        assertEquals(
                "instead of 6 points at a time (-j), the run computes fewer, because one of 'a' is estimated to need 14 MiB, and all"
                        + " together may use 42 MiB of the memory that Java may use; give Java more memory with -Xmx, or set"
                        + " a smaller -j",
                notices.get(0));
    }

    @Test
    void aPointEstimatedToExceedTheMemoryIsTriedAlone() throws Exception {
        Large large = new Large();
        compute(large, STAGES.replace("[10]", "[1000]"), 4, 56, Thread::new);
        assertEquals(1, large.most.get());
        assertEquals(1, notices.size());
    }

    @Test
    void aFailingEstimateIsIgnored() throws Exception {
        compute(new Large(), STAGES.replace("[10]", "[-1]"), 4, 56, Thread::new);
        assertEquals(List.of(), notices);
    }

    @Test
    void aPointThatRunsOutOfMemoryBesideOthersIsRetriedAlone() throws Exception {
        AtomicInteger running = new AtomicInteger();
        Toy crowded = Toy.source("crowded", (parameters, context) -> {
            try {
                if (running.incrementAndGet() > 1) {
                    throw new OutOfMemoryError("Java heap space");
                }
                Thread.sleep(20);
                Toy.write(context, parameters.x());
            } finally {
                running.decrementAndGet();
            }
        });
        try (Workbench bench = new Workbench(folder, crowded)) {
            assertTrue(bench.jobs(4)
                    .run("a: {run: crowded, sweep: {x: [1, 2, 3, 4, 5, 6, 7, 8]}}")
                    .isComplete());
            assertTrue(crowded.calls() > 8, "none had to be tried again");
        }
    }

    @Test
    void anAbsurdNumberOfJobsIsReducedAtTheStart() {
        try (LocalExecutor executor = new LocalExecutor(
                null, 1_000_000_000, 64 * MemoryBudget.MIB, notices::add, task -> false, Thread::new)) {
            assertEquals(12, executor.slots());
        }
        assertTrue(
                notices.get(0).startsWith("instead of 1000000000 points at a time (-j), the run computes 12 at most"));
    }

    @Test
    void ifTheSystemAllowsNoMoreThreadsTheExistingOnesDoTheWork() throws Exception {
        AtomicInteger given = new AtomicInteger();
        Large large = new Large();
        compute(large, STAGES, 8, 4096, work -> {
            if (given.incrementAndGet() > 2) {
                throw new OutOfMemoryError("unable to create native thread");
            }
            return new Thread(work);
        });
        assertEquals(2, large.most.get());
        assertEquals(1, notices.size());
        assertTrue(
                notices.get(0).contains("the run computes 2, because the system allows no more threads"),
                notices.toString());
    }

    @Test
    void withoutAnyThreadTheRunFailsInsteadOfWaiting() throws IOException {
        try (LocalExecutor executor = new LocalExecutor(null, 1, 1 << 30, notices::add, task -> false, work -> {
                    throw new OutOfMemoryError("unable to create native thread");
                });
                Workbench bench = new Workbench(folder, new Large())) {
            StageWork work = bench.plan(STAGES).stages().get(0).work().orElseThrow();
            assertThrows(OutOfMemoryError.class, () -> executor.submit(work.task(0, false), outcome -> {}));
        }
    }
}
