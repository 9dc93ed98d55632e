package org.cb1network.engine.runner.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import org.cb1network.engine.runner.toys.MaintenanceProcess;
import org.cb1network.engine.runner.toys.StressProcess;
import org.cb1network.engine.runner.toys.Workbench;
import org.cb1network.engine.testing.ChildJvm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Eight processes on one store run pipelines with common points, while two others remove and repair whatever they can,
 * and occasionally a process is suspended, or killed and restarted. Each executes {@code -Dstress.runs=...} runs.
 */
class StressTest {

    private static final int PROCESSES = 8;
    private static final int RUNS = Integer.getInteger("stress.runs", 2);
    private static final long SEED = Long.getLong("stress.seed", 1);

    @TempDir
    private Path folder;

    /** Occasionally a process is suspended for longer than others wait for short-term locks. */
    private static final int LONGEST_PAUSE_MILLIS = RUNS < 10 ? 700 : 7_000;

    private final List<ChildJvm> started = new ArrayList<>();
    private int suspended;
    private int killed;

    @Test
    void everyPointIsComputedAndNoResultIsWrongOrLost() throws Exception {
        SplittableRandom random = new SplittableRandom(SEED);
        ChildJvm[] workers = new ChildJvm[PROCESSES];
        List<ChildJvm> maintainers = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                workers[i] = work(i);
            }
            for (int i = 0; i < 2; i++) {
                maintainers.add(start(MaintenanceProcess.class, store().toString(), SEED + i + ""));
            }
            while (!allEnded(workers)) {
                disturb(workers, random);
            }
        } finally {
            Files.createFile(folder.resolve("stop"));
            for (ChildJvm maintainer : maintainers) {
                maintainer.signal("CONT");
                maintainer.join();
            }
            started.forEach(ChildJvm::close);
        }
        for (int i = 0; i < PROCESSES; i++) {
            assertEquals(0, workers[i].join(), "seed " + SEED + ": " + workers[i].lines());
        }
        for (ChildJvm maintainer : maintainers) {
            assertEquals(0, maintainer.join(), "seed " + SEED + ": " + maintainer.lines());
            assertTrue(Integer.parseInt(maintainer.lines().get(0)) > 0, "nothing was maintained");
        }
        compareWithAnUndisturbedStore();
        System.out.println(PROCESSES * RUNS + " runs of " + PROCESSES + " processes, of which " + suspended
                + " were suspended for a while and " + killed + " killed");
    }

    private Path store() {
        return folder.resolve("store");
    }

    private ChildJvm work(int number) throws IOException {
        return start(StressProcess.class, folder.toString(), SEED + number + "", Integer.toString(RUNS));
    }

    private ChildJvm start(Class<?> main, String... arguments) throws IOException {
        List<String> options = new ArrayList<>(ChildJvm.STARTS_FAST);
        options.add("-Xmx128m");
        ChildJvm child = ChildJvm.start(options, main, arguments);
        started.add(child);
        return child;
    }

    private static boolean allEnded(ChildJvm[] processes) {
        return List.of(processes).stream().noneMatch(ChildJvm::isAlive);
    }

    /** Suspends one process for a while, or kills one, which is restarted. */
    private void disturb(ChildJvm[] workers, SplittableRandom random) throws Exception {
        Thread.sleep(random.nextInt(400));
        int number = random.nextInt(PROCESSES);
        ChildJvm process = workers[number];
        if (!process.isAlive()) {
            return;
        }
        if (random.nextInt(4) == 0) {
            process.kill();
            workers[number] = work(number);
            killed++;
        } else {
            process.signal("STOP");
            Thread.sleep(random.nextInt(random.nextInt(10) == 0 ? LONGEST_PAUSE_MILLIS : 700));
            process.signal("CONT");
            suspended++;
        }
    }

    private void compareWithAnUndisturbedStore() throws IOException {
        String all = StressProcess.stages(1, StressProcess.POINTS);
        Path calm = Files.createDirectories(folder.resolve("calm"));
        try (Workbench here = StressProcess.workbench(folder);
                Workbench there = StressProcess.workbench(calm)) {
            assertTrue(here.run(all).isComplete(), "seed " + SEED);
            assertTrue(there.run(all).isComplete());
            assertTrue(here.store().examine(true, bytes -> {}).healthy(), "seed " + SEED);
            SortedMap<String, String> disturbed = RunnerTest.content(here.store());
            for (Map.Entry<String, String> result :
                    RunnerTest.content(there.store()).entrySet()) {
                assertEquals(result.getValue(), disturbed.get(result.getKey()), "seed " + SEED);
            }
            assertEquals(List.of(), here.temporaryFiles());
        }
    }
}
