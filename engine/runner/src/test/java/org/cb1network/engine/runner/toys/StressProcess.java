package org.cb1network.engine.runner.toys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.cb1network.cache.CorruptObjectException;
import org.cb1network.engine.runner.plan.ResultLostException;
import org.cb1network.engine.runner.run.RunReport;

/**
 * One of several processes that run pipelines with common points on one store: {@code FOLDER SEED RUNS}. Exits with 1
 * and a message if a run is not complete or gives a wrong number.
 */
public final class StressProcess {

    /** Number of points; every run takes some of them. */
    public static final int POINTS = 40;

    /** Number of rows of a table that is a separate object in the store. */
    private static final int ROWS = 5_000;

    /** Results may be removed between a run and their use; then the run is repeated. */
    private static final int MOST_TRIES = 20;

    private StressProcess() {}

    /** Returns a workbench with the stages of {@link #stages}. */
    public static Workbench workbench(Path folder) {
        Toy big = Toy.source("big", (parameters, context) -> {
            for (int row = 0; row < ROWS; row++) {
                Toy.write(context, row == 0 ? parameters.x() : StrictMath.sin(parameters.x() * row));
            }
        });
        Toy count = Toy.step("count", (parameters, context) -> {
            double sum = 0;
            double[] values = context.input("in").float64("value");
            for (int row = 0; row < values.length; row += ROWS) {
                sum += values[row];
            }
            Toy.write(context, sum);
        });
        return new Workbench(folder, Toy.add(), Toy.total(), big, count);
    }

    /** Returns small and large tables of the points in a range, and their sums. */
    public static String stages(int from, int to) {
        String sweep = "sweep: {x: {from: " + from + ", to: " + to + ", step: 1}}";
        return """
                a: {run: add, %s}
                b: {run: big, %s}
                sum: {run: total, inputs: {in: "${a.out}"}}
                count: {run: count, inputs: {in: "${b.out}"}}
                """.formatted(sweep, sweep);
    }

    public static void main(String[] args) throws IOException {
        SplittableRandom random = new SplittableRandom(Long.parseLong(args[1]));
        for (int run = Integer.parseInt(args[2]); run > 0; run--) {
            int from = random.nextInt(1, POINTS);
            int to = random.nextInt(from + 1, POINTS + 1);
            int jobs = random.nextInt(1, 4);
            if (!isRight(Path.of(args[0]), from, to, jobs)) {
                System.exit(1);
            }
        }
        System.exit(0);
    }

    private static boolean isRight(Path folder, int from, int to, int jobs) throws IOException {
        IOException loss = null;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            try (Workbench bench = workbench(folder)) {
                RunReport report = bench.quiet().jobs(jobs).run(stages(from, to));
                if (!report.isComplete()) {
                    System.out.println("not complete: " + report.stages());
                    return false;
                }
                double right = (to - from + 1) * (from + to) / 2.0;
                double sum = bench.values(report, "sum")[0];
                double count = bench.values(report, "count")[0];
                if (sum != right || count != right) {
                    System.out.println("from " + from + " to " + to + ": " + sum + " and " + count);
                    return false;
                }
                return true;
            } catch (CorruptObjectException | ResultLostException removedMeanwhile) {
                loss = removedMeanwhile;
            }
        }
        System.out.println("results vanish again and again: " + loss);
        return false;
    }
}
