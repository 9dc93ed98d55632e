package org.cb1network.engine.runner.toys;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.cb1network.engine.runner.run.RunReport;

/** Runs toy stages in a process with little memory. */
public final class TightProcess {

    private TightProcess() {}

    /** {@code hungry FOLDER}, or {@code points FOLDER NUMBER}; see the methods. */
    public static void main(String[] args) throws IOException {
        if (args[0].equals("hungry")) {
            hungry(Path.of(args[1]));
        } else {
            points(Path.of(args[1]), Integer.parseInt(args[2]));
        }
        System.exit(0);
    }

    /** Three of eight points need more memory than available. Prints the failures, and the computed points. */
    private static void hungry(Path folder) throws IOException {
        Toy hungry = Toy.source("hungry", (parameters, context) -> {
            long[][] all = new long[parameters.x() > 5 ? 100_000 : 1][];
            for (int i = 0; i < all.length; i++) {
                all[i] = new long[100_000];
            }
            Toy.write(context, parameters.x() + Arrays.stream(all[0]).sum());
        });
        try (Workbench bench = new Workbench(folder, hungry)) {
            RunReport report = bench.keepGoing().jobs(3).run("a: {run: hungry, sweep: {x: [1, 6, 2, 7, 3, 8, 4, 5]}}");
            report.stages().get(0).failures().forEach((point, message) -> System.out.println(point + ": " + message));
            System.out.println(report.computed());
        }
    }

    /**
     * Plans and runs the given number of trivial points twice. Prints the durations, and the memory in use at the end.
     */
    private static void points(Path folder, int number) throws IOException {
        String stages = "a: {run: add, sweep: {x: {from: 1, to: 1000, step: 1}, y: {from: 1, to: " + number / 1000
                + ", step: 1}}}";
        try (Workbench bench = new Workbench(folder, Toy.add()).quiet()) {
            long start = System.nanoTime();
            System.out.println(bench.plan(stages).stages().get(0).missing() + " missing");
            long planned = System.nanoTime();
            System.out.println(bench.run(stages).computed() + " computed");
            long ran = System.nanoTime();
            System.out.println(bench.run(stages).computed() + " computed");
            long again = System.nanoTime();
            System.out.printf(
                    "planning %.1f s, running %.1f s, again %.1f s%n",
                    (planned - start) / 1e9, (ran - planned) / 1e9, (again - ran) / 1e9);
        }
    }
}
