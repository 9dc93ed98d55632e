package org.cb1network.engine.runner.toys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cb1network.engine.runner.run.RunEvent;
import org.cb1network.engine.runner.run.RunReport;

/**
 * Runs toy stages in its own process: {@code FOLDER STAGES-FILE MILLIS}. Prints a line for each point, and the number
 * of computed points.
 */
public final class ToyProcess {

    private ToyProcess() {}

    public static void main(String[] args) throws IOException {
        int millis = Integer.parseInt(args[2]);
        Toy slow = Toy.source("slow", (parameters, context) -> {
            Thread.sleep(millis);
            Toy.write(context, parameters.x());
        });
        try (Workbench bench = new Workbench(Path.of(args[0]), slow, Toy.total())) {
            bench.listener(event -> {
                if (event instanceof RunEvent.PointComputed) {
                    System.out.println("point");
                    System.out.flush();
                }
            });
            RunReport report = bench.run(Files.readString(Path.of(args[1])));
            System.out.println(report.computed());
            System.exit(report.isComplete() ? 0 : 1);
        }
    }
}
